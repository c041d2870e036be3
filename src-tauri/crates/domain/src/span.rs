//! A stretch of time, half-open: its first instant is inside, its last is not.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// An instant. Civil times and zones appear only where people agreed on a wall-clock time.
pub type Instant = DateTime<Utc>;

/// From–until, half-open. An empty span has `from == until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct Span {
    /// First instant inside.
    #[ts(type = "string")]
    pub from: Instant,
    /// First instant after.
    #[ts(type = "string")]
    pub until: Instant,
}

impl Span {
    /// A span; one that would end before it begins is empty at `from`.
    pub fn of(from: Instant, until: Instant) -> Self {
        Self { from, until: until.max(from) }
    }

    /// Whether the instant is inside.
    pub fn contains(&self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether nothing is inside.
    pub fn is_empty(&self) -> bool {
        self.from >= self.until
    }

    /// How long it is.
    pub fn length(&self) -> Duration {
        self.until - self.from
    }

    /// What both cover, if anything.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let span = Self { from: self.from.max(other.from), until: self.until.min(other.until) };
        (span.from < span.until).then_some(span)
    }

    /// What is left of this span after each of the others is taken away, in order of time.
    pub fn without(&self, others: &[Self]) -> Vec<Self> {
        let mut taken: Vec<Self> = others.iter().filter_map(|other| self.overlap(other)).collect();
        taken.sort();
        let mut left = Vec::new();
        let mut from = self.from;
        for span in taken {
            if span.from > from {
                left.push(Self { from, until: span.from });
            }
            from = from.max(span.until);
        }
        if from < self.until {
            left.push(Self { from, until: self.until });
        }
        left
    }

    /// Spans as few as possible, in order of time: those that overlap or touch are one, empty ones are none.
    pub fn united(mut spans: Vec<Self>) -> Vec<Self> {
        spans.retain(|span| !span.is_empty());
        spans.sort();
        let mut united: Vec<Self> = Vec::new();
        for span in spans {
            match united.last_mut() {
                Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
                _ => united.push(span),
            }
        }
        united
    }

    /// How long spans are together; where they overlap, each of them counts.
    pub fn together<'a>(spans: impl IntoIterator<Item = &'a Self>) -> Duration {
        spans.into_iter().fold(Duration::zero(), |sum, span| sum + span.length())
    }
}
