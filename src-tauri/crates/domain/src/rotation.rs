//! The on-call roster of one role.
//!
//! Layers in order; each later layer wins over the earlier ones, overrides win over all layers. Several people may
//! be on call at once, so an answer is always a list. Hand-offs are local wall-clock times (see [`handoff`]). Shifts that
//! a provider or a calendar gave are instants and are never recomputed; they may overlap, be clipped at a window's edge,
//! or come twice.

mod end;
pub mod handoff;
pub mod layer;
pub mod member;
mod overlay;
pub mod render;
pub mod restriction;
pub mod shadow;
pub mod stand_in;
pub mod wall_clock;
pub mod way;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::id::{ConnectionId, FunctionId, PersonId, RegionId, RotationId, ServiceId};
use crate::span::{Instant, Span};
use layer::Layer;
use shadow::Shadow;

/// The on-call roster of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rotation {
    /// `support-europe`
    pub id: RotationId,
    /// As on the board: `CS Europe`.
    pub name: String,
    /// Which function it staffs.
    pub function: FunctionId,
    /// Regions it answers for; empty means all.
    pub regions: Vec<RegionId>,
    /// Services it answers for; empty means none in particular.
    pub services: Vec<ServiceId>,
    /// Home zone: hand-offs and restrictions of layers that name none.
    pub time_zone: Tz,
    /// Where its shifts come from.
    pub source: Source,
    /// Who is asked when this rotation has nobody or gives no answer.
    pub backup: Option<RotationId>,
    /// Whether stretches without cover are intended (a rotation of office hours), so they are no defect.
    pub gaps_intended: bool,
    /// Whether every way may end here: nobody stands behind it, and that is meant.
    #[serde(default)]
    pub last_resort: bool,
    /// Through which connection its people are paged; the workspace's first pager if none is named.
    pub pager: Option<ConnectionId>,
    /// What the pager calls this rotation (a routing key's name, a service id); provider specific, never a secret.
    pub pager_target: Option<String>,
    /// Who learns here: never cover, never woken.
    #[serde(default)]
    pub shadows: Vec<Shadow>,
}

/// Where shifts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Source {
    /// Agreed on in the workspace and computed here.
    Layers {
        /// Lowest first.
        layers: Vec<Layer>,
        /// Replacements for a stretch; the last one in the file wins.
        overrides: Vec<Override>,
    },
    /// Read from an iCalendar file of the workspace. The shifts are instants.
    Calendar {
        /// The file, relative to the workspace.
        path: String,
        /// All occurrences within the loaded window.
        shifts: Vec<Shift>,
        /// What the loaded window covers: outside it, the calendar is silent rather than empty.
        loaded: Span,
    },
    /// A schedule at a provider; its shifts are in the cache.
    Provider {
        /// Which account.
        connection: ConnectionId,
        /// The provider's id of the schedule.
        schedule: String,
    },
}

/// Somebody else for a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// When.
    pub span: Span,
    /// Who takes over.
    pub person: PersonId,
    /// Whose place is taken; everybody's where it names none.
    pub replaces: Option<PersonId>,
    /// Why.
    pub reason: String,
}

/// Who from when to when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shift {
    /// When.
    #[serde(flatten)]
    pub span: Span,
    /// Who.
    pub person: PersonId,
    /// From which layer, `override`, `calendar`, or the provider's schedule.
    pub layer: String,
}

/// A rendered window: shifts and gaps, both in order of time, tiling the window together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rendering {
    /// Who is on call when; several may be at once.
    pub shifts: Vec<Shift>,
    /// Where nobody is.
    pub gaps: Vec<Span>,
}

/// A change of who is on call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handoff {
    /// When.
    pub at: Instant,
    /// Who was on call until then, by id; nobody after a gap.
    pub from: Vec<PersonId>,
    /// Who is from then on, by id; nobody before a gap.
    pub to: Vec<PersonId>,
}
