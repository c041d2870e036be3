//! What was asked from outside, and what is known: questions with what came of them, facts with who stands for them.

use serde::{Deserialize, Serialize};

use crate::id::{AskId, FactId, FunctionId, PersonId, QuestionId, RegionId, ServiceId, UpdateId, WorkstreamId};
use crate::incident::Nudge;
use crate::span::Instant;
use crate::template::Audience;

/// A question of somebody outside the bridge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// Who asks, as they are called.
    pub from: String,
    /// The same person, where the workspace knows them.
    pub person: Option<PersonId>,
    /// For which function they ask, if for one.
    pub function: Option<FunctionId>,
    /// Whose question it is: it waits for the next update to them.
    pub audience: Audience,
    /// What they ask.
    pub text: String,
    /// The lead says that it cannot wait for that update.
    pub cannot_wait: bool,
    /// When that was said last.
    #[serde(default)]
    pub hurried_at: Option<Instant>,
    /// The loudest reminder given since then that it has no answer.
    #[serde(default)]
    pub reminded: Option<Nudge>,
    /// When it was asked.
    pub asked_at: Instant,
    /// What they were told at once, word for word.
    pub reply: String,
    /// The ask that it was turned into; the last one where there were several.
    pub ask: Option<AskId>,
    /// What came of it; none while it is open.
    pub settled: Option<Settled>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// How.
    pub how: Settlement,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// How a question was settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Settlement {
    /// It was answered, in these words.
    Answered {
        /// The answer.
        answer: String,
    },
    /// An update answers it.
    ByUpdate {
        /// Which.
        update: UpdateId,
    },
    /// It was left unanswered, with a word.
    Left {
        /// Why.
        reason: String,
    },
}

impl Question {
    /// Whether nobody has answered it yet.
    pub fn is_open(&self) -> bool {
        self.settled.is_none()
    }
}

/// Something that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Which.
    pub id: FactId,
    /// What is known, in a sentence.
    pub text: String,
    /// About which service, if about one.
    pub service: Option<ServiceId>,
    /// About which region, if about one.
    pub region: Option<RegionId>,
    /// The line of work that it was heard from, if from one.
    pub workstream: Option<WorkstreamId>,
    /// Who said it.
    pub by: PersonId,
    /// Who wrote it down.
    pub written_by: PersonId,
    /// When.
    pub at: Instant,
    /// Who confirmed it, and when; none while nobody has.
    pub confirmed: Option<Signature>,
    /// Who withdrew it, when and why; none while it holds.
    pub withdrawn: Option<Withdrawal>,
}

/// Who stands for something, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who.
    pub by: PersonId,
    /// Since when.
    pub at: Instant,
}

/// That a fact is not so, or is so no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Who says so.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: String,
}

impl Fact {
    /// Whether it is confirmed and was not withdrawn.
    pub fn holds(&self) -> bool {
        self.confirmed.is_some() && self.withdrawn.is_none()
    }
}
