//! Escalations of Opsgenie and of its successor as escalation policies.

use serde::Deserialize;

use crate::capability::{PolicyLevel, RemotePolicy, Target, TargetKind};

/// An escalation.
#[derive(Deserialize)]
pub(in crate::provider) struct Escalation {
    id: String,
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    rules: Vec<Rule>,
    repeat: Option<Repeat>,
    /// The successor can switch one off.
    #[serde(default = "super::yes")]
    enabled: bool,
}

#[derive(Deserialize)]
struct Rule {
    delay: Option<Delay>,
    recipient: Option<Recipient>,
}

/// Its successor writes a bare number of minutes.
#[derive(Deserialize)]
#[serde(untagged)]
enum Delay {
    Minutes(u32),
    Amount {
        #[serde(rename = "timeAmount")]
        amount: u32,
        #[serde(default, deserialize_with = "crate::null::as_default", rename = "timeUnit")]
        unit: String,
    },
}

#[derive(Deserialize)]
struct Recipient {
    r#type: String,
    id: Option<String>,
    name: Option<String>,
    username: Option<String>,
}

#[derive(Deserialize)]
struct Repeat {
    count: Option<u32>,
}

/// Each rule is asked so long after the alert, so rules with the same delay are one level. One that is switched off asks
/// nobody.
pub(in crate::provider) fn policies(escalation: Escalation) -> Vec<RemotePolicy> {
    if !escalation.enabled {
        return Vec::new();
    }
    let mut levels: Vec<PolicyLevel> = Vec::new();
    for rule in escalation.rules {
        let after_minutes = rule.delay.map_or(0, |delay| delay.minutes());
        let targets: Vec<Target> = rule.recipient.and_then(target).into_iter().collect();
        match levels.iter_mut().find(|level| level.after_minutes == after_minutes) {
            Some(level) => level.targets.extend(targets),
            None => levels.push(PolicyLevel { after_minutes, targets }),
        }
    }
    levels.sort_by_key(|level| level.after_minutes);
    let repeats = escalation.repeat.and_then(|repeat| repeat.count).unwrap_or_default();
    vec![RemotePolicy { id: escalation.id, name: escalation.name, levels, repeats }]
}

impl Delay {
    fn minutes(&self) -> u32 {
        match self {
            Self::Minutes(minutes) => *minutes,
            Self::Amount { amount, unit } => match unit.as_str() {
                "seconds" => amount / 60,
                // In the vendor's own spelling.
                "miliseconds" | "micros" | "nanos" => 0,
                "hours" => amount.saturating_mul(60),
                "days" => amount.saturating_mul(24 * 60),
                _ => *amount,
            },
        }
    }
}

fn target(recipient: Recipient) -> Option<Target> {
    let kind = match recipient.r#type.as_str() {
        "user" => TargetKind::Person,
        "schedule" => TargetKind::Schedule,
        "escalation" => TargetKind::Policy,
        "team" => TargetKind::Team,
        _ => return None,
    };
    Some(Target { kind, id: recipient.id?, name: recipient.name.or(recipient.username) })
}
