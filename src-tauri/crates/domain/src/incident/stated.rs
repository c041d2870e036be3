//! What customers cannot do and what that costs, as it was stated last.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::span::Instant;

/// A sentence that somebody stood for. Earlier ones stay in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// Who stated it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The entry that it stands in.
    pub sequence: u64,
}

/// What was stated of an incident's impact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stated {
    /// What customers cannot do.
    #[serde(default)]
    pub sentence: Option<Said>,
    /// What that means in money, users or contracts.
    #[serde(default)]
    pub business: Option<Said>,
}
