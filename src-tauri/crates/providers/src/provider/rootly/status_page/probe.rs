//! What an attempt with a lost answer may have left: our incident by its label, and our event by its words.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::delivery::{Failure, Receipt};

use super::super::{SIZE, entries, next};
use super::incident::{Incident, ask_newest};
use super::{INCIDENTS, event, page};
use crate::account::Account;
use crate::capability::{PageIncident, Part, Posting, Step, Turn};
use crate::dialogue::{Dialogue, Pending};
use crate::instant;
use crate::marker::Found;
use crate::message::Response;

/// Before an update was due by so long, no attempt of ours can have made its incident: clocks differ, and updates wait.
const BEFORE: Duration = Duration::days(7);

pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    Dialogue::lead(account, answers, |told| found(told, posting))
}

fn found(told: &mut Dialogue, posting: &Posting<'_>) -> Result<Found, Pending> {
    let page = page::read(told.ask(page::ask(told.account)?)?)?;
    let incident = match posting.known {
        Some(known) => known.clone(),
        None => match ours(told, posting)? {
            Some(incident) => incident.receipt(None),
            None => return Ok(Found::default()),
        },
    };
    let updates = event::on_page(event::all(told, &incident.remote)?, &page.id)?;
    // A proof by an event that is not there any more tells nothing.
    let is_told = |id: &String| updates.iter().any(|update| update.id.as_ref() == Some(id));
    let known = Receipt { update: incident.update.clone().filter(is_told), ..incident.clone() };
    let there = PageIncident {
        id: incident.remote,
        title: posting.update.title.clone(),
        link: incident.link,
        phase: None,
        status: String::new(),
        components: BTreeMap::new(),
        updates,
        marker: None,
    };
    Ok(Found::by_text(&Posting { known: Some(&known), ..*posting }, &[there]))
}

/// The incident that bears our key, of those that were made since an attempt can have made it.
fn ours(told: &mut Dialogue, posting: &Posting<'_>) -> Result<Option<Incident>, Pending> {
    let due = posting.delivery.not_before;
    let since = instant::text(due.checked_sub_signed(BEFORE).unwrap_or(due));
    let mut step = Step::of_all(INCIDENTS);
    loop {
        let request = ask_newest(told.account, &step)?.query("filter[created_at][gte]", &since);
        let (entries, rest) = entries(told.ask(request)?)?;
        let then = next(&step, entries.len(), SIZE, &rest);
        let part: Part<Incident> = Part::of(entries, Ok);
        if let Some(incident) = part.items.into_iter().find(|incident| incident.is_of(&posting.update.incident_key)) {
            return Ok(Some(incident));
        }
        match then {
            Some(then) => step = then,
            None => return Ok(None),
        }
    }
}
