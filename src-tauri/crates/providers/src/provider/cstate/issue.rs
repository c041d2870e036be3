//! The files of incidents as readers see them: open ones, single ones, and announced work. A folder tells names only, so that
//! the newest files are read one by one.

use chrono_tz::Tz;
use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;
use domain::span::Span;

use super::contents::{Entry, FOLDER, Stored, ask, ask_file, stored};
use super::file::File;
use super::story::{instant, read as updates};
use super::{NOTICE, STATES, link, zone};
use crate::account::Account;
use crate::capability::{Fault, Maintenance, PageIncident, Part, Reading, Scope, StatusPage, Step};
use crate::message::{Request, Response};

/// How many files are read, by the days in their names: what is open began lately.
const NEWEST: usize = 20;
/// More than GitHub names of a folder.
const NAMED: usize = 1_000;

/// The names of all files.
const NAMES: &str = "files";
/// One of the newest.
const RECENT: &str = "file";
/// One that is asked for.
const SINGLE: &str = "incident";

/// What is laid aside for the reading of a file: by whose clock its times are, and where customers read it.
const ZONE: &str = "zone";
const LINK: &str = "link";

/// The open ones among the newest.
pub(super) const INCIDENTS: Reading<PageIncident> = Reading::of_all(begin, request, |response, step| {
    read(response, step, |shown, step| {
        let is_wanted = is_open(&shown.file) && !is_ahead(shown, step)?;
        is_wanted.then(|| incident(shown)).transpose()
    })
});

/// Of any standing.
pub(super) const INCIDENTS_OF: Reading<PageIncident> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one(SINGLE, id)).collect(),
    ask: request,
    read: |response, step| read(response, step, |shown, _| incident(shown).map(Some)),
};

/// What is announced among the newest: notices of what is still to come.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(begin, request, |response, step| {
    read(response, step, |shown, step| {
        let Shown { name, file, zone, .. } = shown;
        if !is_open(file) || !is_ahead(shown, step)? {
            return Ok(None);
        }
        let from = file.began(*zone)?;
        let until = file.text("resolvedWhen").map_or(Ok(from), |text| instant(text, *zone))?;
        let title = file.text("title").unwrap_or(name).to_owned();
        Ok(Some(Maintenance { id: (*name).to_owned(), title, span: Span::of(from, until), status: NOTICE.to_owned() }))
    })
});

/// A file, and what is known beside it.
pub(super) struct Shown<'a> {
    pub(super) name: &'a str,
    pub(super) link: Option<String>,
    pub(super) file: File<'a>,
    pub(super) zone: Tz,
}

/// An incident as readers see it.
pub(super) fn incident(shown: &Shown<'_>) -> Result<PageIncident, Failure> {
    let Shown { name, link, file, zone } = shown;
    let is_over = file.is("resolved");
    let updates = updates(file.body(), *zone, file.began(*zone)?)?;
    let told = updates.iter().filter_map(|update| update.phase).find(|phase| *phase != Phase::Resolved);
    let state = match (is_over, file.text("severity")) {
        (true, _) => Some(ComponentState::Operational),
        (false, word) => word.and_then(|word| StatusPage::state(STATES, word)),
    };
    Ok(PageIncident {
        id: (*name).to_owned(),
        title: file.text("title").unwrap_or(name).to_owned(),
        link: link.clone(),
        phase: if is_over { Some(Phase::Resolved) } else { told },
        status: if is_over { "resolved" } else { "not resolved" }.to_owned(),
        components: file.affected().into_iter().map(|system| (system, state)).collect(),
        updates,
        marker: file.marker(),
    })
}

/// Whether the page shows it as something that goes on.
fn is_open(file: &File<'_>) -> bool {
    let is_incident = file.text("section") == Some("issue") && !file.is("informational") && !file.is("draft");
    is_incident && file.text("resolved") == Some("false")
}

/// Whether it is a notice of what is still to come, or has an end that is.
fn is_ahead(shown: &Shown<'_>, step: &Step) -> Result<bool, Failure> {
    let Shown { file, zone, .. } = shown;
    if file.text("severity") != Some(NOTICE) || file.marker().is_some() {
        return Ok(false);
    }
    let now = step.time()?.from;
    let ends = file.text("resolvedWhen").map(|text| instant(text, *zone)).transpose()?;
    Ok(ends.map_or(file.began(*zone)?, |ends| ends) > now)
}

fn begin(scope: &Scope<'_>) -> Vec<Step> {
    vec![Step::of_all(NAMES).within(scope.window)]
}

fn request(account: &Account, step: &Step) -> Result<Request, Failure> {
    if step.what == NAMES {
        return Ok(ask(account, &FOLDER)?.extra());
    }
    let name = step.id()?;
    let request = ask_file(account, name)?.aside(ZONE, zone(account)?.name());
    Ok(match link(account, name, None)? {
        Some(link) => request.aside(LINK, link),
        None => request,
    })
}

/// The names of files lead to the newest of them; a file is read to what is wanted of it, if anything.
fn read<Item>(
    response: &Response,
    step: &Step,
    wanted: fn(&Shown<'_>, &Step) -> Result<Option<Item>, Failure>,
) -> Result<Part<Item>, Failure> {
    if step.what == NAMES {
        return names(response, step);
    }
    let stored = stored(response)?;
    let item = shown(response, &stored).and_then(|shown| wanted(&shown, step));
    Ok(match item {
        Ok(item) => Part { items: item.into_iter().collect(), ..Part::default() },
        Err(failure) => Part { faults: vec![Fault { of: Some(stored.name.clone()), failure }], ..Part::default() },
    })
}

fn shown<'a>(response: &Response, stored: &'a Stored) -> Result<Shown<'a>, Failure> {
    let zone = response.header(ZONE).and_then(|name| name.parse().ok()).unwrap_or(Tz::UTC);
    let link = response.header(LINK).map(str::to_owned).or_else(|| stored.html_url.clone());
    Ok(Shown { name: &stored.name, link, file: File::read(&stored.text)?, zone })
}

fn names<Item>(response: &Response, step: &Step) -> Result<Part<Item>, Failure> {
    // A repository keeps no empty folder: before the first incident there is none.
    if response.is_untold() {
        return Ok(Part::default());
    }
    let entries: Part<Entry> = Part::of(response.json()?, Ok);
    let mut faults = entries.faults;
    if entries.items.len() >= NAMED {
        faults.push(Fault {
            of: Some(FOLDER.join("/")),
            failure: Failure::Garbled(format!(
                "it has {NAMED} files or more, of which GitHub names the oldest; move old ones away"
            )),
        });
    }
    let mut names: Vec<String> = entries.items.into_iter().map(|entry| entry.name).collect();
    names.retain(|name| name.strip_suffix(".md").is_some_and(|stem| stem != "_index"));
    names.sort_unstable_by(|one, other| other.cmp(one));
    names.truncate(NEWEST);
    let of = |name: String| Step { what: RECENT, of: Some(name), ..step.clone() };
    Ok(Part { faults, ..Part::default() }.then(names.into_iter().map(of)))
}
