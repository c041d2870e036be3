//! Pages that are not out, beyond the person whom each names: who is on the bridge anyway, and whom else it was to wake.

use domain::agreement::Agreement;
use domain::delivery::Payload;
use domain::id::PersonId;
use domain::incident::{Answer, Incident, Page};
use domain::span::Instant;
use store::truth::outbox::Row;

use super::{DialCall, numbers};
use crate::engine::Engine;
use crate::view::not_out::is_not_out;

/// The pages that are not out and of which nothing came by phone either, and whether each was to wake all who are on call.
fn held<'a>(incident: &'a Incident, rows: &'a [Row], now: Instant) -> impl Iterator<Item = (&'a Page, bool)> {
    rows.iter().filter(move |row| is_not_out(row, rows, now)).filter_map(|row| {
        let Payload::Page(message) = &row.delivery.payload else { return None };
        let page = incident.page(&message.page).filter(|page| !page.withdrawn)?;
        matches!(page.answer, None | Some((_, Answer::NotReached))).then_some((page, message.target.is_some()))
    })
}

/// Of whose pages nobody has to be told by phone, although they are not out: a sentence for each.
pub(super) fn here(agreement: &Agreement, incident: &Incident, rows: &[Row], now: Instant) -> Vec<String> {
    held(incident, rows, now)
        .filter(|(page, _)| incident.is_present(&page.person))
        .map(|(page, _)| {
            let name = agreement.person_name(&page.person);
            format!("The page to {name} is not out. They are on the bridge already.")
        })
        .collect()
}

impl Engine {
    /// Whom else the pages that are not out were to wake: one that goes to a pager's schedule names the first who is on call, and
    /// stands for all of them.
    pub(super) fn woken_as_well(
        &self,
        agreement: &Agreement,
        incident: &Incident,
        rows: &[Row],
        now: Instant,
    ) -> Vec<DialCall> {
        let mut calls: Vec<DialCall> = Vec::new();
        let is_called = |person: &PersonId| {
            incident.is_present(person)
                || incident.shadow(person).is_some()
                || incident.pages.iter().any(|page| page.person == *person && !page.withdrawn)
        };
        for (page, wakes_all) in held(incident, rows, now) {
            let Some(rotation) = page.rotation.as_ref().and_then(|id| agreement.rotation(id)).filter(|_| wakes_all)
            else {
                continue;
            };
            for person in self.on_call_of(rotation, now) {
                if is_called(&person) || calls.iter().any(|call| call.person.id == person.as_str()) {
                    continue;
                }
                let person = self.person_view(agreement, &person, now);
                calls.push(DialCall {
                    page: None,
                    pages: Vec::new(),
                    numbers: numbers(agreement, &person),
                    person,
                    rotation: rotation.name.clone(),
                    // Paged from here, it is they alone: the whole rotation is what is not out.
                    rotation_id: None,
                    reason: page.reason.clone(),
                    state: "the page that is not out was to wake them as well".to_owned(),
                    answer: None,
                });
            }
        }
        calls
    }
}
