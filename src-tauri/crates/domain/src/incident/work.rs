//! What the bridge works on: decisions, lines of work, asks, steps.

use serde::{Deserialize, Serialize};

use super::effort::Effort;
use crate::id::{AskId, DecisionId, PersonId, QuestionId, RightId, RoleId, WorkstreamId};
use crate::span::Instant;

/// What was decided, or waits to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Which.
    pub id: DecisionId,
    /// What.
    pub what: String,
    /// Under which right.
    pub right: RightId,
    /// Which role decides.
    pub role: RoleId,
    /// Who proposed it, and when.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Instant,
    /// How it was decided.
    pub verdict: Option<Verdict>,
}

/// How a decision was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Approved, or declined.
    pub approved: bool,
    /// By whom.
    pub by: PersonId,
    /// In which role.
    pub role: RoleId,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Instant,
}

/// One line of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workstream {
    /// Which.
    pub id: WorkstreamId,
    /// What is done.
    pub title: String,
    /// Who coordinates it.
    pub owner: Option<PersonId>,
    /// The area it belongs to, where it was begun for one.
    #[serde(default)]
    pub area: Option<String>,
    /// How it goes.
    pub state: WorkState,
    /// What was last heard.
    pub word: String,
    /// When.
    pub at: Instant,
    /// How long it will take, as was estimated last.
    #[serde(default)]
    pub effort: Effort,
    /// When that was estimated; none where nobody did.
    #[serde(default)]
    pub effort_at: Option<Instant>,
}

/// How a line of work goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum WorkState {
    /// Goes on.
    Moving,
    /// Waits for something.
    Blocked,
    /// Over.
    Done,
}

/// A request to a named person with a time to call back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Which.
    pub id: AskId,
    /// Whom.
    pub person: PersonId,
    /// What.
    pub what: String,
    /// By when the answer is due.
    pub back_by: Instant,
    /// The answer.
    pub answer: Option<String>,
    /// The question that it is asked for, if for one.
    #[serde(default)]
    pub question: Option<QuestionId>,
}

/// A step that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}
