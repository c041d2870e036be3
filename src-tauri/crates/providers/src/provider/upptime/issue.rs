//! Issues as readers of the page see them: open incidents, single ones, and announced work.

use std::collections::BTreeMap;

use domain::delivery::{Failure, Receipt};
use domain::phase::Phase;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::comment::{Comment, Mark};
use super::{MAINTENANCE, STATES, STATUS};
use crate::account::Account;
use crate::capability::{Fault, Maintenance, PageIncident, PageUpdate, Part, Reading, StatusPage, Step};
use crate::git_host::{AS_JSON, of_repository, sign};
use crate::instant;
use crate::message::{Request, Response};

/// The most entries of one answer.
pub(super) const MOST: usize = 100;
/// A list of issues.
const ISSUES: &str = "issues";
/// One of them.
const ISSUE: &str = "issue";
/// The comments of one, which the cursor holds whole: the page shows both together.
const COMMENTS: &str = "comments";

/// The open ones.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(|_| vec![Step::of_all(ISSUES)], ask, read);

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> =
    Reading { each: true, begin: |scope| scope.of.iter().map(|id| Step::of_one(ISSUE, id)).collect(), ask, read };

/// What is announced and was not closed yet, as Upptime does when it is over: <https://upptime.js.org/docs/scheduled-maintenance>
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |_| vec![Step::of_all(MAINTENANCE)],
    |account, step| list(account, step, &[("labels", MAINTENANCE), ("state", "open")]),
    |response, step| {
        let (issues, next) = issues(response, step)?;
        let mut part = Part { faults: issues.faults, ..Part::default() };
        for issue in issues.items {
            let of = Some(issue.number.to_string());
            match issue.maintenance() {
                Ok(work) => part.items.push(work),
                Err(failure) => part.faults.push(Fault { of, failure }),
            }
        }
        Ok(part.then(next))
    },
);

/// <https://docs.github.com/en/rest/issues/issues>
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Issue {
    pub(super) number: u64,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) title: String,
    pub(super) html_url: Option<String>,
    pub(super) state: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) locked: bool,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) comments: usize,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) labels: Vec<Label>,
    pub(super) body: Option<String>,
}

/// A label, as issues have them.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub(super) struct Label {
    pub(super) name: String,
}

impl Issue {
    pub(super) fn is_open(&self) -> bool {
        self.state == "open"
    }

    /// The proof that a comment stands in it, or that it is there at all.
    pub(super) fn receipt(&self, comment: Option<&Comment>) -> Receipt {
        Receipt {
            remote: self.number.to_string(),
            link: self.html_url.clone(),
            update: comment.map(|comment| comment.id.to_string()),
        }
    }

    /// As readers see it, with what was said in it, the oldest first.
    fn incident(self, said: Vec<(PageUpdate, Option<Mark>)>) -> PageIncident {
        let (mut updates, marks): (Vec<PageUpdate>, Vec<Option<Mark>>) = said.into_iter().unzip();
        updates.reverse();
        let mark = marks.into_iter().flatten().next_back();
        let mark = mark.or_else(|| self.body.as_deref().and_then(Mark::within));
        let told = updates.iter().filter_map(|update| update.phase).find(|phase| *phase != Phase::Resolved);
        let labels = self.labels.iter().map(|label| &label.name).filter(|name| *name != STATUS);
        let mut components: BTreeMap<String, _> = labels.map(|name| (name.clone(), None)).collect();
        for (site, word) in mark.iter().flat_map(|mark| &mark.sites) {
            components.insert(site.clone(), StatusPage::state(STATES, word));
        }
        PageIncident {
            phase: if self.is_open() { told } else { Some(Phase::Resolved) },
            status: if self.is_open() { "ongoing" } else { "fixed" }.to_owned(),
            id: self.number.to_string(),
            title: self.title,
            link: self.html_url,
            components,
            updates,
            marker: mark.map(|mark| mark.marker),
        }
    }

    /// When it is planned stands in the first HTML comment of its body, a line each.
    fn maintenance(self) -> Result<Maintenance, Failure> {
        let body = self.body.unwrap_or_default();
        let told = body.split_once("<!--").and_then(|(_, rest)| rest.split_once("-->")).map_or("", |(told, _)| told);
        let of = |key: &str| {
            let mut pairs = told.lines().filter_map(|line| line.split_once(':'));
            let found = pairs.find(|(name, value)| name.trim() == key && !value.trim().is_empty());
            let missing = || Failure::Garbled(format!("its `{key}` is not written in it, so Upptime does not plan it"));
            found.map(|(_, value)| value.trim()).ok_or_else(missing)
        };
        Ok(Maintenance {
            span: instant::span(of("start")?, of("end")?)?,
            id: self.number.to_string(),
            title: self.title,
            status: "scheduled".to_owned(),
        })
    }
}

/// What was said last in an issue; a hundred updates are more than any incident has.
pub(super) fn ask_comments(account: &Account, issue: &Issue) -> Result<Request, Failure> {
    let url = of_repository(account, &["issues", &issue.number.to_string(), "comments"])?;
    let page = issue.comments.div_ceil(MOST).max(1).to_string();
    Ok(sign(account, Request::get(url), AS_JSON)?.query("per_page", &MOST.to_string()).query("page", &page))
}

/// One issue.
pub(super) fn ask_issue(account: &Account, number: &str) -> Result<Request, Failure> {
    sign(account, Request::get(of_repository(account, &["issues", number])?), AS_JSON)
}

/// A part of a list of issues, the newest first.
pub(super) fn list(account: &Account, step: &Step, wanted: &[(&str, &str)]) -> Result<Request, Failure> {
    let mut request = sign(account, Request::get(of_repository(account, &["issues"])?), AS_JSON)?;
    for (key, value) in wanted {
        request = request.query(key, value);
    }
    Ok(request.query("per_page", &MOST.to_string()).query("page", step.cursor.as_deref().unwrap_or("1")))
}

/// The issues of a list, and the next part where this one is full. Pull requests stand in it as well.
pub(super) fn issues(response: &Response, step: &Step) -> Result<(Part<Issue>, Option<Step>), Failure> {
    let entries: Vec<Value> = response.json()?;
    let next = (entries.len() >= MOST).then(|| step.at((step.offset().max(1) + 1).to_string()));
    let issues = entries.into_iter().filter(|entry| entry.get("pull_request").is_none()).collect();
    Ok((Part::of(issues, Ok), next))
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        ISSUES => list(account, step, &[("labels", STATUS), ("state", "open")]),
        ISSUE => ask_issue(account, step.id()?),
        _ => ask_comments(account, &held(step)?),
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<PageIncident>, Failure> {
    let (issues, next) = match step.what {
        ISSUES => issues(response, step)?,
        ISSUE => (Part { items: vec![response.json()?], ..Part::default() }, None),
        _ => {
            let said = Part::of(response.json()?, |comment: Comment| Ok((comment.update()?, comment.mark())));
            let incident = held(step)?.incident(said.items);
            return Ok(Part { items: vec![incident], faults: said.faults, ..Part::default() });
        }
    };
    let mut part = Part { faults: issues.faults, ..Part::default() };
    for issue in issues.items {
        if issue.comments > 0 {
            part.then.push(Step::of_one(COMMENTS, issue.number.to_string()).at(hold(&issue)?));
        } else {
            part.items.push(issue.incident(Vec::new()));
        }
    }
    Ok(part.then(next))
}

fn hold(issue: &Issue) -> Result<String, Failure> {
    serde_json::to_string(issue)
        .map_err(|_| Failure::Garbled("an issue cannot be kept until its comments come".to_owned()))
}

fn held(step: &Step) -> Result<Issue, Failure> {
    let held = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok());
    held.ok_or_else(|| Failure::Refused("It is not known of which issue the comments are wanted.".to_owned()))
}
