//! People who are added to the alert of a page.

use domain::delivery::{Delivery, Failure, PageMessage, Payload, Receipt, Repeat};
use serde_json::{Value, json};

use super::alert::{Alert, PROMISE, REACHES, by_address, found, of_alias, read, responder};
use super::note::{LONGEST, LOOK, of_page};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, page_of};
use crate::message::{Body, Request, Response};
use crate::wording::details_within;

/// Reaches whatever a page reaches. Whether one who responds already is notified again is not documented, so that they stand
/// among the responders proves nothing: the note that came with the request does.
pub(super) const RESPONDERS: Paging = Paging {
    reaches: REACHES,
    fits: |_, _| true,
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(LOOK),
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: Some(PROMISE),
};

/// <https://docs.opsgenie.com/docs/alert-api#add-responder-to-alert>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let body = json!({
        "responder": responder(message, by_address(message))?,
        "note": details_within(delivery, message, LONGEST),
        "source": "Bridgewatch",
    });
    account.sign(Request::post(of_page(account, delivery, "responders")?, Body::json(body)))
}

fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    of_alias(account, &page_of(delivery)?.delivery)
}

fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    let alert = found(response, &page_of(delivery)?.delivery)?;
    alert.map_or(Ok(PageProgress::Unanswered), |alert| progress(alert, delivery, by_address))
}

/// Whoever took the alert. What was acknowledged before the responder stands there is asked anew once they do. `person` is
/// how a person stands among the responders where their id is not known.
pub(in crate::provider) fn progress(
    alert: Alert,
    delivery: &Delivery,
    person: fn(&PageMessage) -> Option<Value>,
) -> Result<PageProgress, Failure> {
    let is_asked = match &delivery.payload {
        // Who is not known cannot be told there, and counts as asked.
        Payload::Page(message) => responder(message, person(message)).map_or(true, |known| alert.asks(&known)),
        _ => false,
    };
    let progress = alert.progress()?;
    let is_early = matches!(progress, PageProgress::Acknowledged { .. }) && !is_asked;
    Ok(if is_early { PageProgress::Unanswered } else { progress })
}
