//! What a provider can do: for each capability a pure pair, request from values and values from response.

mod addition;
mod check;
mod directory;
mod noting;
mod outreach;
mod paging;
mod reading;
mod status_page;
mod text;
mod turn;

use domain::delivery::{Delivery, Failure, PageMessage};

use crate::account::Account;
use crate::marker::Found;
use crate::message::{Request, Response};

pub use addition::page_of;
pub use check::Check;
pub use directory::{
    Named, OnCall, PolicyLevel, RemotePerson, RemotePolicy, RemoteSchedule, RemoteService, RemoteShift, RemoteTeam,
    ScheduleShifts, Target, TargetKind,
};
pub use noting::{AskNote, Noting};
pub use outreach::{AskOutreach, Carriage, FindServer, Outreach};
pub use paging::{AskPage, PageProgress, Paging, Progress, Promise, Promised};
pub use reading::{Fault, Part, Reading, Scope, Step};
pub use status_page::{Component, Converse, Maintenance, PageIncident, PageUpdate, Posting, StatusPage, Subscribers};
pub use text::{Limits, Markup};
pub use turn::Turn;

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

impl Pager {
    /// The way that a page of this account would take; `None` where there is none.
    pub fn way(&self, account: &Account, message: &PageMessage) -> Option<&Paging> {
        let ways = if message.joins.is_some() { self.responders } else { self.paging };
        ways.iter().find(|way| (way.fits)(account, message))
    }
}
