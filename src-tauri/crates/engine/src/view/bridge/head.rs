//! The head of the bridge: what customers cannot do and what that costs, how soon it can be fixed, where everybody comes together,
//! and who takes over from whoever communicates.

mod backup;
mod rally;
mod technical;

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::incident::effort::{Effort, Estimate, estimates};
use domain::incident::sentence::suggested;
use domain::incident::stated::Said;
use domain::span::Instant;
use serde::Serialize;

use super::LogLine;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::known::KnownView;

pub use backup::BackupView;
pub use rally::RallyView;
pub use technical::TechnicalView;

/// What everybody must see at once.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct HeadView {
    /// What customers cannot do, as it was stated last.
    pub sentence: Option<StatedView>,
    /// What could be said, where nobody stated it.
    pub suggested: Option<String>,
    /// What it means in money, users or contracts, as it was stated last.
    pub business: Option<StatedView>,
    /// How soon it can be fixed, band by band, the shortest first; of lines of work that go on.
    pub fixable: Vec<FixableView>,
    /// Where everybody comes together.
    pub rally: RallyView,
    /// What responders, who have no clock, read.
    pub technical: TechnicalView,
    /// Who takes over from the communications lead, or where nobody is, takes the seat.
    pub backup: Option<BackupView>,
    /// What is known, what is not, and when the next word is due, to be copied.
    pub known: KnownView,
}

/// A sentence that somebody stood for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct StatedView {
    /// The sentence.
    pub text: String,
    /// Who stated it.
    pub by: String,
    /// When.
    #[ts(type = "number")]
    pub at: i64,
}

/// The lines of work of one band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FixableView {
    /// How long they take.
    pub effort: Effort,
    /// The same as in a sentence: `under an hour`.
    pub words: String,
    /// Which.
    pub works: Vec<FixableWork>,
}

/// A line of work with its estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FixableWork {
    /// Its id.
    pub id: String,
    /// What is done.
    pub title: String,
    /// Since how many minutes nothing was heard of it, where that is too long to lean on its estimate.
    pub silent_minutes: Option<u32>,
}

impl Engine {
    pub(super) fn head(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        log: &[LogLine],
        now: Instant,
    ) -> Result<HeadView, Error> {
        let said = |said: &Said| StatedView {
            text: said.text.clone(),
            by: agreement.person_name(&said.by),
            at: said.at.timestamp_millis(),
        };
        let sentence = incident.stated.sentence.as_ref().map(said);
        Ok(HeadView {
            suggested: suggested(incident, agreement).filter(|_| sentence.is_none()),
            sentence,
            business: incident.stated.business.as_ref().map(said),
            fixable: fixable(&estimates(incident, now)),
            rally: rally::rally(incident),
            technical: technical::technical(incident, log),
            backup: self.communications_backup(incident, agreement, now),
            known: self.known_of(incident, agreement)?,
        })
    }
}

fn fixable(estimates: &[Estimate<'_>]) -> Vec<FixableView> {
    let work = |estimate: &Estimate<'_>| FixableWork {
        id: estimate.work.id.to_string(),
        title: estimate.work.title.clone(),
        silent_minutes: estimate.stale.then(|| u32::try_from(estimate.silent.num_minutes()).unwrap_or_default()),
    };
    let band = |effort: Effort| FixableView {
        effort,
        words: effort.words().to_owned(),
        works: estimates.iter().filter(|estimate| estimate.work.effort == effort).map(work).collect(),
    };
    Effort::ALL.into_iter().map(band).filter(|band| !band.works.is_empty()).collect()
}
