//! From state to state. The whole table is in the tests.

use super::{BY_THE_LEAD, Failure, Happening, HeldReason, Receipt, Repeat, State, pause};
use crate::span::Instant;

impl State {
    /// The one transition function. What makes no sense in a state changes nothing: an outcome that comes twice
    /// counts once.
    ///
    /// `attempts` is the number of attempts so far, the present one included.
    #[must_use]
    pub fn after(&self, happening: Happening, repeat: Repeat, attempts: u32, now: Instant) -> Self {
        use Happening as H;
        match (self, happening) {
            (Self::Delivered { .. }, H::Undone(words)) => Self::Held { reason: HeldReason::Refused(words) },
            (Self::Delivered { .. } | Self::Dropped, _) => self.clone(),

            (_, H::GivenUp) => Self::Dropped,
            (_, H::Arrived(receipt)) => Self::Delivered { receipt },
            (Self::Held { .. } | Self::Waiting { .. }, H::Confirmed) => {
                Self::Delivered { receipt: Receipt { remote: BY_THE_LEAD.to_owned(), link: None, update: None } }
            }
            // What may have arrived is looked for first, also when the lead is in a hurry.
            (Self::Waiting { failure, probe: true, .. }, H::Resend) => {
                Self::Waiting { until: now, failure: failure.clone(), probe: true }
            }
            (Self::Held { .. } | Self::Waiting { .. }, H::Resend) => Self::Queued,

            (Self::Queued | Self::Waiting { .. }, H::Begun) => Self::Sending { lost: self.lost() },
            // What may have arrived is never held for age or for want of a way: held, it would forget that, and a resend
            // would make it two.
            (Self::Waiting { failure, probe: true, .. }, H::Blocked(_)) => {
                Self::Waiting { until: now + pause(attempts), failure: failure.clone(), probe: true }
            }
            (Self::Queued | Self::Waiting { probe: false, .. }, H::Expired) => {
                Self::Held { reason: HeldReason::TooLate }
            }
            (Self::Queued | Self::Waiting { .. } | Self::Sending { .. }, H::Blocked(reason)) => Self::Held { reason },

            (Self::Sending { .. }, H::Failed(failure)) => failed(failure, repeat, attempts, now),
            (Self::Sending { .. }, H::Interrupted) => failed(Failure::Lost(now), repeat, attempts, now),
            (Self::Sending { .. }, H::NotThere) => Self::Waiting { until: now, failure: Failure::Unsure, probe: false },
            (Self::Sending { lost }, H::NotYet) => {
                let failure = lost.map_or(Failure::Unsure, Failure::Lost);
                Self::Waiting { until: now + pause(attempts), failure, probe: true }
            }
            // It goes on looking even without credentials, for the same reason; and it does not forget since when.
            (Self::Sending { lost }, H::ProbeFailed(failure)) => {
                let until = match failure {
                    Failure::Throttled(until) => until.max(now),
                    _ => now + pause(attempts),
                };
                Self::Waiting { until, failure: lost.map_or(failure, Failure::Lost), probe: true }
            }

            _ => self.clone(),
        }
    }
}

/// Where a failed attempt leads.
fn failed(failure: Failure, repeat: Repeat, attempts: u32, now: Instant) -> State {
    match failure {
        Failure::Offline => State::Waiting { until: now + pause(attempts), failure, probe: false },
        Failure::Throttled(until) => State::Waiting { until: until.max(now), failure, probe: false },
        Failure::Unauthorized => State::Held { reason: HeldReason::Unauthorized },
        Failure::Refused(words) => State::Held { reason: HeldReason::Refused(words) },
        // Whoever sent it knows when it left; it is given up now.
        Failure::Lost(_) => unsure(Failure::Lost(now), repeat, attempts, now),
        Failure::Unsure | Failure::Garbled(_) => unsure(failure, repeat, attempts, now),
    }
}

/// Where an attempt leads that may have been applied.
fn unsure(failure: Failure, repeat: Repeat, attempts: u32, now: Instant) -> State {
    let until = now + pause(attempts);
    match repeat {
        Repeat::Keyed => State::Waiting { until, failure, probe: false },
        Repeat::Probe => State::Waiting { until, failure, probe: true },
        Repeat::Never => State::Held { reason: HeldReason::DidItArrive },
    }
}
