//! An update that goes out: the incident with what it says of monitors first, then the comment, which is the text.

use chrono::Duration;
use domain::delivery::{ComponentState, Failure, Receipt, UpdateMessage};
use domain::phase::Phase;
use serde::Deserialize;
use serde_json::json;

use super::incident::{self, Impact, Incident};
use super::{LIMITS, STATES, comment, of_api};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Posting, StatusPage, Turn};
use crate::marker::{Found, plain};
use crate::message::{Body, Request, Response};

/// How much earlier than it was owed an incident of ours may seem to have begun: it begins by this computer's clock, which may
/// have been set since.
const SLACK: Duration = Duration::hours(1);

/// First what the incident says of monitors, where that changes; its text is the last that is written.
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    LIMITS.hold("Kener", posting.update, posting.known.is_none())?;
    let impacts = impacts(posting)?;
    let Some(known) = posting.known else {
        return match answers {
            [] => ask_make(account, posting, &impacts).map(Turn::ask),
            [made] => ask_comment(account, posting, &incident::one(made)?.receipt().remote).map(Turn::ask),
            [made, said, ..] => receipt(incident::one(made)?.receipt(), said).map(Turn::Done),
        };
    };
    // One that is resolved lets go of its monitors by itself, and keeps on telling what they were.
    let mut said = answers;
    if posting.update.phase != Phase::Resolved && !impacts.is_empty() {
        let Some((there, rest)) = answers.split_first() else {
            return incident::ask_one(account, &known.remote).map(Turn::ask);
        };
        let there = incident::one(there)?.monitors;
        let wanted = merged(&there, &impacts);
        said = rest;
        if wanted != there {
            let Some((_, rest)) = rest.split_first() else {
                let url = of_api(account, &["incidents", &known.remote])?;
                let request = Request::patch(url, Body::json(json!({ "monitors": wanted })));
                return account.sign(request).map(Turn::ask);
            };
            said = rest;
        }
    }
    match said {
        [] => ask_comment(account, posting, &known.remote).map(Turn::ask),
        [said, ..] => receipt(known.clone(), said).map(Turn::Done),
    }
}

/// What an update says of monitors. `Refused` where the incident could not go on saying it.
fn impacts(posting: &Posting<'_>) -> Result<Vec<Impact>, Failure> {
    let update = posting.update;
    fits(update, None)?;
    let words = StatusPage::words(STATES, &update.components)?.into_iter();
    Ok(words.map(|(id, word)| Impact { monitor_tag: id.to_owned(), impact: word.to_owned() }).collect())
}

/// Nothing is left broken by an incident that is over.
pub(super) fn fits(update: &UpdateMessage, _: Option<&Receipt>) -> Result<(), Failure> {
    let lasting = update.components.iter().find(|(_, state)| **state != ComponentState::Operational);
    if let (Phase::Resolved, Some((id, state))) = (update.phase, lasting) {
        return Err(Failure::Refused(format!(
            "Kener lets go of all monitors with the end of an incident, and `{id}` would not stay {state:?}. Choose \
             Operational for it, or another phase."
        )));
    }
    Ok(())
}

/// What an incident shall say of monitors: of those that an update does not name, what it said before.
fn merged(there: &[Impact], wanted: &[Impact]) -> Vec<Impact> {
    let of = |tag: &str| wanted.iter().find(|impact| impact.monitor_tag == tag);
    let kept = there.iter().map(|impact| of(&impact.monitor_tag).unwrap_or(impact));
    let added = wanted.iter().filter(|impact| !there.iter().any(|known| known.monitor_tag == impact.monitor_tag));
    kept.chain(added).cloned().collect()
}

/// <https://kener.ing/docs/v4/api-reference>
fn ask_make(account: &Account, posting: &Posting<'_>, impacts: &[Impact]) -> Result<Request, Failure> {
    let body = json!({
        "title": posting.update.title,
        "start_date_time": account.now.timestamp(),
        "monitors": impacts,
    });
    account.sign(Request::post(of_api(account, &["incidents"])?, Body::json(body)))
}

/// Its time is the page's own: the minute in which it arrives.
fn ask_comment(account: &Account, posting: &Posting<'_>, incident: &str) -> Result<Request, Failure> {
    let body = json!({ "comment": posting.update.body, "state": comment::state(posting.update.phase) });
    account.sign(Request::post(of_api(account, &["incidents", incident, "comments"])?, Body::json(body)))
}

fn receipt(of: Receipt, said: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        comment: comment::Comment,
    }
    Ok(Receipt { update: Some(said.json::<Answer>()?.comment.id.to_string()), ..of })
}

/// By title, phase and text, since nothing of ours can stand in an incident: first which have the title, then what was said in
/// each of them.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    if let Some(known) = posting.known {
        let Some(said) = answers.first() else { return comment::ask(account, &known.remote).map(Turn::ask) };
        let there = of_known(known, comment::read(said)?);
        return Ok(Turn::Done(Found::by_text(posting, &[there])));
    }
    let Some((listed, said)) = answers.split_first() else {
        let since = (posting.delivery.not_before - SLACK).timestamp();
        return Ok(Turn::ask(super::read(account, &["incidents"])?.query("start_ts", &since.to_string())));
    };
    let listed = Part::of(listed.list("incidents")?.0, |incident: Incident| Ok(incident)).items.into_iter();
    let title = plain(&posting.update.title);
    let mut named = listed.filter(|incident| plain(&incident.title) == title);
    let mut there: Vec<PageIncident> = Vec::new();
    for (said, incident) in said.iter().zip(named.by_ref()) {
        there.push(incident.told(comment::read(said)?));
    }
    match named.next() {
        Some(incident) => comment::ask(account, &incident.receipt().remote).map(Turn::ask),
        None => Ok(Turn::Done(Found::by_text(posting, &there))),
    }
}

/// The incident that is known, as far as a look needs it.
fn of_known(known: &Receipt, updates: Vec<PageUpdate>) -> PageIncident {
    PageIncident {
        id: known.remote.clone(),
        title: String::new(),
        link: known.link.clone(),
        phase: None,
        status: String::new(),
        components: std::collections::BTreeMap::new(),
        updates,
        marker: None,
    }
}
