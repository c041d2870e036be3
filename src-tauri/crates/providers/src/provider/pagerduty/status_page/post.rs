//! What customers read of incidents. A list names posts, which name their updates, which name the page's words by their ids: each
//! is asked for, and what was told so far goes along in the cursor.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::delivery::Failure;
use domain::phase::Phase;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::word::{Own, Word};
use super::{INCIDENT, from, list, of_page, text};
use crate::account::Account;
use crate::capability::{PageIncident, PageUpdate, Part, Reading, Step};
use crate::instant;
use crate::message::{Request, Response};

/// What is asked for, in this order.
const STATUSES: &str = "statuses";
const IMPACTS: &str = "impacts";
const POSTS: &str = "posts";
const UPDATES: &str = "post_updates";
/// What is laid aside: the words that the connection has for the page's.
const OWN: &str = "bridgewatch-words";
/// What readers see, and not what waits for a review.
const REVIEWED: (&str, &str) = ("reviewed_status", "approved");

/// The open ones.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(|_| vec![Step::of_all(STATUSES)], ask, read);

/// Of any standing, reviewed or not.
pub(super) const INCIDENTS_OF: Reading<PageIncident> =
    Reading { each: true, begin: |scope| scope.of.iter().map(|id| Step::of_one(STATUSES, id)).collect(), ask, read };

#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Post {
    pub(super) id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) title: String,
}

/// What a post says at a time.
#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Update {
    id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    message: String,
    status: Pointer,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) impacted_services: Vec<Impacted>,
    reported_at: Option<String>,
}

#[derive(Serialize, Deserialize, Clone)]
struct Pointer {
    id: String,
}

#[derive(Serialize, Deserialize, Clone)]
pub(super) struct Impacted {
    service: Pointer,
    impact: Pointer,
}

/// What a chain of questions has told so far.
#[derive(Serialize, Deserialize, Default)]
struct Told {
    statuses: Vec<Word>,
    impacts: Vec<Word>,
    post: Option<Post>,
    updates: Vec<Update>,
    offset: u64,
}

impl Impacted {
    /// The service and its impact, both by their ids.
    pub(super) fn pair(self) -> (String, String) {
        (self.service.id, self.impact.id)
    }
}

/// <https://developer.pagerduty.com/api-reference/> › Status Pages
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let told = told(step)?;
    let own = account.option("page_words").unwrap_or_default();
    let request = match (step.what, &step.of, &told.post) {
        (POSTS, Some(id), _) => of_page(account, &[POSTS, id])?,
        (POSTS, None, _) => {
            let request = of_page(account, &[POSTS])?.query("post_type", INCIDENT).query(REVIEWED.0, REVIEWED.1);
            open(&Own::of(account)?, &told.statuses).fold(request, |request, id| request.query("status[]", id))
        }
        (_, of, Some(post)) => {
            let request = of_page(account, &[POSTS, &post.id, UPDATES])?;
            if of.is_some() { request } else { request.query(REVIEWED.0, REVIEWED.1) }
        }
        (what, ..) => of_page(account, &[what])?.query("post_type", INCIDENT),
    };
    Ok(from(request, told.offset).aside(OWN, own))
}

/// The statuses that do not say that an incident is over.
pub(super) fn open<'a>(own: &Own, statuses: &'a [Word]) -> impl Iterator<Item = &'a str> {
    let own = own.clone();
    let is_open = move |word: &&Word| own.phase(statuses, &word.id) != Some(Phase::Resolved);
    statuses.iter().filter(is_open).map(|word| word.id.as_str())
}

fn read(response: &Response, step: &Step) -> Result<Part<PageIncident>, Failure> {
    let mut told = told(step)?;
    let goes_on = |what: &'static str, told: &Told| {
        let cursor = serde_json::to_string(told).map_err(|_| unreadable())?;
        Ok(Step { what, ..step.at(cursor) })
    };
    match step.what {
        STATUSES => {
            told.statuses = entries(list(response, STATUSES)?.0);
            Ok(Part::default().then([goes_on(IMPACTS, &told)?]))
        }
        IMPACTS => {
            told.impacts = entries(list(response, IMPACTS)?.0);
            Ok(Part::default().then([goes_on(POSTS, &told)?]))
        }
        POSTS if step.of.is_some() => {
            told.post = Some(one(response)?);
            Ok(Part::default().then([goes_on(UPDATES, &told)?]))
        }
        POSTS => {
            let (posts, next) = list(response, POSTS)?;
            let Part { items: posts, faults, .. } = Part::of(posts, |post: Post| Ok(post));
            let of = |post: Post| goes_on(UPDATES, &Told { post: Some(post), offset: 0, ..told.words() });
            let mut steps = posts.into_iter().map(of).collect::<Result<Vec<_>, Failure>>()?;
            if let Some(offset) = next {
                steps.push(goes_on(POSTS, &Told { offset, ..told.words() })?);
            }
            Ok(Part { faults, ..Part::default() }.then(steps))
        }
        _ => {
            let (updates, next) = list(response, UPDATES)?;
            let Part { items: updates, faults, .. } = Part::of(updates, |update: Update| Ok(update));
            told.updates.extend(updates);
            if let Some(offset) = next {
                told.offset = offset;
                return Ok(Part { faults, ..Part::default() }.then([goes_on(UPDATES, &told)?]));
            }
            let own = Own::read(response.header(OWN).unwrap_or_default())?;
            let post = told.post.ok_or_else(unreadable)?;
            let items = vec![incident(post, told.updates, &own, &told.statuses, &told.impacts)?];
            Ok(Part { items, faults, ..Part::default() })
        }
    }
}

impl Told {
    /// The words alone.
    fn words(&self) -> Self {
        Self { statuses: self.statuses.clone(), impacts: self.impacts.clone(), ..Self::default() }
    }
}

/// What was said in a post, the latest first.
pub(super) fn incident(
    post: Post,
    mut updates: Vec<Update>,
    own: &Own,
    statuses: &[Word],
    impacts: &[Word],
) -> Result<PageIncident, Failure> {
    sort(&mut updates);
    let word =
        |id: &str| statuses.iter().find(|word| word.id == id).map_or(id, |word| word.description.as_str()).to_owned();
    let latest = updates.first();
    let status = latest.map(|update| word(&update.status.id)).unwrap_or_default();
    let phase = latest.and_then(|update| own.phase(statuses, &update.status.id));
    let affected = latest.map(|update| update.impacted_services.clone()).unwrap_or_default().into_iter();
    let components = affected.map(Impacted::pair).map(|(service, impact)| (service, own.state(impacts, &impact)));
    let components: BTreeMap<_, _> = components.collect();
    let update = |update: Update| {
        let at = update.reported_at.as_deref().ok_or_else(|| Failure::Garbled("an update has no time".to_owned()))?;
        Ok(PageUpdate {
            at: instant::read(at)?,
            phase: own.phase(statuses, &update.status.id),
            status: word(&update.status.id),
            body: text::of_html(&update.message),
            id: Some(update.id),
        })
    };
    Ok(PageIncident {
        id: post.id,
        title: post.title,
        link: None,
        phase,
        status,
        components,
        updates: updates.into_iter().map(update).collect::<Result<_, Failure>>()?,
        marker: None,
    })
}

/// The latest first.
pub(super) fn sort(updates: &mut [Update]) {
    let at = |update: &Update| update.reported_at.as_deref().and_then(|text| instant::read(text).ok());
    updates.sort_by_key(|update| Reverse(at(update)));
}

/// The only post of an answer.
pub(super) fn one(response: &Response) -> Result<Post, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        post: Post,
    }
    Ok(response.json::<Answer>()?.post)
}

fn told(step: &Step) -> Result<Told, Failure> {
    let Some(text) = &step.cursor else { return Ok(Told::default()) };
    serde_json::from_str(text).map_err(|_| unreadable())
}

fn entries<Entry: DeserializeOwned>(entries: Vec<serde_json::Value>) -> Vec<Entry> {
    entries.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect()
}

fn unreadable() -> Failure {
    Failure::Garbled("a post is not of the documented form".to_owned())
}
