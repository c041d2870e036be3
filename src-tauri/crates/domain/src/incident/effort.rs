//! How long a line of work will take to put right what fails: a band and never a time, for those inside alone.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{Incident, WorkState, Workstream};
use crate::id::PersonId;
use crate::span::Instant;

/// After this long without word from a line of work its estimate is stale: whoever coordinates says every ten minutes how it
/// goes, and three times in a row is silence.
pub const STALE_AFTER: Duration = Duration::minutes(30);

/// How long a line of work will take, from what is known; the shortest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// Under 15 minutes.
    Minutes,
    /// Under an hour.
    UnderAnHour,
    /// Some hours.
    Hours,
    /// A day or more.
    Days,
    /// Nobody can say.
    #[default]
    Unknown,
}

impl Effort {
    /// All, the shortest first.
    pub const ALL: [Self; 5] = [Self::Minutes, Self::UnderAnHour, Self::Hours, Self::Days, Self::Unknown];

    /// As in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Minutes => "under 15 min",
            Self::UnderAnHour => "under an hour",
            Self::Hours => "hours",
            Self::Days => "a day or more",
            Self::Unknown => "unknown",
        }
    }

    /// As in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::UnderAnHour => "under_an_hour",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Unknown => "unknown",
        }
    }

    /// Reads its word, with dashes or underscores, in any case.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace('-', "_");
        Self::ALL.into_iter().find(|effort| effort.word().eq_ignore_ascii_case(&text))
    }
}

/// What one line of work that goes on would take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate<'a> {
    /// Which line of work.
    pub work: &'a Workstream,
    /// How long nothing was heard from it.
    pub silent: Duration,
    /// It was heard of too long ago to lean on what it estimated.
    pub stale: bool,
}

/// The estimates of the lines of work that go on, the shortest first; none once it is over.
pub fn estimates<'a>(incident: &'a Incident, now: Instant) -> Vec<Estimate<'a>> {
    if !incident.is_open() {
        return Vec::new();
    }
    let under_way = incident.workstreams.iter().filter(|work| work.state != WorkState::Done);
    let estimate = |work: &'a Workstream| {
        let silent = now - work.at;
        Estimate { work, silent, stale: silent >= STALE_AFTER }
    };
    let mut estimates: Vec<Estimate<'a>> = under_way.map(estimate).collect();
    estimates.sort_by_key(|estimate| estimate.work.effort);
    estimates
}

/// `under an hour (Roll back payments-api), hours (Ledger, no word for 42 min)`: empty where no work goes on.
pub fn words(estimates: &[Estimate<'_>]) -> String {
    let said = |effort: Effort| {
        let works: Vec<String> =
            estimates.iter().filter(|estimate| estimate.work.effort == effort).map(Estimate::words).collect();
        (!works.is_empty()).then(|| format!("{} ({})", effort.words(), works.join("; ")))
    };
    Effort::ALL.into_iter().filter_map(said).collect::<Vec<_>>().join(", ")
}

impl Estimate<'_> {
    /// `Ledger, no word for 42 min`
    fn words(&self) -> String {
        let title = &self.work.title;
        if self.stale { format!("{title}, no word for {} min", self.silent.num_minutes()) } else { title.clone() }
    }
}

/// Whether somebody may say what a line of work takes: whoever coordinates it, or leads.
pub(super) fn may_estimate(incident: &Incident, owner: Option<&PersonId>, actor: &PersonId) -> bool {
    actor == &incident.lead || owner == Some(actor)
}
