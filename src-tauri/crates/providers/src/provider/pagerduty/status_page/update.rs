//! An update that goes out: the page's words are looked up first, then the post is made with it, or it is added to the post. What it
//! says of services is in the same call as its text.

use std::collections::BTreeMap;

use domain::delivery::{Failure, Receipt, UpdateMessage};
use domain::phase::Phase;
use serde::Deserialize;
use serde_json::{Value, json};

use super::post::{self, Impacted, Post, Update};
use super::whole::whole;
use super::word::{Own, Word};
use super::{INCIDENT, LIMITS, text};
use crate::account::Account;
use crate::capability::{Posting, Turn};
use crate::dialogue::{Dialogue, Pending};
use crate::instant;
use crate::marker::{Found, plain};
use crate::message::{Body, Request, Response};
use crate::provider::pagerduty::{rest_url, signed};

/// <https://developer.pagerduty.com/api-reference/> › Create a Status Page Post, and for a known one › Create a Status Page Post
/// Update
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    LIMITS.hold("PagerDuty", posting.update, posting.known.is_none())?;
    Dialogue::lead(account, answers, |told| said(told, posting))
}

fn said(told: &mut Dialogue, posting: &Posting<'_>) -> Result<Receipt, Pending> {
    let Posting { update, known, .. } = *posting;
    let page = told.account.required("page")?;
    let own = Own::of(told.account)?;
    let statuses = words(told, "statuses")?;
    let status = own.status(&statuses, update.phase)?;
    let severities = words(told, "severities")?;
    let severity = own.severity(&severities, update.phase, update.severity)?;
    let impacts = impacts(told, posting, &own)?;
    let pointer = |of: &str, id: &str| json!({ "id": id, "type": format!("status_page_{of}") });
    let impacted = impacts.iter().map(
        |(service, impact)| json!({ "service": pointer("service", service), "impact": pointer("impact", impact) }),
    );
    let mut said = json!({
        "type": "status_page_post_update",
        "message": update.body,
        "status": pointer("status", &status.id),
        "severity": pointer("severity", &severity.id),
        "impacted_services": impacted.collect::<Vec<Value>>(),
        "update_frequency_ms": null,
        "notify_subscribers": told.account.is_on("notify_subscribers"),
        "reported_at": instant::text(told.account.now),
    });
    if let Some(known) = known {
        said["post"] = pointer("post", &known.remote);
        let path = ["posts", &known.remote, "post_updates"];
        let answer = told.ask(write(told.account, page, &path, json!({ "post_update": said }))?)?;
        return Ok(Receipt { update: Some(added(answer)?), ..known.clone() });
    }
    let post = json!({
        "type": "status_page_post",
        "title": update.title,
        "post_type": INCIDENT,
        // Of maintenance only, and asked for all the same.
        "starts_at": null,
        "ends_at": null,
        "status_page": { "id": page, "type": "status_page" },
        "updates": [said],
    });
    let answer = told.ask(write(told.account, page, &["posts"], json!({ "post": post }))?)?;
    Ok(made(answer)?)
}

/// All services that the update leaves with an impact, by their ids: of those that it does not name, what was said before. A
/// post says it anew with each update.
fn impacts(told: &mut Dialogue, posting: &Posting<'_>, own: &Own) -> Result<BTreeMap<String, String>, Pending> {
    let mut impacts = BTreeMap::new();
    if let Some(known) = posting.known {
        let mut updates = updates_of(told, &known.remote)?;
        post::sort(&mut updates);
        let latest = updates.into_iter().next().map(|update| update.impacted_services);
        impacts.extend(latest.unwrap_or_default().into_iter().map(Impacted::pair));
    }
    if !posting.update.components.is_empty() {
        let known = words(told, "impacts")?;
        for (service, state) in &posting.update.components {
            impacts.insert(service.clone(), own.impact(&known, *state)?.id.clone());
        }
    }
    Ok(impacts)
}

fn words(told: &mut Dialogue, what: &str) -> Result<Vec<Word>, Pending> {
    whole(told, &[what], &[("post_type", INCIDENT)], what)
}

fn updates_of(told: &mut Dialogue, post: &str) -> Result<Vec<Update>, Pending> {
    whole(told, &["posts", post, "post_updates"], &[], "post_updates")
}

fn write(account: &Account, page: &str, path: &[&str], body: Value) -> Result<Request, Failure> {
    let path = [&["status_pages", page], path].concat();
    signed(account, Request::post(rest_url(account, &path)?, Body::json(body)))
}

#[derive(Deserialize)]
struct Made {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    updates: Vec<Added>,
}

#[derive(Deserialize)]
struct Added {
    id: String,
}

fn made(answer: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        post: Made,
    }
    let Made { id, updates } = answer.json::<Answer>()?.post;
    Ok(Receipt { remote: id, link: None, update: updates.into_iter().next().map(|update| update.id) })
}

fn added(answer: &Response) -> Result<String, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        post_update: Added,
    }
    Ok(answer.json::<Answer>()?.post_update.id)
}

/// By title, phase and text, since nothing of ours can stand in a post: among those that are open, or say what this one says.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    Dialogue::lead(account, answers, |told| found(told, posting))
}

fn found(told: &mut Dialogue, posting: &Posting<'_>) -> Result<Found, Pending> {
    let own = Own::of(told.account)?;
    let statuses = words(told, "statuses")?;
    let posts = match posting.known {
        Some(known) => vec![Post { id: known.remote.clone(), title: String::new() }],
        None => named(told, posting, &own, &statuses)?,
    };
    let mut there = Vec::new();
    for post in posts {
        let updates = updates_of(told, &post.id)?;
        there.push(post::incident(post, updates, &own, &statuses, &[])?);
    }
    // Both as people read them: the page may have made HTML of a text, and put a paragraph around it.
    let update = UpdateMessage { body: text::of_html(&posting.update.body), ..posting.update.clone() };
    Ok(Found::by_text(&Posting { update: &update, ..*posting }, &there))
}

/// The posts of the same title.
fn named(told: &mut Dialogue, posting: &Posting<'_>, own: &Own, statuses: &[Word]) -> Result<Vec<Post>, Pending> {
    let mut query = vec![("post_type", INCIDENT)];
    query.extend(post::open(own, statuses).map(|id| ("status[]", id)));
    if posting.update.phase == Phase::Resolved {
        query.push(("status[]", own.status(statuses, Phase::Resolved)?.id.as_str()));
    }
    let posts: Vec<Post> = whole(told, &["posts"], &query, "posts")?;
    let title = plain(&posting.update.title);
    Ok(posts.into_iter().filter(|post| plain(&post.title) == title).collect())
}
