//! Pages that are out at their pagers, and what can be added to them there: people, and notes.

use std::collections::BTreeSet;

use domain::agreement::{Agreement, Connection};
use domain::delivery::{Delivery, MadeOfPage, OnPage, Payload, State};
use domain::id::{IncidentId, PageId};
use domain::incident::intent::Intent;
use domain::incident::{Answer, Incident};
use providers::gateway;
use store::truth::outbox::Row;

use crate::engine::{Engine, connection_of};
use crate::error::Error;

/// A page that its pager has, and that nobody ended.
pub(crate) struct PageOut {
    pub(crate) page: PageId,
    pub(crate) connection: Connection,
    pub(crate) adds_people: bool,
    pub(crate) takes_notes: bool,
}

/// To which pages what can be added.
#[derive(Default)]
pub(crate) struct Additions {
    pub(crate) joinable: BTreeSet<PageId>,
    pub(crate) takes_notes: BTreeSet<PageId>,
}

impl Engine {
    /// What can be added to the pages of an incident, where an intent wants to add something.
    pub(crate) fn additions(&self, incident: Option<&IncidentId>, intent: &Intent) -> Result<Additions, Error> {
        let (Some(id), true) = (incident, adds(intent)) else { return Ok(Additions::default()) };
        let Some(incident) = self.parts.truth.incident(id)? else { return Ok(Additions::default()) };
        let out = pages_out(&incident, &self.loaded().agreement, &self.parts.truth.deliveries(id)?);
        let pages = |can: fn(&PageOut) -> bool| out.iter().filter(|out| can(out)).map(|out| out.page.clone()).collect();
        Ok(Additions { joinable: pages(|out| out.adds_people), takes_notes: pages(|out| out.takes_notes) })
    }

    /// The delivery with what its provider made of the page that it adds to.
    pub(crate) fn with_made(&self, mut delivery: Delivery) -> Result<Delivery, Error> {
        if let Some(OnPage { page, made }) = on(&mut delivery.payload) {
            let rows = self.parts.truth.deliveries(&delivery.incident)?;
            *made = rows.iter().find_map(|row| made_of(row, page)).map(|(made, _)| made);
        }
        Ok(delivery)
    }
}

/// The pages that are out, in order.
pub(crate) fn pages_out(incident: &Incident, agreement: &Agreement, rows: &[Row]) -> Vec<PageOut> {
    let is_open = |page: &&domain::incident::Page| {
        page.delivered_at.is_some() && !page.withdrawn && !matches!(page.answer, Some((_, Answer::Closed)))
    };
    let out = |page: &domain::incident::Page| {
        let (made, row) = rows.iter().find_map(|row| made_of(row, &page.id))?;
        let connection = connection_of(agreement, &page.connection)?;
        let Payload::Page(message) = &row.delivery.payload else { return None };
        // Whoever joins a page joins what the first one made: a page that joined another made nothing of its own.
        let is_own = message.joins.is_none();
        let mut joining = message.clone();
        joining.target = None;
        joining.joins = Some(OnPage { page: page.id.clone(), made: Some(made.clone()) });
        Some(PageOut {
            page: page.id.clone(),
            adds_people: is_own && gateway::has_way(&connection, &joining),
            takes_notes: is_own && gateway::takes_notes(&connection, &made),
            connection,
        })
    };
    incident.pages.iter().filter(is_open).filter_map(out).collect()
}

/// Whether an intent adds something to a page that is out.
fn adds(intent: &Intent) -> bool {
    match intent {
        Intent::PageRotation { joins, .. } | Intent::PagePerson { joins, .. } => joins.is_some(),
        Intent::WriteNote { pages, .. } => !pages.is_empty(),
        _ => false,
    }
}

/// The page that something is added to, where it is an addition.
pub(crate) fn on(payload: &mut Payload) -> Option<&mut OnPage> {
    match payload {
        Payload::Page(message) => message.joins.as_mut(),
        Payload::Note(message) => Some(&mut message.on),
        Payload::Update(_) | Payload::Outreach(_) => None,
    }
}

/// What was made of a page, by the row of its delivery. Where the lead said that it arrived, nobody knows.
fn made_of<'a>(row: &'a Row, page: &PageId) -> Option<(MadeOfPage, &'a Row)> {
    let (Payload::Page(message), State::Delivered { receipt }) = (&row.delivery.payload, &row.state) else {
        return None;
    };
    let is_known = !receipt.remote.contains(' ');
    let made = MadeOfPage { delivery: row.delivery.id.clone(), remote: receipt.remote.clone(), kept: row.kept.clone() };
    (message.page == *page && is_known).then_some((made, row))
}
