//! cState: a status page that is built out of a repository. An incident is one file, and an update is a change of that file.
//!
//! A file is named by the day, the title and a digest of our key, so that an attempt finds what another one left. Our marker
//! stands in its front matter, where no reader sees it; and the host takes a change of a file only together with the digest of
//! what was changed, so that nobody's work is overwritten. What an update changes is visible when the site was built again.

mod contents;
mod file;
mod front_matter;
mod issue;
mod probe;
mod publish;
mod story;
mod system;

use chrono_tz::Tz;
use domain::delivery::{ComponentState, Failure, Repeat};
use domain::severity::Severity;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, Reading, StatusPage, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::git_host::{self, PACE, REPOSITORY};
use crate::message::Response;

/// cState.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "cstate",
    name: "cState",
    documentation: "https://github.com/cstate/cstate/wiki",
    fields: &[
        Field::secret(
            "token",
            "Access token",
            "Of the host of the repository, with leave to write its contents: a fine-grained token of GitHub, or an access \
             token of Gitea or Forgejo",
        )
        .explained_at("https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens"),
        REPOSITORY,
        Field::text("host", "Host", "`github`, also for GitHub Enterprise, or `gitea`, also for Forgejo")
            .one_of(&[GITHUB, GITEA])
            .or(GITHUB),
        Field::text(
            "api_url",
            "Address",
            "Not for github.com. GitHub Enterprise: `https://HOST/api/v3`; Gitea and Forgejo: `https://HOST/api/v1`",
        )
        .address(),
        Field::text("branch", "Branch", "From which the site is built; otherwise the repository's default"),
        Field::text(
            "site_url",
            "Page",
            "As customers open it: `https://status.kestrel.example`. Its states are read there, and links lead there",
        )
        .address(),
        Field::text("time_zone", "Time zone", "Of the times in the files; cState shows how long ago something was only for UTC")
            .zone()
            .or("UTC"),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    pace: PACE,
    complaint,
    check: Check::Read(Pair { ask: |account| contents::of_repository(account, &[]), read: read_check }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish: publish::publish,
        probe: Some(probe::probe),
        components: Reading::of_all(|_| vec![Step::of_all("systems")], system::ask, system::read),
        incidents: Some(issue::INCIDENTS),
        incidents_of: Some(issue::INCIDENTS_OF),
        maintenances: Some(issue::MAINTENANCES),
        subscribers: None,
        states: STATES,
        limits: Limits::NONE,
        fits: file::fits,
        markup: Markup::Markdown,
        silent: |_, _, _| Some("a cState page has none; whoever follows its feed reads it there."),
    }),
    outreach: None,
};

/// An incident has one of these, and so have all systems that it names; a system that no open incident names is `ok`.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, OK),
    (ComponentState::Degraded, "disrupted"),
    (ComponentState::MajorOutage, "down"),
    (ComponentState::Maintenance, NOTICE),
];
const OK: &str = "ok";
const NOTICE: &str = "notice";

const GITHUB: &str = "github";
const GITEA: &str = "gitea";

/// How bad an incident is that names no system.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "down",
        Severity::Sev2 | Severity::Sev3 => "disrupted",
        Severity::Sev4 => NOTICE,
    }
}

fn zone(account: &Account) -> Result<Tz, Failure> {
    let named = account.option("time_zone").unwrap_or("UTC");
    named.parse().map_err(|_| Failure::Refused(format!("`{named}` is no time zone. Correct `time_zone`.")))
}

/// Where customers read an incident: its own page of the site, or else its file.
fn link(account: &Account, name: &str, at_host: Option<String>) -> Result<Option<String>, Failure> {
    let Some(site) = site(account)? else { return Ok(at_host) };
    Ok(Some(crate::message::below(&site, &["issues", name.trim_end_matches(".md"), ""]).into()))
}

fn site(account: &Account) -> Result<Option<Url>, Failure> {
    account.option("site_url").map(|_| account.address("site_url", "")).transpose()
}

/// What hosts say where a file is not as it was when we looked.
const CHANGED: &[&str] = &["does not match", "but expected", "wasn't supplied", "already exists"];

/// That somebody else changed the file meanwhile is no refusal: it is read again and changed then.
fn complaint(response: &Response) -> Complaint {
    let told = git_host::complaint(response);
    let is_changed = |words: &String| CHANGED.iter().any(|known| words.contains(known));
    if matches!(response.status, 409 | 422) && told.words.as_ref().is_some_and(is_changed) {
        return Complaint { status: 429, pause: Some("2".to_owned()), ..told };
    }
    told
}

/// The same of all hosts.
fn read_check(response: &Response) -> Result<String, Failure> {
    let (name, may_push) = git_host::opened(response)?;
    Ok(if may_push {
        format!("The token opens “{name}”. That it may write is unproven until an update.")
    } else {
        format!("The token opens “{name}”, but whose it is may not write there: nothing can be published.")
    })
}
