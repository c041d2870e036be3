//! The clock of the repair, beside the clocks of the words about it: of which line of work nothing was heard, and since when.

use domain::agreement::Agreement;
use domain::incident::{Incident, Notice};
use domain::span::Instant;
use domain::track;
use serde::Serialize;

/// By when the next word of the repair is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FixView {
    /// Of which line of work nothing was heard for the longest: its id; none where no line of work goes on.
    pub workstream: Option<String>,
    /// What it does; else that nobody is at work.
    pub title: String,
    /// The id of whoever coordinates it.
    pub owner: Option<String>,
    /// Their name.
    pub owner_name: Option<String>,
    /// Within how many minutes of the last word the next one is due.
    pub within_minutes: u32,
    /// Since when nothing was heard.
    #[ts(type = "number")]
    pub since: i64,
    /// By when the next word is due.
    #[ts(type = "number")]
    pub due_at: i64,
    /// How loud it is now, by the same steps as an update.
    pub notice: Option<Notice>,
    /// When words of lines of work were heard last.
    #[ts(type = "number[]")]
    pub heard_at: Vec<i64>,
}

/// The clock of the repair; none where it is over, or only watched.
pub(crate) fn fix(incident: &Incident, agreement: &Agreement, now: Instant) -> Option<FixView> {
    let fix = track::fix(incident)?;
    let owner = fix.work.and_then(|work| work.owner.as_ref());
    Some(FixView {
        workstream: fix.work.map(|work| work.id.to_string()),
        title: fix.work.map_or_else(|| "No line of work".to_owned(), |work| work.title.clone()),
        owner: owner.map(ToString::to_string),
        owner_name: owner.map(|owner| agreement.person_name(owner)),
        within_minutes: u32::try_from(track::word_within(incident.severity).num_minutes()).unwrap_or_default(),
        since: fix.since.timestamp_millis(),
        due_at: fix.due_at.timestamp_millis(),
        notice: fix.notice(now),
        heard_at: incident.workstreams.iter().map(|work| work.at.timestamp_millis()).collect(),
    })
}
