//! The dial sheet: whom to call by hand and in which order, their numbers, and what to say. For pages that are not out, and for
//! those that nobody answers.

mod held;
mod person;

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::IncidentId;
use domain::incident::{Answer, Incident};
use domain::person::{ContactKind, ContactMeans};
use domain::span::Instant;
use serde::Serialize;

use super::bridge::{CalledView, NextStep};
use super::person::PersonView;
use crate::desk::no_incident;
use crate::engine::Engine;
use crate::error::Error;

/// How long a page waits for an answer before its person is called as well.
const PATIENCE: Duration = Duration::minutes(3);

/// Whom to call, in order.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DialSheet {
    /// Which incident.
    pub incident: String,
    /// What to say, a sentence a line.
    pub say: Vec<String>,
    /// In the order in which to call.
    pub calls: Vec<DialCall>,
    /// The pages that are held or tried on to people who need no call, a sentence each: they are on the bridge.
    pub here: Vec<String>,
}

/// One person to call.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DialCall {
    /// The page that failed or is not answered; none where no page names them: the next one of the ladder, and whom a page to
    /// a pager's schedule was to wake as well.
    pub page: Option<String>,
    /// All pages to them that failed or are not answered, the one that is called for first in front; what came of the call goes
    /// for all of them.
    pub pages: Vec<String>,
    /// Who.
    pub person: PersonView,
    /// Their numbers, first choice first; empty where none is known.
    pub numbers: Vec<ContactMeans>,
    /// For what: the names of the rotations, or `directly`.
    pub rotation: String,
    /// The id of the first of the rotations, to page it.
    pub rotation_id: Option<String>,
    /// Why, as the page says it.
    pub reason: String,
    /// How it stands: why the page is not out, or since when nobody answers.
    pub state: String,
    /// What came of it.
    pub answer: Option<Answer>,
}

impl Engine {
    /// Whom to call now.
    pub fn dial_sheet(&self, id: &IncidentId) -> Result<DialSheet, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.parts.truth.incident(id)?.ok_or_else(|| no_incident(id))?;
        let rows = self.parts.truth.deliveries(id)?;
        let mut calls: Vec<(u8, DialCall)> = Vec::new();
        let mut next: Vec<NextStep> = Vec::new();
        for called in self.called(&incident, agreement, &rows, now) {
            // One that is tried on counts like one that is held: nobody knows when it will be out.
            let held = called.not_out;
            let waited = now.timestamp_millis() - called.delivered_at.unwrap_or(called.requested_at);
            let silent = called.answer.is_none() && waited >= PATIENCE.num_milliseconds();
            let not_reached = called.answer == Some(Answer::NotReached);
            if !(held || silent || not_reached) || matches!(called.answer, Some(Answer::Declined | Answer::Reached)) {
                continue;
            }
            let place = match (called.answer, held) {
                (None, true) => 0,
                (None, false) => 1,
                (Some(_), _) => 3,
            };
            next.extend(called.next.clone().filter(|_| not_reached || silent));
            calls.push((place, paged(agreement, &incident, called, now)));
        }
        for step in next {
            if !calls.iter().any(|(_, call)| call.person.id == step.person.id) {
                calls.push((2, ahead(agreement, step)));
            }
        }
        for call in self.woken_as_well(agreement, &incident, &rows, now) {
            if !calls.iter().any(|(_, other)| other.person.id == call.person.id) {
                calls.push((0, call));
            }
        }
        calls.sort_by_key(|(place, _)| *place);
        Ok(DialSheet {
            incident: incident.id.to_string(),
            say: self.say(agreement, &incident),
            calls: person::each_once(calls.into_iter().map(|(_, call)| call)),
            here: held::here(agreement, &incident, &rows, now),
        })
    }

    /// What to say on the phone.
    fn say(&self, agreement: &Agreement, incident: &Incident) -> Vec<String> {
        let lead = agreement.person_name(&incident.lead);
        let since = incident.declared_at.with_timezone(&self.zone()).format("%H:%M %Z");
        let at =
            if agreement.organisation.is_empty() { String::new() } else { format!(" at {}", agreement.organisation) };
        let drill = if incident.drill { "This is a drill. " } else { "" };
        let mut say = vec![
            format!("{drill}This is {lead}, I lead the incident {}{at}.", incident.id),
            format!("{}, since {since}: {}.", incident.severity, incident.title),
        ];
        if incident.has_impact() {
            let regions: Vec<&str> = incident
                .regions
                .iter()
                .filter_map(|id| agreement.region(id))
                .map(|region| region.name.as_str())
                .collect();
            let place = if regions.is_empty() { String::new() } else { format!(" in {}", regions.join(", ")) };
            say.push(format!("Customers are affected{place}."));
        }
        if let Some(summons) = incident.summons() {
            say.push(format!("{summons}."));
        }
        say.push("Can you join now? If not, who can?".to_owned());
        say
    }
}

/// Somebody who was paged.
fn paged(agreement: &Agreement, incident: &Incident, called: CalledView, now: Instant) -> DialCall {
    let rotation_id = incident.page(&called.page.as_str().into()).and_then(|page| page.rotation.clone());
    let minutes = |since: i64| (now.timestamp_millis() - since) / 60_000;
    let state = match called.delivered_at {
        Some(at) => format!("paged, no answer for {} min", minutes(at)),
        None if called.words.is_empty() => format!("asked for {} min ago", minutes(called.requested_at)),
        None => called.words,
    };
    DialCall {
        numbers: numbers(agreement, &called.person),
        pages: vec![called.page.clone()],
        page: Some(called.page),
        person: called.person,
        rotation: called.rotation,
        rotation_id: rotation_id.map(|id| id.to_string()),
        reason: called.reason,
        state,
        answer: called.answer,
    }
}

/// Whoever comes next on the ladder.
fn ahead(agreement: &Agreement, step: NextStep) -> DialCall {
    let rotation = step.rotation.as_deref().and_then(|id| agreement.rotation(&id.into()));
    DialCall {
        page: None,
        pages: Vec::new(),
        numbers: numbers(agreement, &step.person),
        rotation: rotation.map_or_else(|| "directly".to_owned(), |rotation| rotation.name.clone()),
        rotation_id: step.rotation,
        person: step.person,
        reason: "next on the ladder".to_owned(),
        state: "not paged yet".to_owned(),
        answer: None,
    }
}

/// Each number once, however it is written: most people's text messages go to the phone that rings as well.
fn numbers(agreement: &Agreement, person: &PersonView) -> Vec<ContactMeans> {
    let known = agreement.person(&person.id.as_str().into());
    let by_voice = |means: &&ContactMeans| matches!(means.kind, ContactKind::Phone | ContactKind::Sms);
    let plain = |means: &ContactMeans| means.value.chars().filter(|sign| !is_layout(*sign)).collect::<String>();
    let mut numbers: Vec<ContactMeans> = Vec::new();
    for means in known.into_iter().flat_map(|person| &person.contact).filter(by_voice) {
        match numbers.iter_mut().find(|other| plain(other) == plain(means)) {
            Some(other) if means.kind == ContactKind::Phone => other.kind = ContactKind::Phone,
            Some(_) => {}
            None => numbers.push(means.clone()),
        }
    }
    numbers
}

/// What is written between the digits of a number so that people can read it.
fn is_layout(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '.' | '/' | '(' | ')')
}
