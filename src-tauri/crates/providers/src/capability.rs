//! What a provider can do: for each capability a pure pair, request from values and values from response.

mod addition;
mod directory;
mod noting;
mod paging;
mod reading;

use domain::delivery::{ComponentState, Delivery, Failure, PageMessage, Receipt, Repeat, UpdateMessage};

use crate::account::Account;
use crate::marker::Found;
use crate::message::{Request, Response};

pub use addition::page_of;
pub use directory::{
    Named, OnCall, PolicyLevel, RemotePerson, RemotePolicy, RemoteSchedule, RemoteService, RemoteShift, RemoteTeam,
    ScheduleShifts, Target, TargetKind,
};
pub use noting::{AskNote, Noting};
pub use paging::{AskPage, PageProgress, Paging, Progress};
pub use reading::{Fault, Part, Reading, Scope, Step};

/// A request from values, and values from its response. Neither does anything.
#[derive(Debug)]
pub struct Pair<Ask, Answer> {
    /// Makes the request.
    pub ask: Ask,
    /// Reads a response with a status of success.
    pub read: fn(&Response) -> Result<Answer, Failure>,
}

/// Asks without further values.
pub type Ask = fn(&Account) -> Result<Request, Failure>;
/// Asks to publish an update; with the receipt of an earlier one, as a change of the same incident.
pub type AskPublish = fn(&Account, &Delivery, &UpdateMessage, Option<&Receipt>) -> Result<Request, Failure>;

/// Looks for what an attempt with a lost answer may have left.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// Makes the request.
    pub ask: fn(&Account, &Delivery) -> Result<Request, Failure>,
    /// Reads the response, with the delivery that is looked for.
    pub read: fn(&Response, &Delivery) -> Result<Found, Failure>,
}

/// Wakes people, and knows who is on call. What a provider cannot tell is `None`, and the screens say so.
#[derive(Debug)]
pub struct Pager {
    /// Everybody, with how they are reached: by their address they are found in the workspace.
    pub people: Option<Reading<RemotePerson>>,
    /// The teams.
    pub teams: Option<Reading<RemoteTeam>>,
    /// The services, or what is nearest to them.
    pub services: Option<Reading<RemoteService>>,
    /// The schedules; `None` also where they come along with their shifts.
    pub schedules: Option<Reading<RemoteSchedule>>,
    /// Their rendered shifts in a window, overrides applied.
    pub shifts: Option<Reading<ScheduleShifts>>,
    /// The same of single schedules, for those that the workspace names where the list of all failed or has them not.
    pub shifts_of: Option<Reading<ScheduleShifts>>,
    /// Whether it tells of shifts that are over; else what was before is not known.
    pub looks_back: bool,
    /// The escalation policies with their levels.
    pub policies: Option<Reading<RemotePolicy>>,
    /// Who is on call now.
    pub on_call: Option<Reading<OnCall>>,
    /// The ways in which it wakes people: the first one that fits is taken.
    pub paging: &'static [Paging],
    /// The ways in which it adds people to a page that is out ([`PageMessage::joins`]): the first one that fits is taken.
    pub responders: &'static [Paging],
    /// How it takes notes on a page that is out.
    pub notes: Option<Noting>,
}

/// Tells customers.
#[derive(Debug)]
pub struct StatusPage {
    /// What keeps a repeated update from being published twice.
    pub repeat: Repeat,
    /// Publishes one update.
    pub publish: Pair<AskPublish, Receipt>,
    /// Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Probe>,
    /// What customers see the state of.
    pub components: Reading<Component>,
    /// The page's words for states; a state without a word cannot be shown there.
    pub states: &'static [(ComponentState, &'static str)],
}

/// Something that customers see the state of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// The provider's id.
    pub id: String,
    /// As customers read it.
    pub name: String,
    /// The name of the group it stands in.
    pub group: Option<String>,
    /// Its present state; `None` where the provider's word has no counterpart.
    pub state: Option<ComponentState>,
}

impl Pager {
    /// The way that a page of this account would take; `None` where there is none.
    pub fn way(&self, account: &Account, message: &PageMessage) -> Option<&Paging> {
        let ways = if message.joins.is_some() { self.responders } else { self.paging };
        ways.iter().find(|way| (way.fits)(account, message))
    }
}

impl StatusPage {
    /// The page's word for each wanted state. `Refused` where it has none: a state is never silently changed.
    pub fn words<'a>(
        states: &'static [(ComponentState, &'static str)],
        wanted: impl IntoIterator<Item = (&'a String, &'a ComponentState)>,
    ) -> Result<Vec<(&'a str, &'static str)>, Failure> {
        let word = |(id, state): (&'a String, &'a ComponentState)| {
            let known = states.iter().find(|(known, _)| known == state);
            known.map(|(_, word)| (id.as_str(), *word)).ok_or_else(|| {
                Failure::Refused(format!(
                    "The page has no state {state:?} for its component `{id}`. Choose another state."
                ))
            })
        };
        wanted.into_iter().map(word).collect()
    }
}
