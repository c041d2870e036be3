//! The sites that Upptime checks, with what it measured last.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::STATES;
use crate::account::Account;
use crate::capability::{Component, Part, StatusPage, Step};
use crate::git_host::{AS_IT_IS, of_repository, sign};
use crate::message::{Request, Response};

/// The file that Upptime writes after its checks, and that its page shows.
pub(super) fn ask(account: &Account, _: &Step) -> Result<Request, Failure> {
    sign(account, Request::get(of_repository(account, &["contents", "history", "summary.json"])?), AS_IT_IS)
}

pub(super) fn read(response: &Response, _: &Step) -> Result<Part<Component>, Failure> {
    #[derive(Deserialize)]
    struct Site {
        slug: String,
        name: String,
        status: Option<String>,
    }
    let entries: Vec<Value> = response.json()?;
    Ok(Part::of(entries, |site: Site| {
        Ok(Component {
            id: site.slug,
            name: site.name,
            group: None,
            state: site.status.as_deref().and_then(|word| StatusPage::state(STATES, word)),
        })
    }))
}
