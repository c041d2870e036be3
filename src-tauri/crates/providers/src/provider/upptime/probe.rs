//! What an attempt with a lost answer may have left: our issue among the newest ones, and our comment among its last.

use domain::delivery::Failure;

use super::comment::{Comment, Mark};
use super::issue::{Issue, ask_comments, ask_issue, issues, list};
use crate::account::Account;
use crate::capability::{Part, Posting, Step, Turn};
use crate::marker::{Found, Marker};
use crate::message::Response;

/// Asks for the issue, and then for what was said in it.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let newest = Step::of_all("issues");
    let Some(first) = answers.first() else {
        return Ok(Turn::ask(match posting.known {
            // One that is refused is no proof that nothing is there.
            Some(known) => ask_issue(account, &known.remote)?,
            // Of any label: those of our issue may be what an attempt has not come to.
            None => list(account, &newest, &[("state", "all"), ("sort", "created"), ("direction", "desc")])?,
        }));
    };
    let marker = Marker::of(posting.delivery, posting.update);
    let issue = match posting.known {
        Some(_) => Some(first.json::<Issue>()?),
        None => issues(first, &newest)?.0.items.into_iter().find(|issue| {
            let mark = issue.body.as_deref().and_then(Mark::within);
            mark.is_some_and(|mark| mark.marker.incident == marker.incident)
        }),
    };
    let Some(issue) = issue else { return Ok(Turn::Done(Found::default())) };
    let Some(second) = answers.get(1) else { return ask_comments(account, &issue).map(Turn::ask) };
    let comments = Part::of(second.json()?, Ok);
    let there = comments
        .items
        .iter()
        .filter_map(|comment: &Comment| Some((comment.mark()?.marker, issue.receipt(Some(comment)))));
    let found = marker.look(there);
    Ok(Turn::Done(Found { this: found.this, incident: Some(issue.receipt(None)) }))
}
