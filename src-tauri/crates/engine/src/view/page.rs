//! A page before it is asked for: whom it wakes, on which level, from which source and how old that is, and by which way.

mod level;

use std::collections::BTreeMap;

use domain::agreement::{Agreement, Connection};
use domain::delivery::{BY_PHONE, Delivery, PageMessage, Payload};
use domain::id::{DeliveryId, IncidentId, PersonId, RotationId};
use domain::incident::Incident;
use domain::incident::decide::heads::must_be_counted;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::owed::page_message;
use domain::neighbour::Concerned;
use domain::service::LadderContact;
use domain::span::Instant;
use providers::gateway;
use serde::Serialize;
use store::truth::outbox::Filter;

pub use level::{LevelLine, PageLevel};

use super::not_out::is_in_trouble;
use super::person::PersonView;
use crate::armed;
use crate::connection::Keyring;
use crate::desk::no_incident;
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::on_call::Provenance;

/// What a page would do.
#[derive(Debug, Clone, PartialEq, Default, Serialize, ts_rs::TS)]
pub struct PagePreview {
    /// Everybody who would be woken; nobody where it would be refused.
    pub recipients: Vec<PageRecipient>,
    /// Why it would be refused; empty where it would not.
    pub refusal: String,
    /// How many people it would wake.
    pub heads: u32,
    /// Whether so many must be counted by whoever wakes them.
    pub must_count: bool,
    /// Every level that follows where nobody answers, in order.
    pub following: Vec<PageLevel>,
}

/// One person who would be woken.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PageRecipient {
    /// Who.
    pub person: PersonView,
    /// The name of the rotation that they are woken for; none where they are paged by name.
    pub rotation: Option<String>,
    /// As what: `on call`, `backup of Payments`, `stands in here`, `by name`, and the steps of the ladders of what fails.
    pub level: String,
    /// Where it is known from that it is they.
    pub source: String,
    /// When that was last known to be right; none where nobody but the workspace says it, and where a rotation's source was never
    /// read.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why it must be read with care; empty where it need not.
    pub caution: String,
    /// Why, as they will read it.
    pub reason: String,
    /// By which way: `PagerDuty wakes them`, `Opsgenie wakes schedule:payments`, `a call of yours`.
    pub way: String,
    /// Whether it can go out; else it is held, with the number to dial.
    pub goes_out: bool,
    /// Whether they were called already, or are on the bridge.
    pub already: bool,
    /// When they were called last, by a page that was not taken back; none where they were not.
    #[ts(type = "number | null")]
    pub called_at: Option<i64>,
    /// Why they are probably not the ones: their rotation answers for something else; none where it is called for.
    pub outside: Option<String>,
}

/// What is asked for, and by whom it is answered, while the recipients are put into words.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) agreement: &'a Agreement,
    pub(crate) incident: &'a Incident,
    pub(crate) rotation: Option<&'a RotationId>,
    pub(crate) concerned: &'a Concerned<'a>,
    pub(crate) keyring: &'a Keyring,
    pub(crate) now: Instant,
}

impl Engine {
    /// What a page would do now. Nothing is written.
    pub fn page_preview(&self, id: &IncidentId, intent: &Intent) -> Result<PagePreview, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let incident = self.parts.truth.incident(id)?.ok_or_else(|| no_incident(id))?;
        let rotation = match intent {
            Intent::PageRotation { rotation, .. } => Some(rotation),
            Intent::PagePerson { .. } => None,
            _ => return Err(Error::Refused("Only a page can be looked at beforehand.".to_owned())),
        };
        let concerned = Concerned::by(&incident, &loaded.agreement);
        let agreement = &loaded.agreement;
        let keyring = Keyring::default();
        let asked = Asked { agreement, incident: &incident, rotation, concerned: &concerned, keyring: &keyring, now };
        let foreseen = match self.foresee(Some(&incident), intent)? {
            Ok(foreseen) => foreseen,
            Err(refusal) => return Ok(PagePreview { refusal: refusal.to_string(), ..PagePreview::default() }),
        };
        Ok(PagePreview {
            recipients: foreseen.events.iter().filter_map(|event| self.recipient(&asked, event)).collect(),
            refusal: String::new(),
            heads: u32::try_from(foreseen.heads).unwrap_or(u32::MAX),
            must_count: must_be_counted(foreseen.heads),
            following: self.following_levels(&asked, &foreseen.events)?,
        })
    }

    pub(crate) fn recipient(&self, asked: &Asked<'_>, event: &Event) -> Option<PageRecipient> {
        let Event::PageRequested { person, rotation, connection, .. } = event else { return None };
        let agreement = asked.agreement;
        let known = rotation.as_ref().and_then(|id| agreement.rotation(id));
        let provenance = known.map(|rotation| self.provenance(agreement, rotation));
        let message = page_message(asked.incident, event)?;
        let mut calls = asked.incident.pages.iter().filter(|page| &page.person == person && !page.withdrawn);
        let called_at = calls.next_back().map(|page| page.requested_at);
        // As it will be read, with where to come.
        let reason = message.reason.clone();
        let (way, goes_out) = match connection_of(agreement, connection) {
            None if connection.as_str() == BY_PHONE => ("a call of yours: no pager is connected".to_owned(), false),
            None => (format!("no way: the workspace has no connection “{connection}”"), false),
            Some(connection) if let Some(words) = armed::call_instead(&connection) => (words, false),
            Some(connection) => self.way(asked, &connection, message),
        };
        Some(PageRecipient {
            person: self.person_view(agreement, person, asked.now),
            rotation: known.map(|rotation| rotation.name.clone()),
            level: self.level(asked, person, rotation.as_ref()),
            source: provenance.as_ref().map_or_else(|| "the workspace".to_owned(), |known| known.source.clone()),
            as_of: provenance.as_ref().and_then(Provenance::read_at),
            caution: provenance.map(|known| known.caution).unwrap_or_default(),
            reason,
            way,
            goes_out,
            outside: level::outside(asked, person, rotation.as_ref()),
            already: asked.incident.is_present(person) || called_at.is_some(),
            called_at: called_at.map(|at| at.timestamp_millis()),
        })
    }

    /// By which way a page would go through a connection, and whether it would: all that can be known without asking the pager.
    fn way(&self, asked: &Asked<'_>, connection: &Connection, message: PageMessage) -> (String, bool) {
        let name = &connection.name;
        let person_remote = self.remote_id(&connection.id, &message.person, message.person_email.as_deref());
        let person = message.person.clone();
        let message = PageMessage { person_remote, ..message };
        if !gateway::has_way(connection, &message) {
            return (format!("a call of yours: {name} cannot wake them"), false);
        }
        let target = message.target.clone();
        let reaches_people = gateway::reaches_people(connection, &message);
        let joined = message.joins.as_ref().and_then(|page| asked.incident.page(&page.page));
        let joined = joined.map(|page| asked.agreement.person_name(&page.person));
        let delivery = Delivery {
            id: DeliveryId::from("preview"),
            incident: asked.incident.id.clone(),
            connection: connection.id.clone(),
            payload: Payload::Page(message),
            not_before: asked.now,
            valid_until: None,
            drill: asked.incident.drill,
        };
        // Where it cannot be known what a page became, it is asked for as it leaves.
        let delivery = self.with_made(delivery.clone()).unwrap_or(delivery);
        if let Some(words) = self.stands_against(connection, asked.keyring, &delivery, asked.now) {
            return (format!("a call of yours: {words}"), false);
        }
        let words = match (joined, target) {
            (Some(whose), _) => format!("{name} adds them to the page of {whose}"),
            (None, Some(target)) => format!("{name} wakes {target}"),
            (None, None) if reaches_people => format!("{name} wakes them"),
            (None, None) => format!("{name} wakes whoever its service asks"),
        };
        let pending = self.parts.truth.outbox(Filter::Pending, u32::MAX).unwrap_or_default();
        if !is_in_trouble(&connection.id, &pending) {
            return (words, true);
        }
        let phone = asked.agreement.person(&person).and_then(|person| person.phone()).unwrap_or("no number is known");
        (format!("{words}; a page by it is not out yet, call as well: {phone}"), true)
    }

    /// As what somebody is woken.
    fn level(&self, asked: &Asked<'_>, person: &PersonId, rotation: Option<&RotationId>) -> String {
        let Some(rotation) = rotation else { return "by name".to_owned() };
        let mut words = Vec::new();
        if asked.rotation.is_some_and(|wanted| wanted != rotation) {
            let wanted = asked.rotation.and_then(|id| asked.agreement.rotation(id));
            words.push(format!("backup of {}", wanted.map_or("another rotation", |rotation| rotation.name.as_str())));
        } else if self.stands_in(asked.agreement, rotation, person, asked.now) {
            words.push("stands in, set on this machine".to_owned());
        } else {
            words.push("on call".to_owned());
        }
        let services = asked.incident.services.iter().filter_map(|id| asked.agreement.service(id));
        for service in services {
            let is_it = |contact: &LadderContact| *contact == LadderContact::Rotation(rotation.clone());
            if let Some(place) = service.ladder.iter().position(|step| is_it(&step.contact)) {
                words.push(format!("step {} of {}", place + 1, service.name));
            }
        }
        words.join(", ")
    }
}

/// A step of a ladder of what fails, to page by.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LadderChoice {
    /// `payments-api#2`
    pub id: String,
    /// `Payments API, step 2`
    pub name: String,
    /// The rotation's id, where the step asks one.
    pub rotation: Option<String>,
    /// The person's id, where it asks one.
    pub person: Option<String>,
    /// Whom it reaches now.
    pub people: Vec<PersonView>,
}

impl Engine {
    /// The ladder steps of what fails, in order.
    pub(crate) fn ladder_choices(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<LadderChoice> {
        let services = incident.services.iter().filter_map(|id| agreement.service(id));
        let mut choices = Vec::new();
        let mut people: BTreeMap<&RotationId, Vec<PersonView>> = BTreeMap::new();
        for service in services {
            for (place, step) in service.ladder.iter().enumerate() {
                let (rotation, person, reached) = match &step.contact {
                    LadderContact::Rotation(id) => {
                        let on_call = || self.people_view(agreement, &self.on_call(agreement, id, now), now);
                        (Some(id.to_string()), None, people.entry(id).or_insert_with(on_call).clone())
                    }
                    LadderContact::Person(id) => {
                        (None, Some(id.to_string()), vec![self.person_view(agreement, id, now)])
                    }
                };
                choices.push(LadderChoice {
                    id: format!("{}#{}", service.id, place + 1),
                    name: format!("{}, step {}", service.name, place + 1),
                    rotation,
                    person,
                    people: reached,
                });
            }
        }
        choices
    }
}
