//! An update, step by step: the issue, its lock, whether it is open, its labels, and last of all the comment.

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Failure, Receipt};
use domain::phase::Phase;
use serde_json::json;

use super::comment::{Comment, Mark, written};
use super::issue::{Issue, Label, ask_issue};
use super::{AT_ONCE, LIMITS, NEVER, STATUS};
use crate::account::Account;
use crate::capability::{Posting, Turn};
use crate::git_host::{AS_JSON, of_repository, sign};
use crate::message::{Body, Request, Response};

/// What is to be changed in an issue, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// Nobody but those who may push can comment any more.
    Lock,
    /// It is opened or closed.
    Stand { open: bool },
    /// It gets these labels as well.
    Labels(Vec<String>),
    /// The update is said.
    Comment,
}

/// <https://docs.github.com/en/rest/issues/issues#create-an-issue>, and for a known one
/// <https://docs.github.com/en/rest/issues/issues#get-an-issue>; then what is still to be changed.
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    let [first, made @ ..] = answers else { return begin(account, posting).map(Turn::ask) };
    if first.is_untold() {
        return Err(gone(posting));
    }
    let issue: Issue = first.json()?;
    let changes = changes(account, posting, &issue);
    for (change, answer) in changes.iter().zip(made) {
        change.heed(answer)?;
    }
    match (changes.get(made.len()), made.last()) {
        (Some(change), _) => change.ask(account, posting, &issue).map(Turn::ask),
        (None, Some(comment)) => Ok(Turn::Done(issue.receipt(Some(&comment.json::<Comment>()?)))),
        (None, None) => Ok(Turn::Done(issue.receipt(None))),
    }
}

fn begin(account: &Account, posting: &Posting<'_>) -> Result<Request, Failure> {
    let Posting { delivery, update, known, .. } = *posting;
    LIMITS.hold("Upptime", update, known.is_none())?;
    let mark = Mark::of(delivery, update)?;
    if let Some(known) = known {
        let is_number = !known.remote.is_empty() && known.remote.bytes().all(|letter| letter.is_ascii_digit());
        if !is_number {
            let remote = &known.remote;
            return Err(Failure::Refused(format!("Upptime's incidents are numbered issues; `{remote}` is no number.")));
        }
        return Ok(ask_issue(account, &known.remote)?.extra());
    }
    // The page shows the comments of an issue and not its body: our marker is all that stands in it. Of its update it says
    // nothing, which comes with the comment.
    let first = Mark { marker: mark.marker, sites: BTreeMap::new() };
    let labels = labels(posting, account.option("label_sites") == Some(AT_ONCE));
    let issue = json!({ "title": update.title, "body": first.text(), "labels": labels });
    sign(account, Request::post(of_repository(account, &["issues"])?, Body::json(issue)), AS_JSON)
}

fn gone(posting: &Posting<'_>) -> Failure {
    let number = posting.known.map_or("", |known| known.remote.as_str());
    Failure::Refused(format!(
        "The issue #{number} is not there any more, or the token does not open it. Upptime deletes what was closed within 15 \
         minutes with one comment, unless `skipDeleteIssues` is set."
    ))
}

/// The labels that it shall have.
fn labels(posting: &Posting<'_>, with_sites: bool) -> Vec<String> {
    let is_over = posting.update.phase == Phase::Resolved;
    // What works again is concerned by the end of an incident only.
    let concerned = |(_, state): &(&String, &ComponentState)| is_over || **state != ComponentState::Operational;
    let sites = posting.update.components.iter().filter(concerned).filter(|_| with_sites);
    std::iter::once(STATUS.to_owned()).chain(sites.map(|(site, _)| site.clone())).collect()
}

/// What is still to be changed in an issue until the update stands in it.
fn changes(account: &Account, posting: &Posting<'_>, issue: &Issue) -> Vec<Change> {
    let open = posting.update.phase != Phase::Resolved;
    let with_sites = match account.option("label_sites") {
        Some(NEVER) => false,
        Some(AT_ONCE) => true,
        _ => !open,
    };
    let has = |wanted: &String| issue.labels.iter().any(|label| label.name.eq_ignore_ascii_case(wanted));
    let missing: Vec<String> = labels(posting, with_sites).into_iter().filter(|wanted| !has(wanted)).collect();
    let mut changes = Vec::new();
    // Whoever unlocks it later wants to hear from readers.
    if !issue.locked && issue.comments == 0 {
        changes.push(Change::Lock);
    }
    if issue.is_open() != open {
        changes.push(Change::Stand { open });
    }
    // After it is closed: while it is open, Upptime's checks would take it for one of theirs.
    if !missing.is_empty() {
        changes.push(Change::Labels(missing));
    }
    changes.push(Change::Comment);
    changes
}

impl Change {
    fn ask(&self, account: &Account, posting: &Posting<'_>, issue: &Issue) -> Result<Request, Failure> {
        let number = issue.number.to_string();
        let of_issue = |path: &[&str]| of_repository(account, &[&["issues", number.as_str()], path].concat());
        let request = match self {
            // <https://docs.github.com/en/rest/issues/labels#add-labels-to-an-issue>
            Self::Labels(missing) => Request::post(of_issue(&["labels"])?, Body::json(json!({ "labels": missing }))),
            // <https://docs.github.com/en/rest/issues/issues#lock-an-issue>
            Self::Lock => Request::put(of_issue(&["lock"])?, Body::json(json!({}))),
            // <https://docs.github.com/en/rest/issues/issues#update-an-issue>
            Self::Stand { open } => {
                let (state, reason) = if *open { ("open", "reopened") } else { ("closed", "completed") };
                Request::patch(of_issue(&[])?, Body::json(json!({ "state": state, "state_reason": reason })))
            }
            // <https://docs.github.com/en/rest/issues/comments#create-an-issue-comment>
            Self::Comment => {
                let mark = Mark::of(posting.delivery, posting.update)?;
                let text = written(posting.update.phase, &posting.update.body, &mark);
                Request::post(of_issue(&["comments"])?, Body::json(json!({ "body": text })))
            }
        };
        sign(account, request, AS_JSON)
    }

    /// Whether the answer says that it was done: some other host's page under a status of success does not.
    fn heed(&self, answer: &Response) -> Result<(), Failure> {
        let doubt = |what: &str| Failure::Garbled(format!("it does not say that the issue {what}"));
        match self {
            Self::Labels(missing) => {
                let labels: Vec<Label> = answer.json()?;
                let has = |wanted: &String| labels.iter().any(|label| label.name.eq_ignore_ascii_case(wanted));
                if missing.iter().all(has) { Ok(()) } else { Err(doubt("has its labels")) }
            }
            Self::Lock if answer.status == 204 => Ok(()),
            Self::Lock => Err(doubt("is locked")),
            Self::Stand { open } if answer.json::<Issue>()?.is_open() == *open => Ok(()),
            Self::Stand { open } => Err(doubt(if *open { "is open" } else { "is closed" })),
            Self::Comment => answer.json::<Comment>().map(|_| ()),
        }
    }
}
