//! What the incident knows of its impact, its work and its places. Money, work, estimates and places are for those inside: for
//! customers they are never filled in.

use domain::agreement::Agreement;
use domain::incident::effort::{estimates, words};
use domain::incident::{Incident, WorkState, Workstream, sentence};
use domain::span::Instant;
use domain::template::{Audience, INSIDE_FACTS};

/// By the names that a variable's `from` may ask for.
pub(super) fn known(
    incident: &Incident,
    agreement: &Agreement,
    audience: Audience,
    now: Instant,
) -> impl Iterator<Item = (&'static str, String)> {
    let business = incident.stated.business.as_ref().map(|said| said.text.clone());
    let facts = [
        ("impact", sentence::sentence(incident, agreement).unwrap_or_default()),
        ("business_impact", business.unwrap_or_default()),
        ("effort", words(&estimates(incident, now))),
        ("work", work(incident, agreement)),
        ("rally", incident.come_to()),
    ];
    facts.into_iter().map(move |(name, fact)| {
        let is_kept = audience == Audience::Customers && INSIDE_FACTS.contains(&name);
        (name, if is_kept { String::new() } else { fact })
    })
}

/// `Roll back payments-api (Tomasz Wrona), drain the queue`
fn work(incident: &Incident, agreement: &Agreement) -> String {
    let named = |work: &Workstream| match &work.owner {
        Some(owner) => format!("{} ({})", work.title, agreement.person_name(owner)),
        None => work.title.clone(),
    };
    let under_way = incident.workstreams.iter().filter(|work| work.state != WorkState::Done && incident.is_open());
    under_way.map(named).collect::<Vec<_>>().join(", ")
}
