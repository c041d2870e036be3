//! Rootly's status pages. There is no incident of a page alone: an incident of Rootly is made, and its status page events are
//! what customers read, with the services and functionalities that it affects.
//!
//! There are no keys against repetition. An incident of ours bears our key in its labels; of its events, which have no place for
//! a marker, the words tell. How many people are told of them, the API does not say.

mod component;
mod event;
mod incident;
mod maintenance;
mod page;
mod probe;
mod publish;

use domain::delivery::{ComponentState, Repeat};

use crate::capability::{Limits, Markup, StatusPage};

/// Where the connection names a page.
pub(super) const STATUS_PAGE: StatusPage = StatusPage {
    repeat: Repeat::Probe,
    publish: publish::publish,
    probe: Some(probe::probe),
    components: component::COMPONENTS,
    incidents: Some(incident::INCIDENTS),
    incidents_of: Some(incident::INCIDENTS_OF),
    maintenances: Some(maintenance::MAINTENANCES),
    subscribers: None,
    states: STATES,
    limits: Limits::NONE,
    fits: publish::fits,
    markup: Markup::Plain,
    silent: |account, _, _| {
        (!account.is_on("notify_subscribers")).then_some("this connection is set up not to notify them.")
    },
};

/// An incident affects a component, or it does not: how badly, no page tells.
const STATES: &[(ComponentState, &str)] =
    &[(ComponentState::Operational, "not affected"), (ComponentState::Degraded, "affected")];

/// The label that bears our key.
const OURS: &str = "bridgewatch";
/// Incidents in an address, and as a type.
const INCIDENTS: &str = "incidents";
