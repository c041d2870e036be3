//! A page as an alert: while one is open, the same alias makes no second.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::id::DeliveryId;
use serde::Deserialize;

use super::{operations, rest};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, Promise};
use crate::message::{Body, Request, Response};
use crate::provider::opsgenie::alert::{Alert, MOST, REACHES, body, newest, read, read_promise, search};

/// Reaches everything that can be a responder, by its id alone.
pub(super) const PAGING: Paging = Paging {
    reaches: REACHES,
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask, read },
    probe: None,
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: Some(PROMISE),
};

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-alerts/>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    // A person is known by their account alone, not by their address.
    let body = body(delivery, message, None, "extraProperties")?;
    account.sign(Request::post(operations(account, &["alerts"])?, Body::json(body)))
}

/// A request is taken first and done later, or not. What became of it names the alert, and nothing else does at once.
pub(super) const PROMISE: Promise = Promise {
    ask: |account, receipt| rest(account, &["alerts", "requests", &receipt.remote]),
    read: read_promise,
    is_address: true,
};

/// The list finds an alert by its alias, also where its id is not known.
fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    of_alias(account, &delivery.id)
}

/// Looks for the alerts of a page.
pub(super) fn of_alias(account: &Account, page: &DeliveryId) -> Result<Request, Failure> {
    Ok(search(rest(account, &["alerts"])?, page).query("size", MOST))
}

fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    found(response, &delivery.id)?.map_or(Ok(PageProgress::Unanswered), Alert::progress)
}

/// The alert of a page that a search found.
pub(super) fn found(response: &Response, page: &DeliveryId) -> Result<Option<Alert>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        values: Vec<Alert>,
    }
    Ok(newest(response.json::<Answer>()?.values, page))
}
