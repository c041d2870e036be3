//! How often each audience is owed an update, and when the next one is due.
//!
//! Next due = (last update, or the moment from which one was owed) + ceiling(severity, audience). An update before
//! the floor warns. The seed values are the default preset: teams every 15 to 30 minutes in critical incidents,
//! leadership every 60, customers every 30 to 60.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::severity::Severity;
use crate::span::Instant;
use crate::template::Audience;

/// Floor and ceiling between two updates, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Cadence {
    /// An update sooner than this after the last warns of noise.
    pub floor_minutes: u32,
    /// An update later than this after the last is late.
    pub ceiling_minutes: u32,
}

/// A named practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preset {
    /// `seed`
    pub id: String,
    /// As on screen.
    pub name: String,
    /// One line for each severity and audience that has a clock.
    pub lines: Vec<PresetLine>,
}

/// The cadence of one severity and audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresetLine {
    /// Which severity.
    pub severity: Severity,
    /// Which audience.
    pub audience: Audience,
    /// How often.
    pub cadence: Cadence,
}

/// The presets, and which of them holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadences {
    /// The id of the preset in use.
    pub preset: String,
    /// All of them.
    pub presets: Vec<Preset>,
}

impl Default for Cadences {
    fn default() -> Self {
        Self { preset: "seed".to_owned(), presets: vec![Preset::seed()] }
    }
}

impl Cadences {
    /// The cadence of a severity and an audience; `None` where that audience has no clock.
    pub fn of(&self, severity: Severity, audience: Audience) -> Option<Cadence> {
        let preset = self.presets.iter().find(|preset| preset.id == self.preset)?;
        preset.of(severity, audience)
    }
}

impl Preset {
    /// The default preset, from the project's source texts.
    pub fn seed() -> Self {
        let rows = [
            (Severity::Sev1, (15, 20), (45, 60), (20, 30)),
            (Severity::Sev2, (15, 30), (45, 60), (30, 45)),
            (Severity::Sev3, (30, 60), (120, 240), (30, 60)),
            (Severity::Sev4, (60, 240), (240, 1440), (60, 240)),
        ];
        let lines = rows.into_iter().flat_map(|(severity, teams, leadership, customers)| {
            [(Audience::Teams, teams), (Audience::Leadership, leadership), (Audience::Customers, customers)].map(
                |(audience, (floor_minutes, ceiling_minutes))| PresetLine {
                    severity,
                    audience,
                    cadence: Cadence { floor_minutes, ceiling_minutes },
                },
            )
        });
        Self { id: "seed".to_owned(), name: "Bridgewatch default".to_owned(), lines: lines.collect() }
    }

    /// The cadence of a severity and an audience.
    pub fn of(&self, severity: Severity, audience: Audience) -> Option<Cadence> {
        self.lines.iter().find(|line| line.severity == severity && line.audience == audience).map(|line| line.cadence)
    }

    /// Pairs of severities where the milder one is told more often than the worse one: such a preset is a slip.
    pub fn inversions(&self) -> Vec<(Severity, Severity, Audience)> {
        let mut found = Vec::new();
        for audience in Audience::CLOCKED {
            let told = |severity| Some((severity, self.of(severity, audience)?.ceiling_minutes));
            let told: Vec<(Severity, u32)> = Severity::ALL.into_iter().filter_map(told).collect();
            let pairs = told.iter().zip(told.iter().skip(1));
            let inverted = pairs.filter(|((_, often), (_, seldom))| often > seldom);
            found.extend(inverted.map(|((worse, _), (milder, _))| (*worse, *milder, audience)));
        }
        found
    }
}

impl Cadence {
    /// When the next update is due, counted from the last one or from the moment one was owed.
    pub fn due_at(&self, since: Instant) -> Instant {
        since + Duration::minutes(i64::from(self.ceiling_minutes))
    }

    /// From when on a further update is no noise.
    pub fn welcome_at(&self, last: Instant) -> Instant {
        last + Duration::minutes(i64::from(self.floor_minutes))
    }
}
