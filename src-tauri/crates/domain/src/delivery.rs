//! An outside effect that an entry owes, and the one function that moves it from state to state.
//!
//! A delivery reaches its provider once: by the provider's own key, by looking for our marker before a second try, or
//! by asking the lead. Which of them holds is declared by the provider's capability as [`Repeat`].

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::id::{ConnectionId, DeliveryId, IncidentId, PageId, PersonId, RotationId, UpdateId};
use crate::phase::Phase;
use crate::severity::Severity;
use crate::span::Instant;

/// Stands for the connection of a page that no pager can carry: it is held at once, with the number to dial.
pub const BY_PHONE: &str = "by-phone";

/// Longest pause between two attempts while an incident is open.
pub const LONGEST_PAUSE: Duration = Duration::seconds(30);

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

/// What goes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Payload {
    /// Wakes one person.
    Page(PageMessage),
    /// One update on a status page.
    Update(UpdateMessage),
}

/// Wakes one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageMessage {
    /// Which page of the incident.
    pub page: PageId,
    /// Title of the incident.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// Who is meant.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Their address, by which a provider knows them.
    pub person_email: Option<String>,
    /// For which rotation, if for one.
    pub rotation: Option<RotationId>,
    /// What the provider calls the target of this rotation.
    pub target: Option<String>,
    /// Why they are paged.
    pub reason: String,
}

/// One update on a status page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpdateMessage {
    /// Which update of the incident.
    pub update: UpdateId,
    /// The incident's key: our marker at the provider, the same in every update of one incident.
    pub incident_key: String,
    /// Phase that the page shows from now on.
    pub phase: Phase,
    /// How bad it is, for the page's impact.
    pub severity: Severity,
    /// Title of the page's incident.
    pub title: String,
    /// Text of the update.
    pub body: String,
    /// Components of the page (its ids) and the state they get.
    pub components: BTreeMap<String, ComponentState>,
}

/// The state of a part of the product as customers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ComponentState {
    /// Works.
    Operational,
    /// Works, badly.
    Degraded,
    /// Works for some.
    PartialOutage,
    /// Does not work.
    MajorOutage,
    /// Planned.
    Maintenance,
}

/// A provider's proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The provider's id of what now exists: an incident of the page, a dedup key.
    pub remote: String,
    /// Where people can look at it.
    pub link: Option<String>,
}

/// Why an attempt did not deliver. The only word for outside trouble in the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "failure", content = "detail")]
pub enum Failure {
    /// Never reached the host.
    Offline,
    /// Told to wait until then.
    Throttled(Instant),
    /// May have been applied.
    Unsure,
    /// Credentials refused, or none in the keychain.
    Unauthorized,
    /// No, for good, in the provider's words.
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
    Sending,
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
    /// The provider's words.
    Refused(String),
    /// Too old to wake somebody with.
    TooLate,
    /// It may have arrived and the provider offers no way to find out.
    DidItArrive,
    /// A rehearsal's delivery was addressed to a real provider.
    DrillMayNotLeave,
    /// The workspace no longer has this connection, or the provider cannot do this.
    NoRoute(String),
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
    /// The probe itself failed: nothing is known yet.
    ProbeFailed(Failure),
    /// The attempt was under way when its process ended.
    Interrupted,
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

impl Failure {
    /// As the lead reads it.
    pub fn words(&self) -> String {
        match self {
            Self::Offline => "queued, the provider is out of reach".to_owned(),
            Self::Throttled(_) => "queued, the provider asked to wait".to_owned(),
            Self::Unsure => "checking whether it arrived".to_owned(),
            Self::Unauthorized => "credentials refused, reconnect".to_owned(),
            Self::Refused(words) => format!("refused: {words}"),
            Self::Garbled(words) => format!("unexpected answer: {words}"),
        }
    }
}

impl HeldReason {
    /// As the lead reads it: what is wrong and what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Unauthorized => {
                "The provider refused the credentials. Store a new token, then send again.".to_owned()
            }
            Self::Refused(words) => format!("The provider refused it: {words}"),
            Self::TooLate => "This page is too old to wake somebody with. Call instead, or send it anyway.".to_owned(),
            Self::DidItArrive => "The answer was lost and cannot be looked up. Did it arrive?".to_owned(),
            Self::DrillMayNotLeave => "A drill reaches no real provider.".to_owned(),
            Self::NoRoute(words) => words.clone(),
        }
    }
}

impl State {
    /// Whether nothing will happen any more.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Delivered { .. } | Self::Dropped)
    }

    /// Its name in SQL, JSON and the interface.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Waiting { .. } => "waiting",
            Self::Held { .. } => "held",
            Self::Delivered { .. } => "delivered",
            Self::Dropped => "dropped",
        }
    }

    /// When the next attempt is due; `None` where none is.
    pub fn next_at(&self, not_before: Instant) -> Option<Instant> {
        match self {
            Self::Queued => Some(not_before),
            Self::Waiting { until, .. } => Some(*until),
            _ => None,
        }
    }

    /// The one transition function. What makes no sense in a state changes nothing: an outcome that comes twice
    /// counts once.
    ///
    /// `attempts` is the number of attempts so far, the present one included.
    #[must_use]
    pub fn after(&self, happening: Happening, repeat: Repeat, attempts: u32, now: Instant) -> Self {
        use Happening as H;
        match (self, happening) {
            (Self::Delivered { .. } | Self::Dropped, _) => self.clone(),

            (_, H::GivenUp) => Self::Dropped,
            (_, H::Arrived(receipt)) => Self::Delivered { receipt },
            (Self::Held { .. } | Self::Waiting { .. }, H::Confirmed) => {
                Self::Delivered { receipt: Receipt { remote: "confirmed by the lead".to_owned(), link: None } }
            }
            // What may have arrived is looked for first, also when the lead is in a hurry.
            (Self::Waiting { failure, probe: true, .. }, H::Resend) => {
                Self::Waiting { until: now, failure: failure.clone(), probe: true }
            }
            (Self::Held { .. } | Self::Waiting { .. }, H::Resend) => Self::Queued,

            (Self::Queued | Self::Waiting { .. }, H::Begun) => Self::Sending,
            // What may have arrived is never held for age or for want of a way: held, it would forget that, and a resend
            // would make it two.
            (Self::Waiting { failure, probe: true, .. }, H::Blocked(_)) => {
                Self::Waiting { until: now + pause(attempts), failure: failure.clone(), probe: true }
            }
            (Self::Queued | Self::Waiting { probe: false, .. }, H::Expired) => {
                Self::Held { reason: HeldReason::TooLate }
            }
            (Self::Queued | Self::Waiting { .. } | Self::Sending, H::Blocked(reason)) => Self::Held { reason },

            (Self::Sending, H::Failed(failure)) => failed(failure, repeat, attempts, now),
            (Self::Sending, H::Interrupted) => failed(Failure::Unsure, repeat, attempts, now),
            (Self::Sending, H::NotThere) => Self::Waiting { until: now, failure: Failure::Unsure, probe: false },
            // It goes on looking even without credentials, for the same reason.
            (Self::Sending, H::ProbeFailed(failure)) => match failure {
                Failure::Throttled(until) => Self::Waiting { until: until.max(now), failure, probe: true },
                failure => Self::Waiting { until: now + pause(attempts), failure, probe: true },
            },

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
        Failure::Unsure | Failure::Garbled(_) => match repeat {
            Repeat::Keyed => State::Waiting { until: now + pause(attempts), failure, probe: false },
            Repeat::Probe => State::Waiting { until: now + pause(attempts), failure, probe: true },
            Repeat::Never => State::Held { reason: HeldReason::DidItArrive },
        },
    }
}

/// Doubling from one second, at most [`LONGEST_PAUSE`].
pub fn pause(attempts: u32) -> Duration {
    let seconds = 1_i64 << attempts.saturating_sub(1).min(10);
    Duration::seconds(seconds).min(LONGEST_PAUSE)
}
