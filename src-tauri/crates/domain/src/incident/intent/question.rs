//! The intents about questions: one is asked, answered, left with a word, or cannot wait.

use serde::{Deserialize, Serialize};

use crate::id::{FunctionId, PersonId, QuestionId};
use crate::template::Audience;

/// A question of somebody outside the bridge; they are told at once when they hear more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QuestionForm {
    /// Who asks, as they are called; the person's name where it is empty.
    #[serde(default)]
    pub from: String,
    /// The same person, where the workspace knows them.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// For which function they ask, if for one.
    #[serde(default)]
    pub function: Option<FunctionId>,
    /// To which audience they belong: it waits for the next update to them.
    pub audience: Audience,
    /// What they ask.
    pub text: String,
    /// It cannot wait for that update; only the lead says so.
    #[serde(default)]
    pub cannot_wait: bool,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QuestionAnswer {
    /// Which question.
    pub question: QuestionId,
    /// The answer.
    pub answer: String,
}

/// A question that is left unanswered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QuestionLeft {
    /// Which question.
    pub question: QuestionId,
    /// Why, for whoever asked.
    pub reason: String,
}

/// Whether a question can wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QuestionUrgency {
    /// Which question.
    pub question: QuestionId,
    /// It cannot wait for the next update; else it does.
    pub cannot_wait: bool,
}
