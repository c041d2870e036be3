//! What is owed to the world, and how it stands.

use domain::delivery::{BY_PHONE, HeldReason, Payload, State};
use domain::id::IncidentId;
use serde::Serialize;
use store::truth::outbox::{Filter, Row};

use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::outcome::what;

/// One delivery.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct OutboxLine {
    /// Its id.
    pub id: String,
    /// Which incident.
    pub incident: String,
    /// The connection's id.
    pub connection: String,
    /// The connection's name.
    pub connection_name: String,
    /// `page`, `note`, `update` or `outreach`.
    pub kind: String,
    /// `Page Priya Raghunathan`, `Identified: card payments in Europe`.
    pub what: String,
    /// `queued`, `sending`, `waiting`, `held`, `delivered`, `dropped`.
    pub state: String,
    /// Attempts so far.
    pub attempts: u32,
    /// The next attempt.
    #[ts(type = "number | null")]
    pub next_at: Option<i64>,
    /// Why it is where it is.
    pub reason: String,
    /// Since when it is owed.
    #[ts(type = "number")]
    pub created_at: i64,
    /// The number to dial instead, for a page.
    pub dial: Option<String>,
    /// The lead may say that it did arrive.
    pub may_confirm: bool,
    /// The lead may say that they did it by hand: posted it, sent it, noted it. A call is recorded on the dial sheet.
    pub may_do_by_hand: bool,
}

/// How many deliveries the sheet lists.
const MOST: u32 = 200;

impl Engine {
    /// Everything that is owed, and what was settled last.
    pub fn outbox(&self) -> Result<Vec<OutboxLine>, Error> {
        let rows = self.parts.truth.outbox(Filter::All, MOST)?;
        Ok(rows.iter().map(|row| self.outbox_line(row)).collect())
    }

    /// Every delivery there is, in the order in which they came to be owed.
    pub fn every_delivery(&self) -> Result<Vec<OutboxLine>, Error> {
        let rows = self.parts.truth.outbox(Filter::All, u32::MAX)?;
        Ok(rows.iter().rev().map(|row| self.outbox_line(row)).collect())
    }

    /// The deliveries of one incident.
    pub fn deliveries(&self, incident: &IncidentId) -> Result<Vec<OutboxLine>, Error> {
        Ok(self.parts.truth.deliveries(incident)?.iter().map(|row| self.outbox_line(row)).collect())
    }

    fn outbox_line(&self, row: &Row) -> OutboxLine {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let delivery = &row.delivery;
        let by_phone = delivery.connection.as_str() == BY_PHONE;
        let name = connection_of(agreement, &delivery.connection).map_or_else(
            || if by_phone { "by phone".to_owned() } else { delivery.connection.to_string() },
            |connection| connection.name,
        );
        let (kind, dial) = match &delivery.payload {
            Payload::Page(page) => {
                let phone = agreement.person(&page.person).and_then(|person| person.phone());
                ("page", phone.map(str::to_owned))
            }
            Payload::Note(_) => ("note", None),
            Payload::Update(_) => ("update", None),
            Payload::Outreach(_) => ("outreach", None),
        };
        let asks = matches!(&row.state, State::Held { reason: HeldReason::DidItArrive });
        OutboxLine {
            id: delivery.id.to_string(),
            incident: delivery.incident.to_string(),
            connection: delivery.connection.to_string(),
            connection_name: name,
            kind: kind.to_owned(),
            what: what(delivery),
            state: row.state.name().to_owned(),
            attempts: row.attempts,
            next_at: row.state.next_at(delivery.not_before).map(|at| at.timestamp_millis()),
            reason: row.reason.clone(),
            created_at: row.created_at.timestamp_millis(),
            dial: dial.filter(|_| !row.state.is_final()),
            may_confirm: asks,
            may_do_by_hand: row.state.is_done_by_hand() && !matches!(delivery.payload, Payload::Page(_)),
        }
    }
}
