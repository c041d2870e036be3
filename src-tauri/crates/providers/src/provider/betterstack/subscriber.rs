//! How many people Better Stack tells of an update. It has no count: they are counted in their list, of which nothing else is kept.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{LIMIT, has_next, list};
use crate::account::Account;
use crate::capability::{Part, Reading, Step, Subscribers};
use crate::message::{Request, Response};

/// Those who are told by mail: the list has no others.
pub(super) const SUBSCRIBERS: Reading<Subscribers> = Reading::of_all(|_| vec![Step::of_all("subscribers")], ask, read);

/// So many parts of the list are counted: whoever looks at a page waits for it, and the host must have answers left for what is
/// published.
const MOST_PARTS: u64 = 20;

#[derive(Deserialize)]
struct Subscriber {
    attributes: Attributes,
}

#[derive(Deserialize)]
struct Attributes {
    confirmed_at: Option<String>,
}

/// How many parts were read, and how many people were counted in them.
fn counted(step: &Step) -> (u64, u64) {
    let so_far = step.cursor.as_deref().and_then(|text| text.split_once('/'));
    let number = |text: &str| text.parse().unwrap_or_default();
    so_far.map_or((0, 0), |(parts, count)| (number(parts), number(count)))
}

/// <https://betterstack.com/docs/uptime/api/list-existing-subscribers-of-a-status-page/>
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    list(account, step.what, &(counted(step).0 + 1).to_string())
}

fn read(response: &Response, step: &Step) -> Result<Part<Subscribers>, Failure> {
    let (entries, rest) = response.list("data")?;
    let confirmed = Part::of_each(entries, |subscriber: Subscriber| {
        Ok(subscriber.attributes.confirmed_at.map(|_| ()).into_iter().collect())
    });
    let (parts, count) = counted(step);
    let (parts, count) = (parts + 1, count + confirmed.items.len() as u64);
    let part = Part { faults: confirmed.faults, ..Part::default() };
    if !has_next(&rest) {
        return Ok(Part { items: vec![Subscribers { by: "email".to_owned(), count }], ..part });
    }
    if parts >= MOST_PARTS {
        return Err(Failure::Garbled(format!(
            "it has more than {MOST_PARTS} times {LIMIT} subscribers, too many to count"
        )));
    }
    Ok(part.then([step.at(format!("{parts}/{count}"))]))
}
