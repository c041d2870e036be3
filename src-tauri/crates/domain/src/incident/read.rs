//! What an incident answers when it is asked.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::owed::carries;
use super::shadow::Beside;
use super::{Incident, Nudge, Outreach, Page, RoleHolder, Update};
use crate::agreement::Agreement;
use crate::delivery::ComponentState;
use crate::id::{ConnectionId, DeliveryId, PageId, PersonId, RegionId, UpdateId};
use crate::phase::Phase;
use crate::service::LadderContact;
use crate::span::Instant;
use crate::template::{Audience, Output};

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

    /// The updates that an audience was told, or is being told, in order: what was given up everywhere was never said.
    pub fn said_to(&self, audience: Audience) -> impl DoubleEndedIterator<Item = &Update> {
        self.updates.iter().filter(move |update| update.audience == audience && !update.is_given_up())
    }

    /// The last update to an audience.
    pub fn last_update(&self, audience: Audience) -> Option<&Update> {
        self.said_to(audience).next_back()
    }

    /// The last update that goes to a status page.
    pub fn last_on(&self, page: &ConnectionId) -> Option<&Update> {
        self.updates.iter().rev().find(|update| update.is_on(page))
    }

    /// The title under which a status page shows the incident: that of the first update that goes to it. Customers know the
    /// incident by it, and no page takes another one later on. None where nothing goes to it yet.
    pub fn title_on(&self, page: &ConnectionId) -> Option<&str> {
        self.updates.iter().find(|update| update.is_on(page)).map(|update| update.title.as_str())
    }

    /// The components of a status page that updates of this incident broke and none made whole again, each in its last state.
    pub fn broken_components(&self, page: &ConnectionId) -> BTreeMap<String, ComponentState> {
        let mut states = self.given_components(page);
        states.retain(|_, state| state.is_broken());
        states
    }

    /// Whether components of a status page would be in other states than those that updates of this incident gave them last.
    pub fn changes_components(&self, page: &ConnectionId, states: &BTreeMap<String, ComponentState>) -> bool {
        let given = self.given_components(page);
        states.iter().any(|(component, state)| given.get(component) != Some(state))
    }

    fn given_components(&self, page: &ConnectionId) -> BTreeMap<String, ComponentState> {
        let mut states = BTreeMap::new();
        for update in self.updates.iter().filter(|update| update.is_on(page)) {
            states.extend(update.components_on(page).clone());
        }
        states
    }

    /// Where a delivery of an update, or of a letter with one, goes; none of other deliveries.
    pub fn place_of(&self, delivery: &DeliveryId) -> Option<&ConnectionId> {
        self.updates.iter().chain(&self.withdrawn_updates).find_map(|update| update.place_of(delivery))
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

    /// Whether an output was written as the last word already: its update after the incident ended, or what went with that.
    pub fn has_last_word(&self, output: Output) -> bool {
        let last = self.last_update(output.audience()).filter(|last| self.ends_with(last));
        let is_own = output == Output::of(output.audience());
        last.is_some_and(|last| is_own || last.outreach.iter().any(|outreach| outreach.output == output))
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
        self.goes_to(page) && !self.rooms.contains(page)
    }

    /// Whether it went to that page or room, or still goes there.
    pub fn goes_to(&self, place: &ConnectionId) -> bool {
        self.connections.contains(place) && (self.published.contains_key(place) || !self.given_up.contains(place))
    }

    fn place_of(&self, delivery: &DeliveryId) -> Option<&ConnectionId> {
        let own = self.connections.iter().find(|place| carries(delivery, &self.id, place.as_str()));
        let mut letters = self.outreach.iter();
        own.or_else(|| letters.find_map(|outreach| outreach.connections.get(outreach.number_of(delivery, &self.id)?)))
    }

    /// Whether nobody has it: all of it that was to reach its readers was given up. What was copied by hand was said.
    pub fn is_given_up(&self) -> bool {
        // Talking points reach support, and what is copied beside an update proves nothing.
        let reaches = |outreach: &&Outreach| matches!(outreach.output, Output::Outreach | Output::Social);
        !self.connections.is_empty()
            && !self.connections.iter().any(|place| self.goes_to(place))
            && self.outreach.iter().filter(reaches).all(|outreach| outreach.given_up >= outreach.letters)
    }

    /// The states that it gives to components of a status page.
    pub fn components_on(&self, page: &ConnectionId) -> &BTreeMap<String, ComponentState> {
        self.page_components.get(page).unwrap_or(&self.components)
    }
}

impl Outreach {
    /// Which of its letters a delivery is, counted from 0; none where it is another delivery.
    pub(super) fn number_of(&self, delivery: &DeliveryId, update: &UpdateId) -> Option<usize> {
        (0..self.letters).find(|number| carries(delivery, update, &format!("{}.{number}", self.output.word())))
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
