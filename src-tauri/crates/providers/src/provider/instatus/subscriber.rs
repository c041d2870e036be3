//! How many people Instatus tells of an update. It has no count: they are counted in their list, of which nothing else is kept.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{LIMIT, of_page};
use crate::account::Account;
use crate::capability::{Part, Reading, Step, Subscribers};
use crate::message::{Request, Response};

/// <https://instatus.com/help/api/subscribers>
pub(super) const SUBSCRIBERS: Reading<Subscribers> = Reading::of_all(|_| vec![Step::of_all("subscribers")], ask, read);

/// So many parts of the list are counted: whoever looks at a page waits for it, and the host must have answers left for what is
/// published.
const MOST_PARTS: u64 = 20;

/// What was counted in the parts before.
#[derive(Default, Serialize, Deserialize)]
struct Counted {
    parts: u64,
    by: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Subscriber {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    confirmed: bool,
    email: Option<String>,
    phone: Option<String>,
    webhook: Option<String>,
}

impl Counted {
    fn until(step: &Step) -> Self {
        step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }
}

impl Subscriber {
    /// The way in which they are told; none who did not confirm that they want to be.
    fn way(&self) -> Option<&'static str> {
        let is_there = |place: &Option<String>| place.as_deref().is_some_and(|text| !text.is_empty());
        self.confirmed.then(|| match self {
            _ if is_there(&self.email) => "email",
            _ if is_there(&self.phone) => "sms",
            _ if is_there(&self.webhook) => "webhook",
            _ => "chat",
        })
    }
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let request = super::read(account, of_page(account, "v2", &["subscribers"])?)?;
    let page = Counted::until(step).parts + 1;
    Ok(request.query("page", &page.to_string()).query("per_page", &LIMIT.to_string()))
}

fn read(response: &Response, step: &Step) -> Result<Part<Subscribers>, Failure> {
    let entries: Vec<Value> = response.json()?;
    let is_full = entries.len() >= LIMIT;
    let ways = Part::of_each(entries, |subscriber: Subscriber| Ok(subscriber.way().into_iter().collect()));
    let mut counted = Counted::until(step);
    counted.parts += 1;
    for way in ways.items {
        *counted.by.entry(way.to_owned()).or_default() += 1;
    }
    if is_full && counted.parts >= MOST_PARTS {
        return Err(Failure::Garbled(format!(
            "it has more than {} subscribers, too many to count",
            MOST_PARTS * LIMIT as u64
        )));
    }
    if is_full {
        let cursor = serde_json::to_string(&counted).unwrap_or_default();
        return Ok(Part { faults: ways.faults, ..Part::default() }.then([step.at(cursor)]));
    }
    let items = counted.by.into_iter().map(|(by, count)| Subscribers { by, count }).collect();
    Ok(Part { items, faults: ways.faults, ..Part::default() })
}
