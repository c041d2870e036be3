//! The practices that are built in, by name: the default from the project's source texts, and what others publish of theirs.
//!
//! Where a practice says nothing of an audience or a severity, the default holds there. Floors are ours where a practice has
//! none: half of the ceiling or a little less, since an update every five minutes was found to be noise.

use super::{Cadence, Preset, PresetLine};
use crate::phase::Phase;
use crate::severity::Severity::{self, Sev1, Sev2, Sev3, Sev4};
use crate::template::Audience;

/// The id of the default preset.
pub const SEED: &str = "seed";

/// All built-in presets, the default first.
pub fn built_in() -> Vec<Preset> {
    vec![seed(), pagerduty(), gitlab(), statuspage()]
}

/// Teams every 15 to 30 minutes in critical incidents, leadership every 60, customers every 30 to 60.
pub fn seed() -> Preset {
    let rows = [
        (Sev1, (15, 20), (45, 60), (20, 30)),
        (Sev2, (15, 30), (45, 60), (30, 45)),
        (Sev3, (30, 60), (120, 240), (30, 60)),
        (Sev4, (60, 240), (240, 1440), (60, 240)),
    ];
    let lines = rows.into_iter().flat_map(|(severity, teams, leadership, customers)| {
        [(Audience::Teams, teams), (Audience::Leadership, leadership), (Audience::Customers, customers)]
            .map(|(audience, between)| line(severity, None, audience, between))
    });
    Preset {
        id: SEED.to_owned(),
        name: "Bridgewatch default".to_owned(),
        source: "built in".to_owned(),
        lines: lines.collect(),
    }
}

/// The first word within 5 minutes, its scope within 5 more, then at least every 20; inside, 20 to 30 minutes are useful.
fn pagerduty() -> Preset {
    let teams = [Sev1, Sev2].map(|severity| line(severity, None, Audience::Teams, (20, 30)));
    let customers = [Sev1, Sev2].map(|severity| PresetLine {
        opening_minutes: vec![5, 5],
        ..line(severity, None, Audience::Customers, (10, 20))
    });
    Preset {
        id: "pagerduty".to_owned(),
        name: "PagerDuty: first word in 5 minutes, scope 5 later, then every 20".to_owned(),
        source: "https://response.pagerduty.com/during/external_communication_guidelines/".to_owned(),
        lines: over_the_default(teams.into_iter().chain(customers).collect()),
    }
}

/// Customers by severity and phase; what is watched after a fix needs the fewest words.
fn gitlab() -> Preset {
    let rows = [
        (Phase::Investigating, [(5, 10), (5, 15), (5, 15), (5, 15)]),
        (Phase::Identified, [(5, 10), (15, 30), (15, 30), (15, 30)]),
        (Phase::Monitoring, [(15, 30), (30, 60), (30, 60), (30, 60)]),
    ];
    let lines = rows.into_iter().flat_map(|(phase, between)| {
        let columns = Severity::ALL.into_iter().zip(between);
        columns.map(move |(severity, between)| line(severity, Some(phase), Audience::Customers, between))
    });
    Preset {
        id: "gitlab".to_owned(),
        name: "GitLab: customers by severity and phase".to_owned(),
        source: "https://handbook.gitlab.com/handbook/support/workflows/cmoc_workflows/".to_owned(),
        lines: over_the_default(lines.collect()),
    }
}

/// Customers every 30 minutes until it is over, however bad it is.
fn statuspage() -> Preset {
    let lines = Severity::ALL.map(|severity| line(severity, None, Audience::Customers, (15, 30)));
    Preset {
        id: "statuspage".to_owned(),
        name: "Statuspage: customers every 30 minutes".to_owned(),
        source: "https://support.atlassian.com/statuspage/docs/incident-communication-tips/".to_owned(),
        lines: over_the_default(lines.into()),
    }
}

fn line(
    severity: Severity,
    phase: Option<Phase>,
    audience: Audience,
    (floor_minutes, ceiling_minutes): (u32, u32),
) -> PresetLine {
    let cadence = Cadence { floor_minutes, ceiling_minutes };
    PresetLine { severity, phase, audience, cadence, opening_minutes: Vec::new() }
}

/// A practice's own lines, and the default's for whatever it does not speak of.
fn over_the_default(own: Vec<PresetLine>) -> Vec<PresetLine> {
    let spoken =
        |line: &PresetLine| own.iter().any(|own| own.severity == line.severity && own.audience == line.audience);
    let mut lines: Vec<PresetLine> = seed().lines.into_iter().filter(|line| !spoken(line)).collect();
    lines.extend(own);
    lines
}
