//! What keeps a rule from holding. It is put into words only where somebody reads it: a tree of hundreds of rules is asked at
//! thousands of ends.

use std::fmt::{self, Display, Formatter};

use crate::id::{RegionId, RuleId, ServiceId};
use crate::severity::Severity;

/// The first thing that keeps a rule from holding; as text, its words for the lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmet<'a> {
    /// It holds for these surfaces only.
    Surface(&'a [String]),
    /// It holds for these symptoms only.
    Symptom(&'a [String]),
    /// It holds for these services only.
    Service(&'a [ServiceId]),
    /// It holds for these regions only.
    Region(&'a [RegionId]),
    /// It holds only once customer impact is confirmed, or only while it is not.
    Impact {
        /// Which of the two.
        confirmed: bool,
    },
    /// It holds from this severity on.
    Severity(Severity),
    /// An earlier rule ended the reading.
    Ended(&'a RuleId),
}

impl Display for Unmet<'_> {
    fn fmt(&self, words: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Surface(surfaces) => write!(words, "only for surface {}", surfaces.join(" or ")),
            Self::Symptom(symptoms) => write!(words, "only for symptom {}", symptoms.join(" or ")),
            Self::Service(services) => write!(words, "only for service {}", join(services)),
            Self::Region(regions) => write!(words, "only for region {}", join(regions)),
            Self::Impact { confirmed: true } => words.write_str("only once customer impact is confirmed"),
            Self::Impact { confirmed: false } => words.write_str("only while customer impact is not confirmed"),
            Self::Severity(severity) => write!(words, "only for {severity} or worse"),
            Self::Ended(rule) => write!(words, "rule {rule} is the last that is read"),
        }
    }
}

fn join<T: Display>(items: &[T]) -> String {
    items.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}
