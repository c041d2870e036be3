//! A hosted page: what it shows the state of and in which words, who is told, and what is announced on it.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use super::{HOSTED, MOST, read};
use crate::account::Account;
use crate::capability::{Maintenance, Part, Reading, Step, Subscribers};
use crate::instant;
use crate::message::{Request, Response};

/// Who asked to be told by mail.
pub(super) const SUBSCRIBERS: Reading<Subscribers> = Reading::of_all(
    |_| vec![Step::of_all("subscribers")],
    |account, _| read(account, &["nunc_connections", account.required("page")?, "subscribers"]),
    |response, _| {
        let (entries, rest) = entries(response)?;
        let told = rest.pointer("/pagination/count").and_then(Value::as_u64);
        let count = told.unwrap_or(entries.len() as u64);
        Ok(Part { items: vec![Subscribers { by: "email".to_owned(), count }], ..Part::default() })
    },
);

/// What is announced on hosted pages and not over.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |scope| vec![Step::of_all("maintenances").within(scope.window)],
    |account, _| {
        let request = read(account, &["scheduled_maintenances"])?.query("per_page", &MOST.to_string());
        Ok(request.aside(PAGE, account.required("page")?))
    },
    read_maintenances,
);

/// Laid aside: which page is read.
const PAGE: &str = "page";

/// <https://docs.firehydrant.com/reference/get_v1-nunc-connections-nunc-connection-id>
#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) id: String,
    title: Option<String>,
    domain: Option<String>,
    /// The documented form has one where there are many: whatever comes is read entry by entry.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    conditions: Value,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    components: Value,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    component_groups: Value,
}

/// A condition of the organisation, and the word of the page that it is shown as.
#[derive(Deserialize)]
pub(super) struct Condition {
    #[serde(rename = "condition_id")]
    pub(super) id: String,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "condition_name")]
    pub(super) name: String,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "nunc_condition")]
    pub(super) shown_as: String,
}

#[derive(Deserialize)]
pub(super) struct PageComponent {
    pub(super) infrastructure_id: String,
    pub(super) label: Option<String>,
    pub(super) component_group_id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Group {
    component_group_id: Option<String>,
    id: Option<String>,
    pub(super) name: Option<String>,
}

impl Page {
    pub(super) fn conditions(&self) -> Vec<Condition> {
        each(&self.conditions)
    }

    pub(super) fn groups(&self) -> Vec<Group> {
        each(&self.component_groups)
    }

    pub(super) fn components(&self) -> Vec<Value> {
        list(&self.components)
    }
}

impl Group {
    pub(super) fn is(&self, id: &str) -> bool {
        [&self.id, &self.component_group_id].into_iter().flatten().any(|known| known == id)
    }
}

/// The page, with the words and the components that it has.
pub(super) fn ask(account: &Account) -> Result<Request, Failure> {
    read(account, &["nunc_connections", account.required("page")?])
}

pub(super) fn read_check(response: &Response) -> Result<String, Failure> {
    let page: Page = response.json()?;
    let name = page.title.or(page.domain).unwrap_or(page.id);
    Ok(format!("The API key opens the page “{name}”. That it may make incidents is unproven until an update."))
}

/// A list with what stands around it, or a list alone.
pub(super) fn entries(response: &Response) -> Result<(Vec<Value>, Value), Failure> {
    match response.json()? {
        Value::Array(entries) => Ok((entries, Value::Null)),
        _ => response.list("data"),
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(entries) => entries.clone(),
        Value::Object(_) => vec![value.clone()],
        _ => Vec::new(),
    }
}

fn each<Entry: for<'a> Deserialize<'a>>(value: &Value) -> Vec<Entry> {
    list(value).into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect()
}

fn read_maintenances(response: &Response, step: &Step) -> Result<Part<Maintenance>, Failure> {
    #[derive(Deserialize)]
    struct Work {
        id: String,
        name: String,
        starts_at: String,
        ends_at: String,
        #[serde(default, deserialize_with = "crate::null::as_default")]
        status_pages: Vec<On>,
    }
    #[derive(Deserialize)]
    struct On {
        integration_id: Option<String>,
        integration_slug: Option<String>,
    }
    let page = response.header(PAGE).unwrap_or_default();
    let now = step.time()?.from;
    let (entries, _) = entries(response)?;
    Ok(Part::of_each(entries, |work: Work| {
        let is_here = |on: &On| {
            on.integration_slug.as_deref() == Some(HOSTED) && on.integration_id.as_deref().is_none_or(|id| id == page)
        };
        let span = instant::span(&work.starts_at, &work.ends_at)?;
        if !work.status_pages.iter().any(is_here) || span.until <= now {
            return Ok(Vec::new());
        }
        let status = if span.from <= now { "in progress" } else { "scheduled" };
        Ok(vec![Maintenance { id: work.id, title: work.name, span, status: status.to_owned() }])
    }))
}
