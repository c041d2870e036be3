//! What an attempt with a lost answer may have left: our incident by its label, and our note by its words.

use domain::delivery::{Failure, Receipt};

use super::incident::{Incident, ask_said, said};
use super::page::entries;
use super::{MILESTONES, MOST, OURS, read};
use crate::account::Account;
use crate::capability::{PageIncident, Part, Posting, Turn};
use crate::marker::Found;
use crate::message::Response;

/// Asks for the incident where it is not known, and then for what was said in it.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let (incident, answer) = match (posting.known, answers) {
        (Some(known), []) => return ask_said(account, &known.remote).map(Turn::ask),
        (None, []) => {
            let request = read(account, &["incidents"])?.query("tags", OURS);
            return Ok(Turn::ask(request.query("per_page", &MOST.to_string())));
        }
        (None, [incidents, rest @ ..]) => {
            let incidents: Part<Incident> = Part::of(entries(incidents)?.0, Ok);
            let ours = incidents.items.into_iter().find(|incident| incident.is_of(&posting.update.incident_key));
            match (ours, rest) {
                (None, _) => return Ok(Turn::Done(Found::default())),
                (Some(incident), []) => return ask_said(account, &incident.id).map(Turn::ask),
                (Some(incident), [answer, ..]) => (incident.receipt(None), answer),
            }
        }
        (Some(known), [answer, ..]) => (known.clone(), answer),
    };
    let updates = said(answer)?.items;
    // A proof by an id that its timeline does not use tells nothing there.
    let is_told = |id: &String| updates.iter().any(|update| update.id.as_ref() == Some(id));
    let known = Receipt { update: incident.update.clone().filter(is_told), ..incident.clone() };
    let there = PageIncident {
        id: incident.remote,
        title: posting.update.title.clone(),
        link: incident.link,
        phase: None,
        status: MILESTONES.to_owned(),
        components: std::collections::BTreeMap::new(),
        updates,
        marker: None,
    };
    Ok(Turn::Done(Found::by_text(&Posting { known: Some(&known), ..*posting }, &[there])))
}
