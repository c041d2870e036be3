//! Why a request came to nothing, with the host's own words where the failure has no place for them.

use domain::delivery::Failure;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setback {
    /// What it means.
    pub failure: Failure,
    /// How the host put it that it takes no such credentials: `Wrong digest`. Without the secrets, like every word of a host.
    pub said: Option<String>,
    /// What was asked for, where the host has no such thing: the address, and the ids of the form with where they are found.
    pub missing: Option<String>,
    /// Whether the host may be able to answer for less: what came was too large, or it took too long.
    pub is_too_much: bool,
}

impl Setback {
    /// Of a reading, as the lead reads it.
    pub fn words_of_reading(&self) -> String {
        let words = self.failure.words_of_reading();
        match (&self.said, &self.missing) {
            (Some(said), _) => format!("{words}. It says: {said}"),
            (None, Some(missing)) => format!("{}. {missing}", words.trim_end_matches('.')),
            (None, None) => words,
        }
    }
}

impl From<Failure> for Setback {
    fn from(failure: Failure) -> Self {
        Self { failure, said: None, missing: None, is_too_much: false }
    }
}

impl From<Setback> for Failure {
    fn from(setback: Setback) -> Self {
        setback.failure
    }
}
