//! Grafana OnCall's escalation chains: one list names them, and a list for each has its steps.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{entries, has_more, list, rest};
use crate::account::Account;
use crate::capability::{Part, PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};
use crate::message::{Request, Response};

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation_chains/>
const CHAINS: &str = "escalation_chains";
/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation_policies/>: the name of the API for steps. They
/// do not tell what their chain is called, so its name stands in the place of a cursor; one answer has all of its steps.
const STEPS: &str = "escalation_policies";

/// How often a chain with a step that repeats begins anew.
const REPEATS: u32 = 5;

/// Chains as policies.
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(
    |_| vec![Step::of_all(CHAINS)],
    ask,
    |response, step| match step.what {
        CHAINS => chains(response, step),
        _ => policy(response, step),
    },
);

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        CHAINS => list(account, step),
        _ => Ok(rest(account, &[STEPS])?.query("escalation_chain_id", step.id()?).query("perpage", super::SIZE)),
    }
}

#[derive(Deserialize)]
struct Chain {
    id: String,
    name: String,
}

fn chains(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    let listed: Part<Chain> = entries(response, step, |chain| Ok(vec![chain]))?;
    let steps = listed.items.into_iter().map(|chain| Step::of_one(STEPS, chain.id).at(chain.name));
    let steps: Vec<Step> = steps.chain(listed.then).collect();
    Ok(Part { items: Vec::new(), faults: listed.faults, then: steps })
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    position: u32,
    /// New kinds may come at any time; none where a kind was taken away.
    r#type: Option<String>,
    duration: Option<u32>,
    #[serde(default)]
    persons_to_notify: Vec<String>,
    #[serde(default)]
    persons_to_notify_next_each_time: Vec<String>,
    notify_on_call_from_schedule: Option<String>,
    team_to_notify: Option<String>,
}

/// A chain of which a step cannot be read would promise what it does not do, so it is read as a whole or not at all.
fn policy(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    let (steps, rest) = response.list("results")?;
    if has_more(&rest) {
        return Err(Failure::Garbled(format!("it has more than {} steps", super::SIZE)));
    }
    let form = |_| Failure::Garbled("a step is not of the documented form".to_owned());
    let steps = steps.into_iter().map(|step| serde_json::from_value(step).map_err(form));
    let mut steps = steps.collect::<Result<Vec<Entry>, Failure>>()?;
    steps.sort_by_key(|step| step.position);
    let id = step.id()?.to_owned();
    let name = step.cursor.clone().unwrap_or_else(|| id.clone());
    let (levels, repeats) = levels(steps);
    Ok(Part { items: vec![RemotePolicy { id, name, levels, repeats }], ..Part::default() })
}

/// Steps without a pause between them are one level. A chain that goes on at some hours only, or after some number of
/// alerts, is told as if it always went on.
fn levels(steps: Vec<Entry>) -> (Vec<PolicyLevel>, u32) {
    let mut levels: Vec<PolicyLevel> = Vec::new();
    let (mut seconds, mut is_new, mut repeats) = (0_u32, true, 0);
    for step in steps {
        match step.r#type.as_deref() {
            Some("wait") => {
                seconds = seconds.saturating_add(step.duration.unwrap_or_default());
                is_new = true;
            }
            Some("repeat_escalation") => repeats = REPEATS,
            Some("resolve") => break,
            _ => {}
        }
        let asked = targets(step);
        match levels.last_mut() {
            _ if asked.is_empty() => {}
            Some(level) if !is_new => level.targets.extend(asked),
            _ => {
                levels.push(PolicyLevel { after_minutes: seconds / 60, targets: asked });
                is_new = false;
            }
        }
    }
    (levels, repeats)
}

/// Whom a step asks. Channels of a chat, webhooks and declared incidents wake nobody.
fn targets(step: Entry) -> Vec<Target> {
    let of = |kind| move |id| Target { kind, id, name: None };
    let persons = step.persons_to_notify.into_iter().chain(step.persons_to_notify_next_each_time);
    let persons = persons.map(of(TargetKind::Person));
    let schedule = step.notify_on_call_from_schedule.into_iter().map(of(TargetKind::Schedule));
    let team = step.team_to_notify.into_iter().map(of(TargetKind::Team));
    persons.chain(schedule).chain(team).collect()
}
