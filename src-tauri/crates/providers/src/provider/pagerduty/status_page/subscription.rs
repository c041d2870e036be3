//! How many people are told: a list of addresses, of which only the count for each channel is kept.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};

use super::{from, list, of_page};
use crate::account::Account;
use crate::capability::{Part, Reading, Step, Subscribers};
use crate::message::{Request, Response};

/// Those who confirmed that they want to be told. A cursor holds where the list goes on, and what was counted before.
pub(super) const SUBSCRIBERS: Reading<Subscribers> =
    Reading::of_all(|_| vec![Step::of_all("subscriptions")], ask, read);

#[derive(Serialize, Deserialize, Default)]
struct Counted {
    offset: u64,
    by: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Subscription {
    channel: String,
}

/// <https://developer.pagerduty.com/api-reference/> › List Status Page Subscriptions
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    Ok(from(of_page(account, &["subscriptions"])?.query("status", "active"), counted(step).offset))
}

fn read(response: &Response, step: &Step) -> Result<Part<Subscribers>, Failure> {
    let Counted { mut by, .. } = counted(step);
    let (subscriptions, next) = list(response, "subscriptions")?;
    let listed = Part::of(subscriptions, |subscription: Subscription| Ok(subscription.channel));
    for channel in listed.items {
        *by.entry(channel).or_default() += 1;
    }
    if let Some(offset) = next {
        let cursor = serde_json::to_string(&Counted { offset, by }).unwrap_or_default();
        return Ok(Part { faults: listed.faults, ..Part::default() }.then([step.at(cursor)]));
    }
    let items = by.into_iter().map(|(by, count)| Subscribers { by, count }).collect();
    Ok(Part { items, faults: listed.faults, ..Part::default() })
}

fn counted(step: &Step) -> Counted {
    step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}
