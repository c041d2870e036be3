//! A page as an alert: while one is open, the same alias makes no second.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
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

/// A request is taken first and done later, or not.
const PROMISE: Promise =
    Promise { ask: |account, receipt| rest(account, &["alerts", "requests", &receipt.remote]), read: read_promise };

/// An alert can be fetched by its id alone, which nobody has told us: the list finds it by its alias.
fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    Ok(search(rest(account, &["alerts"])?, &delivery.id).query("size", MOST))
}

fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        values: Vec<Alert>,
    }
    let newest = newest(response.json::<Answer>()?.values, &delivery.id);
    newest.map_or(Ok(PageProgress::Unanswered), Alert::progress)
}
