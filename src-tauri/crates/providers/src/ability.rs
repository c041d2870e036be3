//! What each provider can do, in the words of the screens and of the documentation: read off its descriptor, so that no
//! table can promise what the code does not have.

use domain::channel::Channel;

use crate::capability::{Pager, StatusPage, TargetKind};
use crate::descriptor::Descriptor;

/// One thing that a provider may be able to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ability {
    /// In a word or two: `on call now`.
    pub name: &'static str,
    /// Whether this provider can.
    pub able: bool,
    /// What does such things.
    pub kind: Kind,
}

/// A kind of thing that a provider can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Knows who is on call, and wakes them.
    Pager,
    /// Tells customers.
    StatusPage,
    /// Says something in a room.
    Room,
    /// Writes letters.
    Letters,
}

/// What a provider can do and what it cannot, always in the same order.
pub fn of(descriptor: &Descriptor) -> Vec<Ability> {
    let pager = descriptor.pager.as_ref();
    let has = |of: fn(&Pager) -> bool| pager.is_some_and(of);
    let tells = |of: fn(&StatusPage) -> bool| descriptor.status_page.as_ref().is_some_and(of);
    let reaches = |kind| pager.is_some_and(|pager| pager.paging.iter().any(|way| way.reaches.contains(&kind)));
    let of_pager = [
        ("people", has(|pager| pager.people.is_some())),
        ("teams", has(|pager| pager.teams.is_some())),
        ("services", has(|pager| pager.services.is_some())),
        (
            "schedules",
            has(|pager| pager.schedules.is_some() || pager.shifts.as_ref().is_some_and(|shifts| !shifts.each)),
        ),
        ("shifts", has(|pager| pager.shifts.is_some())),
        ("policies", has(|pager| pager.policies.is_some())),
        ("on call now", has(|pager| pager.on_call.is_some())),
        ("page a person", reaches(TargetKind::Person)),
        ("page a schedule", reaches(TargetKind::Schedule)),
        ("page a policy", reaches(TargetKind::Policy)),
        ("page a service", reaches(TargetKind::Service)),
        ("page a team", reaches(TargetKind::Team)),
        ("add responders", has(|pager| !pager.responders.is_empty())),
        ("notes", has(|pager| pager.notes.is_some())),
        ("answer read back", has(|pager| pager.paging.iter().any(|way| way.progress.is_some()))),
    ];
    let of_page = [
        ("components", descriptor.status_page.is_some()),
        ("open incidents read back", tells(|page| page.incidents.is_some())),
        ("maintenances", tells(|page| page.maintenances.is_some())),
        ("subscribers counted", tells(|page| page.subscribers.is_some())),
        ("publish updates", descriptor.status_page.is_some()),
    ];
    let says = |channel| descriptor.outreach.as_ref().is_some_and(|outreach| outreach.channels.contains(&channel));
    let said = [
        Ability { name: "messages in a room", able: says(Channel::Room), kind: Kind::Room },
        Ability { name: "letters", able: says(Channel::Letters), kind: Kind::Letters },
    ];
    let told = |kind| move |(name, able)| Ability { name, able, kind };
    let of_pager = of_pager.map(told(Kind::Pager)).into_iter();
    of_pager.chain(of_page.map(told(Kind::StatusPage))).chain(said).collect()
}
