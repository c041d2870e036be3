//! PagerDuty's status pages: business services, and posts to which updates are added.
//!
//! There are no keys against repetition: a second try reads the posts back, and compares title, phase and text. What a post says
//! of a status, of a severity and of a service's impact are ids of the page, which are looked up by their words.

mod component;
mod maintenance;
mod post;
mod subscription;
mod text;
mod update;
mod whole;
mod word;

use domain::delivery::{ComponentState, Failure, Repeat};
use serde_json::Value;

use super::rest;
use crate::account::Account;
use crate::capability::{Limits, Markup, StatusPage, Step};
use crate::message::{Request, Response};

/// Where the connection names a page.
pub(super) const STATUS_PAGE: StatusPage = StatusPage {
    repeat: Repeat::Probe,
    publish: update::publish,
    probe: Some(update::probe),
    components: component::COMPONENTS,
    incidents: Some(post::INCIDENTS),
    incidents_of: Some(post::INCIDENTS_OF),
    maintenances: Some(maintenance::MAINTENANCES),
    subscribers: Some(subscription::SUBSCRIBERS),
    states: STATES,
    limits: LIMITS,
    fits: |_, _| Ok(()),
    markup: Markup::Html,
    silent: |account, _, _| {
        (!account.is_on("notify_subscribers")).then_some("this connection is set up not to notify them.")
    },
};

/// The words that its documentation uses; a page may have others.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded performance"),
    (ComponentState::PartialOutage, "partial outage"),
    (ComponentState::MajorOutage, "outage"),
    (ComponentState::Maintenance, "maintenance"),
];

/// A text has no documented limit.
const LIMITS: Limits = Limits { title: Some(128), body: None };

/// The kinds of posts.
const INCIDENT: &str = "incident";
const MAINTENANCE: &str = "maintenance";

/// A read of the page.
fn of_page(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    let path = [&["status_pages", account.required("page")?], path].concat();
    rest(account, &path)
}

/// The same from an offset on. Its specification has no word for where a list goes on, though its answers tell that one does.
fn from(request: Request, offset: u64) -> Request {
    if offset == 0 { request } else { request.query("offset", &offset.to_string()) }
}

/// The entries of a list, and from where it goes on.
fn list(response: &Response, name: &str) -> Result<(Vec<Value>, Option<u64>), Failure> {
    let (entries, paging) = super::list(response, name)?;
    let next = paging.next(&Step::of_all(""), entries.len()).map(|step| step.offset());
    Ok((entries, next))
}
