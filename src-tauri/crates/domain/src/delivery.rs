//! An outside effect that an entry owes, and the one function that moves it from state to state.
//!
//! A delivery reaches its provider once: by the provider's own key, by looking for our marker before a second try, or
//! by asking the lead. Which of them holds is declared by the provider's capability as [`Repeat`].

mod message;
mod transition;
mod words;

use chrono::Duration;
use serde::{Deserialize, Serialize};

pub use message::{
    ComponentState, MadeOfPage, NoteMessage, OnPage, OutreachMessage, PageMessage, Payload, Recipient, UpdateMessage,
};

use crate::id::{ConnectionId, DeliveryId, IncidentId};
use crate::span::Instant;

/// Stands for the connection of a page that no pager can carry: it is held at once, with the number to dial.
pub const BY_PHONE: &str = "by-phone";

/// Longest pause between two attempts while an incident is open.
pub const LONGEST_PAUSE: Duration = Duration::seconds(30);

/// For how long after its answer was lost a page, or a note on one, may still come to be at its provider: that it is not there
/// counts only from then on. Nobody is woken meanwhile, so that it is short, and the lead is told.
pub const PAGE_SETTLES: Duration = Duration::seconds(60);

/// The same of an update: a host that was slow goes on working on it long after the answer was given up, and a second one
/// would make a second incident that all customers see.
pub const UPDATE_SETTLES: Duration = Duration::minutes(2);

/// By more than this no clock is put right: one that was set back so far tells nothing of how long ago something was.
const SET_FAR_BACK: Duration = Duration::minutes(10);

/// An outside effect that an entry owes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Delivery {
    /// Made from the intent, so the same intent owes the same delivery; also our key and marker at the provider.
    pub id: DeliveryId,
    /// For which incident. With the connection it makes the lane, within which order is strict.
    pub incident: IncidentId,
    /// Through which account.
    pub connection: ConnectionId,
    /// What goes out.
    pub payload: Payload,
    /// Not before this instant: a page can be taken back until then.
    pub not_before: Instant,
    /// Not after this instant; for ever where none is given.
    pub valid_until: Option<Instant>,
    /// A rehearsal: only a sandbox may take it.
    pub drill: bool,
}

/// A provider's proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The provider's id of what now exists: an incident of the page, a dedup key.
    pub remote: String,
    /// Where people can look at it.
    pub link: Option<String>,
    /// The provider's id of the very update, where it tells one: by it the next look knows what is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<String>,
}

/// Stands for the provider's id where the lead said that something arrived.
pub const BY_THE_LEAD: &str = "confirmed by the lead";

impl Receipt {
    /// Whether it names something at the provider; else the lead said that it arrived.
    pub fn is_named(&self) -> bool {
        self.remote != BY_THE_LEAD
    }
}

impl Delivery {
    /// Whether that it is not at its provider means that it does not come to be there either: at once, unless the answer to an
    /// attempt was lost a short while ago.
    pub fn counts_as_absent(&self, lost: Option<Instant>, now: Instant) -> bool {
        let settles = match self.payload {
            Payload::Page(_) | Payload::Note(_) => PAGE_SETTLES,
            Payload::Update(_) | Payload::Outreach(_) => UPDATE_SETTLES,
        };
        // A clock that was set far back must not make it wait for ever.
        lost.is_none_or(|lost| now >= lost + settles || now < lost - SET_FAR_BACK)
    }
}

/// Why an attempt did not deliver. The only word for outside trouble in the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "failure", content = "detail")]
pub enum Failure {
    /// Never reached the host.
    Offline,
    /// Told to wait until then.
    Throttled(Instant),
    /// May have been applied: it was answered, and nothing of it is on its way any more.
    Unsure,
    /// May have been applied, or be applied yet: no answer came until this instant, at which nobody waited any longer.
    Lost(Instant),
    /// Credentials refused, or none in the keychain.
    Unauthorized,
    /// No, for good, in the provider's words; or in ours, where nobody was asked.
    Refused(String),
    /// Answer not understood.
    Garbled(String),
}

/// What keeps a repeated attempt from a double effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// The provider dedupes by our key: send again.
    Keyed,
    /// Look for our marker first.
    Probe,
    /// Ask the lead.
    Never,
}

/// Where a delivery is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum State {
    /// Owed, not yet tried.
    Queued,
    /// An attempt is under way; after a crash this means: may have been applied.
    Sending {
        /// When the answer to the attempt before was lost, where this one looks for what that left.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        lost: Option<Instant>,
    },
    /// Tried; the next attempt is at `until`.
    Waiting {
        /// When.
        until: Instant,
        /// Why, from the last attempt.
        failure: Failure,
        /// Whether the marker must be looked for before it is sent again.
        probe: bool,
    },
    /// Waits for a decision of the lead.
    Held {
        /// Why.
        reason: HeldReason,
    },
    /// Done, with proof.
    Delivered {
        /// The proof.
        receipt: Receipt,
    },
    /// Given up by the lead, or taken back before it went out.
    Dropped,
}

/// Why a delivery waits for the lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why", content = "detail")]
pub enum HeldReason {
    /// Credentials refused, or none in the keychain.
    Unauthorized,
    /// The provider's words; or ours, where nobody was asked.
    Refused(String),
    /// Too old to wake somebody with.
    TooLate,
    /// It may have arrived and the provider offers no way to find out.
    DidItArrive,
    /// A rehearsal's delivery was addressed to a real provider.
    DrillMayNotLeave,
    /// The workspace no longer has this connection, or the provider cannot do this.
    NoRoute(String),
    /// The connection of this name only reads: nobody armed it.
    NotArmed(String),
}

/// What happened to a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// An attempt begins.
    Begun,
    /// The provider's proof came back, or the marker was found.
    Arrived(Receipt),
    /// The attempt failed.
    Failed(Failure),
    /// The probe looked and found nothing: it may be sent.
    NotThere,
    /// The probe looked and found nothing, too early to mean anything ([`Delivery::counts_as_absent`]): it looks again.
    NotYet,
    /// The probe itself failed: nothing is known yet.
    ProbeFailed(Failure),
    /// The attempt was under way when its process ended.
    Interrupted,
    /// What the provider had but promised did not come to be, in its words.
    Undone(String),
    /// Its time ran out before it left.
    Expired,
    /// It cannot leave at all.
    Blocked(HeldReason),
    /// The lead says: send (again), it did not arrive.
    Resend,
    /// The lead says: it did arrive.
    Confirmed,
    /// The lead gave it up.
    GivenUp,
}

impl State {
    /// An attempt that looks for nothing.
    pub const SENDING: Self = Self::Sending { lost: None };

    /// Whether an attempt is under way.
    pub fn is_sending(&self) -> bool {
        matches!(self, Self::Sending { .. })
    }

    /// When the answer to its last attempt was lost, where that may still come to be applied.
    pub fn lost(&self) -> Option<Instant> {
        match self {
            Self::Waiting { failure: Failure::Lost(at), probe: true, .. } => Some(*at),
            Self::Sending { lost } => *lost,
            _ => None,
        }
    }

    /// Whether nothing will happen any more.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Delivered { .. } | Self::Dropped)
    }

    /// Its name in SQL, JSON and the interface.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending { .. } => "sending",
            Self::Waiting { .. } => "waiting",
            Self::Held { .. } => "held",
            Self::Delivered { .. } => "delivered",
            Self::Dropped => "dropped",
        }
    }

    /// Whether the lead who confirms it did it by hand: it is held, and it was not sent in vain.
    pub fn is_done_by_hand(&self) -> bool {
        matches!(self, Self::Held { reason } if *reason != HeldReason::DidItArrive)
    }

    /// When the next attempt is due; `None` where none is.
    pub fn next_at(&self, not_before: Instant) -> Option<Instant> {
        match self {
            Self::Queued => Some(not_before),
            Self::Waiting { until, .. } => Some(*until),
            _ => None,
        }
    }
}

/// Doubling from one second, at most [`LONGEST_PAUSE`].
pub fn pause(attempts: u32) -> Duration {
    let seconds = 1_i64 << attempts.saturating_sub(1).min(10);
    Duration::seconds(seconds).min(LONGEST_PAUSE)
}
