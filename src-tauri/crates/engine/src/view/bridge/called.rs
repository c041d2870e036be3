//! Who was paged and is not here yet: how far the page is, what came of it, whom to ask next.

use domain::agreement::Agreement;
use domain::delivery::{Payload, State};
use domain::escalation;
use domain::incident::{Answer, Incident, Page};
use domain::span::Instant;
use store::truth::outbox::Row;

use super::{CalledView, NextStep};
use crate::engine::Engine;
use crate::view::not_out::{self, is_not_out};

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
            .map(|page| self.called_one(incident, agreement, page, rows, now))
            .collect()
    }

    fn called_one(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        page: &Page,
        rows: &[Row],
        now: Instant,
    ) -> CalledView {
        let row = delivery(rows, page);
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
            not_out: row.is_none_or(|row| is_not_out(row, rows, now)),
            words: row.map(|row| not_out::words(row, rows, now)).unwrap_or_default(),
            delivered_at: page.delivered_at.map(|at| at.timestamp_millis()),
            answer: page.answer.map(|(_, answer)| answer),
            answered_at: page.answer.map(|(at, _)| at.timestamp_millis()),
            answered_by: page.answered_by.clone(),
            next: if answered { None } else { self.next_step(incident, agreement, page, now) },
        }
    }

    fn next_step(&self, incident: &Incident, agreement: &Agreement, page: &Page, now: Instant) -> Option<NextStep> {
        let following = escalation::following(incident, agreement, page, &|id| self.on_call(agreement, id, now))?;
        Some(NextStep {
            person: self.person_view(agreement, &following.person, now),
            rotation: following.rotation.map(|rotation| rotation.to_string()),
            at: following.at.timestamp_millis(),
        })
    }
}

/// The delivery of a page.
fn delivery<'a>(rows: &'a [Row], page: &Page) -> Option<&'a Row> {
    rows.iter()
        .filter(|row| row.state != State::Dropped)
        .find(|row| matches!(&row.delivery.payload, Payload::Page(message) if message.page == page.id))
}
