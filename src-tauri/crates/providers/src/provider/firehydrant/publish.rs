//! An update, step by step: the page, the incident, its place on the page, its milestone and impacts, and last of all the note.

use domain::delivery::{Failure, Receipt};
use serde::Deserialize;
use serde_json::{Value, json};

use super::incident::Incident;
use super::page::{Page, ask as ask_page};
use super::{HOSTED, MILESTONES, OURS, STATES, milestone, of_api, read, word};
use crate::account::Account;
use crate::capability::{Limits, Posting, StatusPage, Turn};
use crate::message::{Body, Request, Response};

/// What is still to be changed, in this order.
enum Change {
    /// It is put on the page.
    Place,
    /// Its milestone, and the impacts that the update names.
    Standing(Value),
    /// The update is said.
    Note,
}

/// <https://docs.firehydrant.com/reference/post_v1-incidents>, and for a known one
/// <https://docs.firehydrant.com/reference/get_v1-incidents-incident-id>; then what is still to be changed.
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    let named = account.option("milestones").unwrap_or(MILESTONES);
    let wanted = milestone(named, posting.update.phase)?;
    let [page, rest @ ..] = answers else {
        Limits::NONE.hold("FireHydrant", posting.update, posting.known.is_none())?;
        return ask_page(account).map(Turn::ask);
    };
    let impacts = impacts(&page.json()?, posting)?;
    let [incident, made @ ..] = rest else { return begin(account, posting).map(Turn::ask) };
    let incident: Incident = incident.json()?;
    let known = incident.milestones();
    if !known.is_empty() && !known.contains(&wanted) {
        return Err(Failure::Refused(format!(
            "FireHydrant's incident has no milestone `{wanted}` for {}; it has {}. Name one of them in `milestones`.",
            posting.update.phase.name(),
            known.join(", ")
        )));
    }
    let mut changes = Vec::new();
    if !incident.is_on_page() {
        changes.push(Change::Place);
    }
    if incident.current_milestone.as_deref() != Some(wanted) || !impacts.is_empty() {
        let mut standing = json!({ "milestone": wanted });
        if !impacts.is_empty() {
            standing["impact"] = json!(impacts);
        }
        changes.push(Change::Standing(standing));
    }
    changes.push(Change::Note);
    for (change, answer) in changes.iter().zip(made) {
        change.heed(answer, wanted)?;
    }
    match (changes.get(made.len()), made.last()) {
        (Some(change), _) => change.ask(account, posting, &incident).map(Turn::ask),
        (None, answer) => Ok(Turn::Done(incident.receipt(answer.map(note).transpose()?))),
    }
}

fn begin(account: &Account, posting: &Posting<'_>) -> Result<Request, Failure> {
    if let Some(known) = posting.known {
        return read(account, &["incidents", &known.remote]);
    }
    // Without a severity, a team or a runbook: nothing in it asks for anybody.
    let incident = json!({
        "name": posting.update.title,
        "labels": { OURS: posting.update.incident_key },
        "tag_list": [OURS],
    });
    account.sign(Request::post(of_api(account, &["incidents"])?, Body::json(incident)))
}

/// The conditions that the update gives to components of the page. `Refused` where the organisation has no such condition, or
/// the page no such component.
fn impacts(page: &Page, posting: &Posting<'_>) -> Result<Vec<Value>, Failure> {
    let words = StatusPage::words(STATES, &posting.update.components)?;
    let (conditions, components) = (page.conditions(), page.components());
    let id = |wanted: &str| {
        let is_it = |name: &str| word(name) == wanted;
        let mut fitting = conditions.iter().filter(|known| is_it(&known.name));
        let fitting = fitting.next().or_else(|| conditions.iter().find(|known| is_it(&known.shown_as)));
        fitting.map(|condition| condition.id.clone()).ok_or_else(|| {
            let names: Vec<&str> = conditions.iter().map(|known| known.name.as_str()).collect();
            Failure::Refused(format!(
                "The page has no condition called `{wanted}`; it has {}. Choose another state, or name a condition like that in \
                 FireHydrant's severity matrix.",
                names.join(", ")
            ))
        })
    };
    let is_there = |wanted: &str| components.iter().any(|part| part["infrastructure_id"] == wanted);
    let impact = |(component, wanted): (&str, &str)| {
        if !is_there(component) {
            return Err(Failure::Refused(format!(
                "The page has no component `{component}`. Choose one of those it shows."
            )));
        }
        Ok(json!({ "id": component, "condition_id": id(wanted)? }))
    };
    words.into_iter().map(impact).collect()
}

/// The id of a note out of the answer.
fn note(response: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Note {
        id: String,
    }
    Ok(response.json::<Note>()?.id)
}

impl Change {
    fn ask(&self, account: &Account, posting: &Posting<'_>, incident: &Incident) -> Result<Request, Failure> {
        let page = account.required("page")?;
        let of_incident = |what: &str| of_api(account, &["incidents", &incident.id, what]);
        account.sign(match self {
            // <https://docs.firehydrant.com/reference/post_v1-incidents-incident-id-status-pages>
            Self::Place => {
                let place = json!({ "integration_slug": HOSTED, "integration_id": page, "title": incident.name });
                Request::post(of_incident("status_pages")?, Body::json(place))
            }
            // <https://docs.firehydrant.com/reference/patch_v1-incidents-incident-id-impact>
            Self::Standing(standing) => Request::patch(of_incident("impact")?, Body::json(standing.clone())),
            // <https://docs.firehydrant.com/reference/post_v1-incidents-incident-id-notes>
            Self::Note => {
                let note = json!({
                    "body": posting.update.body,
                    "visibility": "open_to_public",
                    "status_pages": [{ "id": page, "integration_slug": HOSTED }],
                });
                Request::post(of_incident("notes")?, Body::json(note))
            }
        })
    }

    /// Whether the answer says that it was done: some other host's page under a status of success does not.
    fn heed(&self, answer: &Response, wanted: &str) -> Result<(), Failure> {
        match self {
            Self::Place | Self::Note => note(answer).map(drop),
            Self::Standing(_) if answer.json::<Incident>()?.current_milestone.as_deref() == Some(wanted) => Ok(()),
            Self::Standing(_) => {
                Err(Failure::Garbled("it does not say that the incident has its milestone".to_owned()))
            }
        }
    }
}
