//! What can happen to a few pages on their way: faults, ends of the process, clocks, and hands of people.

use proptest::prelude::*;

use crate::mishap::{Mishap, mishap};

/// How one attempt goes on our side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// To its end.
    Whole,
    /// There is no way to the host.
    Away,
    /// The process ends before anything was sent.
    EndsBefore,
    /// The process ends while it waits for the answer.
    EndsWithin,
    /// The process ends before it could write down what came of it.
    EndsAfter,
    /// Somebody takes whatever is there, and then it goes to its end.
    Taken,
    /// Somebody closes whatever is there, and then it goes to its end.
    Closed,
}

/// What the clocks do before an attempt, besides reaching the instant at which it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Nothing.
    Runs,
    /// The computer sleeps for so many seconds.
    Sleeps(i64),
    /// Somebody sets ours by so many seconds.
    IsSet(i64),
}

/// All that happens to a few pages.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// How many pages there are.
    pub(super) pages: usize,
    /// What goes wrong with the requests, in order.
    pub(super) script: Vec<Mishap>,
    /// How the attempts go, in order, each with what the clocks do before it.
    pub(super) turns: Vec<(Turn, Clock)>,
    /// By how many minutes the clock of the host differs from ours.
    pub(super) skew: i64,
    /// How often the lead sends again what is held.
    pub(super) resends: usize,
}

/// Any course.
pub(super) fn course() -> impl Strategy<Value = Course> {
    let turn = prop_oneof![
        6 => Just(Turn::Whole),
        1 => Just(Turn::Away),
        1 => Just(Turn::EndsBefore),
        2 => Just(Turn::EndsWithin),
        2 => Just(Turn::EndsAfter),
        1 => Just(Turn::Taken),
        1 => Just(Turn::Closed),
    ];
    let clock = prop_oneof![
        4 => Just(Clock::Runs),
        1 => (0_i64..40_000).prop_map(Clock::Sleeps),
        1 => (-3_600_i64..3_600).prop_map(Clock::IsSet),
    ];
    let skew = prop_oneof![2 => Just(0_i64), 1 => -480_i64..480];
    let turns = prop::collection::vec((turn, clock), 0..12);
    (1_usize..4, prop::collection::vec(mishap(), 0..12), turns, skew, 0_usize..12)
        .prop_map(|(pages, script, turns, skew, resends)| Course { pages, script, turns, skew, resends })
}
