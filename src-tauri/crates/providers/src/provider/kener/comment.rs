//! The comments of an incident: what its readers are told, and when.

use domain::delivery::Failure;
use domain::phase::Phase;
use serde::Deserialize;

use crate::account::Account;
use crate::capability::PageUpdate;
use crate::instant;
use crate::message::{Request, Response};

const STATES: &[(Phase, &str)] = &[
    (Phase::Investigating, "INVESTIGATING"),
    (Phase::Identified, "IDENTIFIED"),
    (Phase::Monitoring, "MONITORING"),
    (Phase::Resolved, "RESOLVED"),
];

/// Its word for a phase.
pub(super) fn state(phase: Phase) -> &'static str {
    STATES.iter().find(|(known, _)| *known == phase).map_or("", |(_, word)| *word)
}

/// The phase of its word.
pub(super) fn phase(word: &str) -> Option<Phase> {
    STATES.iter().find(|(_, known)| *known == word).map(|(phase, _)| *phase)
}

#[derive(Deserialize)]
pub(super) struct Comment {
    pub(super) id: u64,
    #[serde(rename = "comment")]
    text: String,
    /// In seconds, rounded down to the minute.
    timestamp: i64,
    state: String,
}

/// Of one incident: <https://kener.ing/docs/v4/api-reference>
pub(super) fn ask(account: &Account, incident: &str) -> Result<Request, Failure> {
    super::read(account, &["incidents", incident, "comments"])
}

/// The latest first, as the page has them: those of the same minute by their numbers.
pub(super) fn read(response: &Response) -> Result<Vec<PageUpdate>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        comments: Vec<Comment>,
    }
    let mut comments = response.json::<Answer>()?.comments;
    comments.sort_by_key(|comment| std::cmp::Reverse((comment.timestamp, comment.id)));
    comments.into_iter().map(update).collect()
}

fn update(comment: Comment) -> Result<PageUpdate, Failure> {
    Ok(PageUpdate {
        id: Some(comment.id.to_string()),
        at: instant::of_seconds(comment.timestamp)?,
        phase: phase(&comment.state),
        status: comment.state,
        body: comment.text,
    })
}
