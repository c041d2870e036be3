//! People who are added to the alert of a page.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};

use super::alert::{PROMISE, found, of_alias};
use super::of_page;
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Progress, page_of};
use crate::message::{Body, Request, Response};
use crate::provider::opsgenie::alert::{REACHES, read, responder};
use crate::provider::opsgenie::responder::progress;

/// Reaches whatever a page reaches, by its id alone. Nothing of ours can come with the request, neither a key nor a note;
/// whether one who responds already is notified again is not documented, so that they stand among the responders proves
/// nothing; and whoever does not stand there yet may do so a moment later. Where the answer is lost, only the lead can tell.
pub(super) const RESPONDERS: Paging = Paging {
    reaches: REACHES,
    fits: |_, _| true,
    repeat: Repeat::Never,
    page: Pair { ask, read },
    probe: None,
    progress: Some(Progress { ask: ask_progress, read: read_progress }),
    promise: Some(PROMISE),
};

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-alerts/>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let body = responder(message, None)?;
    account.sign(Request::post(of_page(account, delivery, "responders")?, Body::json(body)))
}

fn ask_progress(account: &Account, delivery: &Delivery, _: &Receipt) -> Result<Request, Failure> {
    of_alias(account, &page_of(delivery)?.delivery)
}

fn read_progress(response: &Response, delivery: &Delivery) -> Result<PageProgress, Failure> {
    let alert = found(response, &page_of(delivery)?.delivery)?;
    alert.map_or(Ok(PageProgress::Unanswered), |alert| progress(alert, delivery, |_| None))
}
