//! How many people are told: a list of addresses, of which only the count is kept.

use domain::delivery::Failure;
use serde::Deserialize;

use super::document::{self, Document};
use crate::account::Account;
use crate::capability::{Part, Reading, Step, Subscribers};
use crate::message::{Request, Response};

/// So many parts of the list are counted: whoever looks at a page waits for it, and the host must have answers left for what is
/// published.
const MOST_PARTS: u64 = 20;
/// As many as one part has.
const ONE_PART: u64 = 100;

/// Those who confirmed their address. A cursor holds the number of the part, and how many were counted before it.
pub(super) const SUBSCRIBERS: Reading<Subscribers> = Reading::of_all(|_| vec![first()], ask, read);

fn first() -> Step {
    Step::of_all("subscribers")
}

#[derive(Deserialize)]
struct Attributes {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    verified: bool,
}

/// <https://github.com/cachethq/core/blob/main/src/Http/Controllers/Api/SubscriberController.php>
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let (part, _) = place(step);
    document::ask(account, &step.at(part.to_string()), "")
}

fn read(response: &Response, step: &Step) -> Result<Part<Subscribers>, Failure> {
    let (number, before) = place(step);
    let document = Document::of(response)?;
    let listed = document.part(step, |entry: document::Entry<Attributes>| Ok(entry.attributes.verified))?;
    let count = listed.items.into_iter().fold(before, |count, is_verified| count + u64::from(is_verified));
    if document.goes_on() && number >= MOST_PARTS {
        let words = format!("it has more than {} subscribers, too many to count", number * ONE_PART);
        return Err(Failure::Garbled(words));
    }
    if document.goes_on() {
        let next = step.at(format!("{} {count}", number + 1));
        return Ok(Part { faults: listed.faults, ..Part::default() }.then([next]));
    }
    let items = vec![Subscribers { by: "email".to_owned(), count }];
    Ok(Part { items, faults: listed.faults, ..Part::default() })
}

/// The number of a part, and how many were counted before it.
fn place(step: &Step) -> (u64, u64) {
    let words = step.cursor.as_deref().unwrap_or("1 0").split_once(' ');
    words.and_then(|(part, before)| Some((part.parse().ok()?, before.parse().ok()?))).unwrap_or((1, 0))
}

/// The only list that asks who reads: everything else the API tells everybody.
pub(super) fn ask_check(account: &Account) -> Result<Request, Failure> {
    ask(account, &first())
}

pub(super) fn read_check(response: &Response) -> Result<String, Failure> {
    Document::of(response)?;
    Ok("The API key is accepted. That it may publish is unproven until an update.".to_owned())
}
