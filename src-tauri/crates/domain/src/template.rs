//! Messages with declared, typed variables, for one impact pattern, audience and phase.
//!
//! A hole is written `{{name}}`. Every hole must be a declared variable and every declared variable must be filled,
//! unless it is declared optional; both are faults before anything is sent, and so is `{{` that begins no hole. Filling
//! a hole never fills another one.

mod output;
mod own;
mod render;
mod sample;
mod tidy;
mod time;
mod value;

use serde::{Deserialize, Serialize};

pub use output::Output;
pub use own::{NO_ACCOUNT, NO_CONTACT, OwnWords};
pub(crate) use time::zone_word;
pub(crate) use time::{Day, Time, offset};
pub use time::{clock, of_its_day, told};
pub(crate) use value::duration;
pub use value::{BLANK, QUESTIONS};

use crate::id::PatternId;
use crate::phase::Phase;

/// To whom an update speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Responders; has no clock.
    Technical,
    /// All functions: coordination.
    Teams,
    /// Business impact, customer effect, expected resolution.
    Leadership,
    /// Status page and outreach.
    Customers,
}

impl Audience {
    /// The audiences that are owed updates by the clock, in the order of their keys.
    pub const CLOCKED: [Self; 3] = [Self::Teams, Self::Leadership, Self::Customers];
    /// All audiences.
    pub const ALL: [Self; 4] = [Self::Technical, Self::Teams, Self::Leadership, Self::Customers];

    /// As on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Technical => "Technical",
            Self::Teams => "Teams",
            Self::Leadership => "Leadership",
            Self::Customers => "Customers",
        }
    }

    /// Reads its name in any case.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.name().eq_ignore_ascii_case(text.trim()))
    }
}

/// A message with declared variables, for one impact pattern, output and phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// For which impact pattern.
    pub pattern: PatternId,
    /// For whom.
    pub audience: Audience,
    /// What it is made into; of the audience's.
    pub output: Output,
    /// In which phase.
    pub phase: Phase,
    /// One line above the body; may have holes.
    pub title: String,
    /// The message; may have holes.
    pub body: String,
    /// In the order of the form.
    pub variables: Vec<Variable>,
    /// Longest text of the channel, in characters of title and body together.
    pub limit: Option<u32>,
    /// Where it was read: `templates/payments-failing/customers-identified.md`.
    pub source: String,
}

/// Facts that can prefill a variable: of the incident, of whom a letter is written to, and of the organisation that writes.
pub const FACTS: [&str; 21] = [
    "title",
    "services",
    "regions",
    "started",
    "next_update",
    "severity",
    "phase",
    "detail",
    "impact",
    "loss",
    "business_impact",
    "effort",
    "work",
    "rally",
    "questions",
    "commitments",
    "account",
    "contact",
    "organisation",
    "status_page",
    "privacy_contact",
];

/// Those of them that stay inside: estimates, money, inner work, inner places and what others were promised are not for customers.
pub const INSIDE_FACTS: [&str; 5] = ["business_impact", "effort", "work", "rally", "commitments"];

/// One variable of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Variable {
    /// `affected`
    pub name: String,
    /// As on the form: `What is affected`.
    pub label: String,
    /// What may be filled in.
    pub kind: VariableKind,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Filled in where the incident knows nothing better.
    pub default: Option<String>,
    /// Which fact prefills it: one of [`FACTS`].
    pub from: Option<String>,
    /// A value for previews and tests.
    pub example: Option<String>,
}

/// What may be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum VariableKind {
    /// Any text on one line.
    Text,
    /// One of these.
    Choice {
        /// In the order of the form.
        choices: Vec<String>,
    },
    /// A wall-clock time with its zone: `03:01 CET`; with its day before it where that is another: `30 Nov 23:40 CET`.
    Time,
    /// A stretch of time: `20 minutes`, `1 h 30 min`.
    Duration,
    /// Parts of the product as customers know them, separated by commas.
    Components,
}

/// A filled template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Rendered {
    /// The title as it will be sent.
    pub title: String,
    /// The body as it will be sent.
    pub body: String,
    /// Title cut into prose and filled holes, for the preview.
    pub title_pieces: Vec<Piece>,
    /// Body cut likewise; joined, the pieces are the body byte for byte.
    pub body_pieces: Vec<Piece>,
}

/// Prose, or what was filled into a hole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// The variable it was filled from; `None` for prose.
    pub variable: Option<String>,
}

/// Why a template cannot be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TemplateFault {
    /// Which variable; empty for the whole text.
    pub variable: String,
    /// What to do, as a sentence.
    pub message: String,
}
