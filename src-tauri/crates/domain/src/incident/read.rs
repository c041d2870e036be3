//! What an incident answers when it is asked.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::shadow::Beside;
use super::{Incident, Nudge, Page, RoleHolder, Update};
use crate::agreement::Agreement;
use crate::delivery::ComponentState;
use crate::id::{ConnectionId, PageId, PersonId, RegionId};
use crate::phase::Phase;
use crate::service::LadderContact;
use crate::span::Instant;
use crate::template::Audience;

impl Incident {
    /// Whether it is being worked on.
    pub fn is_open(&self) -> bool {
        self.resolved_at.is_none()
    }

    /// Whether customer impact is confirmed and not withdrawn.
    pub fn has_impact(&self) -> bool {
        self.impact.as_ref().is_some_and(|impact| impact.withdrawn.is_none())
    }

    /// Where customers are hit, as far as known: where it was confirmed, else where they may be.
    pub fn hit_regions(&self) -> &[RegionId] {
        self.impact.as_ref().filter(|impact| impact.withdrawn.is_none()).map_or(&self.regions, |impact| &impact.regions)
    }

    /// The last update to an audience.
    pub fn last_update(&self, audience: Audience) -> Option<&Update> {
        self.updates.iter().rev().find(|update| update.audience == audience)
    }

    /// The last update that goes to a status page.
    pub fn last_on(&self, page: &ConnectionId) -> Option<&Update> {
        self.updates.iter().rev().find(|update| update.is_on(page))
    }

    /// The components of a status page that updates of this incident broke and none made whole again, each in its last state.
    pub fn broken_components(&self, page: &ConnectionId) -> BTreeMap<String, ComponentState> {
        let mut states = BTreeMap::new();
        for update in self.updates.iter().filter(|update| update.is_on(page)) {
            states.extend(update.components_on(page).clone());
        }
        states.retain(|_, state| state.is_broken());
        states
    }

    /// The page of that id.
    pub fn page(&self, id: &PageId) -> Option<&Page> {
        self.pages.iter().find(|page| &page.id == id)
    }

    /// Who holds a role; the first holder where there are several.
    pub fn holder(&self, role: &str) -> Option<&RoleHolder> {
        self.roles.iter().find(|holder| holder.role.as_str() == role)
    }

    /// The zone in which an incident is best told: where its customers are, by those who speak for them; else of whoever is asked
    /// first for what fails; none where neither is known.
    pub fn time_zone(&self, agreement: &Agreement) -> Option<Tz> {
        let hit = self.impact.iter().flat_map(|impact| &impact.regions).chain(&self.regions);
        let support = hit.flat_map(|region| agreement.support_of(region));
        let ladders = self.services.iter().filter_map(|id| agreement.service(id)).flat_map(|service| &service.ladder);
        let asked = ladders.filter_map(|step| match &step.contact {
            LadderContact::Rotation(id) => agreement.rotation(id),
            LadderContact::Person(_) => None,
        });
        support.chain(asked).map(|rotation| rotation.time_zone).next()
    }

    /// Where to come now; empty where nothing is recorded.
    pub fn come_to(&self) -> String {
        match &self.rally.fallback {
            Some(fallback) if self.fallback_since.is_some() => fallback.clone(),
            _ => self.rally.usual(),
        }
    }

    /// The sentence that asks somebody to come; none where it is not known where to.
    pub fn summons(&self) -> Option<String> {
        let place = Some(self.come_to()).filter(|place| !place.is_empty())?;
        let down = if self.fallback_since.is_some() { "Chat is down. " } else { "" };
        Some(format!("{down}Come to {place}"))
    }

    /// Whether the person is on the bridge now.
    pub fn is_present(&self, person: &PersonId) -> bool {
        self.participants.iter().any(|other| &other.person == person && other.left_at.is_none())
    }

    /// The audiences that are still owed their closing update.
    pub fn closing_owed(&self) -> Vec<Audience> {
        if self.is_open() {
            return Vec::new();
        }
        let open = |last: &Update| !self.ends_with(last);
        Audience::CLOCKED.into_iter().filter(|audience| self.last_update(*audience).is_some_and(open)).collect()
    }

    /// Whether an update says that it is over, and was written after it was.
    pub fn ends_with(&self, update: &Update) -> bool {
        // A clock that is set back, or an update in the same instant, must not pass for a closing one.
        let after = self.resolved_at.is_some_and(|resolved_at| update.written_at >= resolved_at);
        after && update.phase == Phase::Resolved
    }

    /// Resolved, and every audience that was updated has had its closing update.
    pub fn is_closed(&self) -> bool {
        self.resolved_at.is_some() && self.closing_owed().is_empty()
    }

    /// The loudest nudge given for an update that was due at that instant. A snooze moves the reminder: what was said
    /// before it ended does not count.
    pub fn loudest_nudge(&self, audience: Audience, due_at: Instant) -> Option<Nudge> {
        let snoozed_until = self.snoozed.get(&audience);
        self.reminded
            .iter()
            .filter(|reminded| reminded.audience == audience && reminded.due_at == due_at)
            .filter(|reminded| snoozed_until.is_none_or(|until| reminded.at >= *until))
            .map(|reminded| Nudge { notice: reminded.notice, repeat: reminded.repeat })
            .max()
    }
}

impl Update {
    /// Whether it goes to that status page.
    pub fn is_on(&self, page: &ConnectionId) -> bool {
        self.connections.contains(page) && !self.rooms.contains(page)
    }

    /// The states that it gives to components of a status page.
    pub fn components_on(&self, page: &ConnectionId) -> &BTreeMap<String, ComponentState> {
        self.page_components.get(page).unwrap_or(&self.components)
    }
}

impl Beside {
    /// The name of the person or the role.
    pub fn name(&self, agreement: &Agreement) -> String {
        match self {
            Self::Person(person) => agreement.person_name(person),
            Self::Role(role) => agreement.role(role).map_or_else(|| role.to_string(), |known| known.name.clone()),
        }
    }
}
