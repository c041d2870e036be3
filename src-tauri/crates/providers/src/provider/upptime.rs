//! Upptime: a status page of GitHub issues. An issue with the label `status` is an incident, its comments are the updates, and
//! whether it is open is all that the page says of where it stands.
//!
//! Upptime's own checks open and close such issues too. They close the newest one that bears the label of a site as soon as
//! that site is up again: an issue of ours therefore gets the labels of its sites when it is resolved, unless they are wanted
//! at once. Whoever may comment writes on the page; an issue is locked before anything is said in it, as Upptime's own are.

mod comment;
mod issue;
mod probe;
mod publish;
mod site;

use domain::delivery::{ComponentState, Failure, Repeat};

use crate::account::Auth;
use crate::capability::{Check, Limits, Markup, Pair, Reading, StatusPage, Step};
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::git_host::{self, AS_JSON, GITHUB, PACE, REPOSITORY};
use crate::message::{Request, Response};

/// Upptime.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "upptime",
    name: "Upptime",
    documentation: "https://upptime.js.org/docs/",
    fields: &[
        Field::secret(
            "token",
            "Access token",
            "GitHub › Settings › Developer settings › Fine-grained tokens, for this repository: Issues, read and write; \
             Contents, read. Whose it is must be allowed to push.",
        )
        .explained_at("https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens"),
        REPOSITORY,
        Field::text(
            "label_sites",
            "Labels of sites",
            "When an incident is shown with its sites, and counts as their downtime: `when_resolved`, `at_once` (then \
             Upptime's own checks may close it), or `never`",
        )
        .one_of(&[WHEN_RESOLVED, AT_ONCE, NEVER])
        .or(WHEN_RESOLVED),
        Field::text("api_url", "Address", "Only for GitHub Enterprise: `https://HOST/api/v3`").address().or(GITHUB),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    pace: PACE,
    complaint: git_host::complaint,
    check: Check::Read(Pair {
        ask: |account| {
            let repository = git_host::of_repository(account, &[])?;
            git_host::sign(account, Request::get(repository), AS_JSON)
        },
        read: read_check,
    }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish: publish::publish,
        probe: Some(probe::probe),
        components: Reading::of_all(|_| vec![Step::of_all("sites")], site::ask, site::read),
        incidents: Some(issue::INCIDENTS),
        incidents_of: Some(issue::INCIDENTS_OF),
        maintenances: Some(issue::MAINTENANCES),
        subscribers: None,
        states: STATES,
        limits: LIMITS,
        fits: |_, _| Ok(()),
        markup: Markup::Markdown,
        silent: |_, _, _| Some("Upptime notifies of what its own checks find; GitHub tells who watches the repository."),
    }),
    outreach: None,
};

/// The words of what Upptime measures. A site's state is never set: an update says by it which sites it is about.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "up"),
    (ComponentState::Degraded, "degraded"),
    (ComponentState::MajorOutage, "down"),
];
/// Of an issue's title, and of a comment with room for what we write around the text.
const LIMITS: Limits = Limits { title: Some(256), body: Some(60_000) };
/// The label that puts an issue on the page.
const STATUS: &str = "status";
/// The label of announced work.
const MAINTENANCE: &str = "maintenance";

const WHEN_RESOLVED: &str = "when_resolved";
const AT_ONCE: &str = "at_once";
const NEVER: &str = "never";

fn read_check(response: &Response) -> Result<String, Failure> {
    let (name, may_push) = git_host::opened(response)?;
    Ok(if may_push {
        format!("The token opens “{name}”. That it may write issues is unproven until an update.")
    } else {
        format!("The token opens “{name}”, but whose it is may not push: GitHub would take no labels from them.")
    })
}
