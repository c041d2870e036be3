//! How often each audience is owed an update, and when the next one is due.
//!
//! Next due = (last update, or the moment from which one was owed) + ceiling(severity, phase, audience). An update before
//! the floor warns. Practices are data ([`practice`]): the seed values are the default, others go by their names, and a
//! workspace may have its own.

pub mod practice;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::phase::Phase;
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
    /// Where it is from: the page on which the practice is published, or `bridgewatch.yaml:43`.
    pub source: String,
    /// At least one line for each severity and audience that has a clock.
    pub lines: Vec<PresetLine>,
}

/// The cadence of one severity and audience, in every phase or in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresetLine {
    /// Which severity.
    pub severity: Severity,
    /// In which phase alone; such a line wins over one for every phase.
    pub phase: Option<Phase>,
    /// Which audience.
    pub audience: Audience,
    /// How often.
    pub cadence: Cadence,
    /// Ceilings of the first updates that are owed, in order and in minutes: the first word, the scope. Empty where the
    /// practice treats them like all others.
    pub opening_minutes: Vec<u32>,
}

/// The presets, and which of them holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadences {
    /// The id of the preset in use.
    pub preset: String,
    /// All of them; ids are unique.
    pub presets: Vec<Preset>,
}

impl Default for Cadences {
    fn default() -> Self {
        Self { preset: practice::SEED.to_owned(), presets: practice::built_in() }
    }
}

impl Cadences {
    /// The preset in use; `None` where there is none of that id.
    pub fn chosen(&self) -> Option<&Preset> {
        self.presets.iter().find(|preset| preset.id == self.preset)
    }

    /// The line of a severity, a phase and an audience; `None` where that audience has no clock.
    pub fn line(&self, severity: Severity, phase: Phase, audience: Audience) -> Option<&PresetLine> {
        self.chosen()?.line(severity, phase, audience)
    }
}

impl Preset {
    /// The line that holds for a severity, a phase and an audience: the more exact one wins.
    pub fn line(&self, severity: Severity, phase: Phase, audience: Audience) -> Option<&PresetLine> {
        let holds = |of: Option<Phase>| {
            let mut lines = self.lines.iter();
            lines.find(|line| line.severity == severity && line.audience == audience && line.phase == of)
        };
        holds(Some(phase)).or_else(|| holds(None))
    }

    /// Pairs of severities where the milder one is told more often than the worse one in some phase: such a preset is a
    /// slip.
    pub fn inversions(&self) -> Vec<(Severity, Severity, Audience)> {
        let mut found = Vec::new();
        for (audience, phase) in
            Audience::CLOCKED.into_iter().flat_map(|audience| Phase::OPEN.map(|phase| (audience, phase)))
        {
            let told = |severity| Some((severity, self.line(severity, phase, audience)?.cadence.ceiling_minutes));
            let told: Vec<(Severity, u32)> = Severity::ALL.into_iter().filter_map(told).collect();
            let pairs = told.iter().zip(told.iter().skip(1));
            for ((worse, _), (milder, _)) in pairs.filter(|((_, often), (_, seldom))| often > seldom) {
                if !found.contains(&(*worse, *milder, audience)) {
                    found.push((*worse, *milder, audience));
                }
            }
        }
        found
    }
}

impl PresetLine {
    /// The cadence of an audience that was told so often since it was owed updates. No first word is noise: it has no
    /// floor.
    pub fn after(&self, told: usize) -> Cadence {
        match self.opening_minutes.get(told) {
            Some(minutes) => Cadence { floor_minutes: 0, ceiling_minutes: *minutes },
            None => self.cadence,
        }
    }
}

impl Cadence {
    /// When the next update is due, counted from the last one or from the moment one was owed.
    pub fn due_at(&self, since: Instant) -> Instant {
        since + self.ceiling()
    }

    /// The longest time between two updates.
    pub fn ceiling(&self) -> Duration {
        Duration::minutes(i64::from(self.ceiling_minutes))
    }

    /// From when on a further update is no noise.
    pub fn welcome_at(&self, last: Instant) -> Instant {
        last + Duration::minutes(i64::from(self.floor_minutes))
    }
}
