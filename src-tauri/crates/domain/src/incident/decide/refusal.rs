//! Why an intent is not allowed.

/// Why an intent is not allowed: a sentence that says what to do instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal in these words.
    pub fn of(words: &str) -> Self {
        Self(words.to_owned())
    }
}
