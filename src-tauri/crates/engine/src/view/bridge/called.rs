//! Who was paged and is not here yet: how far the page is, what came of it, whom to ask next.

use chrono::Duration;
use domain::agreement::Agreement;
use domain::delivery::{Payload, State};
use domain::id::{PersonId, RotationId};
use domain::incident::{Answer, Incident, Page};
use domain::service::{LadderContact, LadderStep, Service};
use domain::span::Instant;
use store::truth::outbox::Row;

use super::{CalledView, NextStep};
use crate::engine::Engine;

/// Minutes without an answer after which the backup is offered, where no ladder says otherwise.
const BACKUP_AFTER_MINUTES: u32 = 5;

impl Engine {
    pub(crate) fn called(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        rows: &[Row],
        now: Instant,
    ) -> Vec<CalledView> {
        incident
            .pages
            .iter()
            .filter(|page| !incident.is_present(&page.person) && !page.withdrawn)
            .map(|page| self.called_one(incident, agreement, page, delivery(rows, page), now))
            .collect()
    }

    fn called_one(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        page: &Page,
        row: Option<&Row>,
        now: Instant,
    ) -> CalledView {
        let rotation = page.rotation.as_ref().and_then(|id| agreement.rotation(id));
        let answered = matches!(page.answer, Some((_, Answer::Acknowledged | Answer::Reached | Answer::Closed)));
        CalledView {
            page: page.id.to_string(),
            person: self.person_view(agreement, &page.person, now),
            rotation: rotation.map_or_else(|| "directly".to_owned(), |rotation| rotation.name.clone()),
            reason: page.reason.clone(),
            requested_at: page.requested_at.timestamp_millis(),
            leaves_at: row.map_or(page.requested_at, |row| row.delivery.not_before).timestamp_millis(),
            delivery: row.map_or("dropped", |row| row.state.name()).to_owned(),
            delivery_id: row.map(|row| row.delivery.id.to_string()),
            words: row.map(|row| row.reason.clone()).unwrap_or_default(),
            delivered_at: page.delivered_at.map(|at| at.timestamp_millis()),
            answer: page.answer.map(|(_, answer)| answer),
            answered_at: page.answer.map(|(at, _)| at.timestamp_millis()),
            answered_by: page.answered_by.clone(),
            next: if answered { None } else { self.next_step(incident, agreement, page, now) },
        }
    }

    /// The first step after this page that nobody was asked for yet: of the ladder that names the rotation, else the
    /// rotation's backup.
    fn next_step(&self, incident: &Incident, agreement: &Agreement, page: &Page, now: Instant) -> Option<NextStep> {
        let rotation = page.rotation.as_ref()?;
        let services = incident.services.iter().filter_map(|id| agreement.service(id));
        let asked = |person: &PersonId| {
            incident.is_present(person) || incident.pages.iter().any(|page| &page.person == person && !page.withdrawn)
        };
        let mut minutes = 0;
        for step in steps_after(services, rotation) {
            minutes += step.after_minutes;
            let (people, via) = match &step.contact {
                LadderContact::Person(person) => (vec![person.clone()], None),
                LadderContact::Rotation(id) => (self.on_call(agreement, id, now), Some(id.to_string())),
            };
            if let Some(person) = people.iter().find(|person| !asked(person)) {
                return Some(self.step(agreement, person, via, page.requested_at, minutes, now));
            }
        }
        let backup = agreement.rotation(rotation)?.backup.as_ref()?;
        let people = self.on_call(agreement, backup, now);
        let person = people.iter().find(|person| !asked(person))?;
        Some(self.step(agreement, person, Some(backup.to_string()), page.requested_at, BACKUP_AFTER_MINUTES, now))
    }

    fn step(
        &self,
        agreement: &Agreement,
        person: &PersonId,
        rotation: Option<String>,
        requested_at: Instant,
        minutes: u32,
        now: Instant,
    ) -> NextStep {
        NextStep {
            person: self.person_view(agreement, person, now),
            rotation,
            at: (requested_at + Duration::minutes(i64::from(minutes))).timestamp_millis(),
        }
    }
}

/// The steps after the one that names a rotation, of the first ladder that does.
fn steps_after<'a>(services: impl Iterator<Item = &'a Service>, rotation: &RotationId) -> &'a [LadderStep] {
    for service in services {
        let position = service
            .ladder
            .iter()
            .position(|step| matches!(&step.contact, LadderContact::Rotation(id) if id == rotation));
        if let Some(position) = position {
            return service.ladder.get(position + 1..).unwrap_or_default();
        }
    }
    &[]
}

/// The delivery of a page.
fn delivery<'a>(rows: &'a [Row], page: &Page) -> Option<&'a Row> {
    rows.iter()
        .filter(|row| row.state != State::Dropped)
        .find(|row| matches!(&row.delivery.payload, Payload::Page(message) if message.page == page.id))
}
