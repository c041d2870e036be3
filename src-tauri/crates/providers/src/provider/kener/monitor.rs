//! Kener's monitors: what customers see the state of. The list does not tell it: of each, the last hour is asked for.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use serde::{Deserialize, Serialize};

use super::STATES;
use crate::account::Account;
use crate::capability::{Component, Fault, Part, Reading, StatusPage, Step};
use crate::message::{Request, Response};

/// What was seen of one monitor; the cursor holds the monitor itself.
const SEEN: &str = "data";

/// Of so many it is asked how they stand: a page is read back every few minutes, and one small process answers.
const MOST_ASKED: usize = 100;

/// Those that are watched, and that readers see.
pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(
    // The minute that it is may have been written already, and clocks differ.
    |scope| {
        vec![
            Step::of_all("monitors").within(Span::of(scope.now - Duration::hours(1), scope.now + Duration::minutes(5))),
        ]
    },
    ask,
    read,
);

#[derive(Serialize, Deserialize)]
struct Monitor {
    tag: String,
    name: String,
    category_name: Option<String>,
}

/// <https://kener.ing/docs/v4/api-reference>
fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    if step.what == SEEN {
        let window = step.time()?;
        let request = super::read(account, &["monitors", step.id()?, SEEN])?;
        let (from, until) = (window.from.timestamp(), window.until.timestamp());
        return Ok(request.query("start_ts", &from.to_string()).query("end_ts", &until.to_string()));
    }
    Ok(super::read(account, &["monitors"])?.query("status", "ACTIVE").query("is_hidden", "NO"))
}

fn read(response: &Response, step: &Step) -> Result<Part<Component>, Failure> {
    if step.what == SEEN {
        let monitor = step.cursor.as_deref().and_then(|text| serde_json::from_str(text).ok());
        return Ok(Part {
            items: vec![component(monitor.ok_or_else(unreadable)?, latest(response)?)],
            ..Part::default()
        });
    }
    let mut listed = Part::of(response.list("monitors")?.0, |monitor: Monitor| Ok(monitor));
    let unasked = listed.items.split_off(listed.items.len().min(MOST_ASKED));
    if !unasked.is_empty() {
        let words = format!("it has more than {MOST_ASKED} monitors: of {} only the names are told", unasked.len());
        listed.faults.push(Fault { of: None, failure: Failure::Garbled(words) });
    }
    let ask = |monitor: Monitor| {
        let text = serde_json::to_string(&monitor).map_err(|_| unreadable())?;
        Ok(Step { window: step.window, ..Step::of_one(SEEN, monitor.tag).at(text) })
    };
    let steps = listed.items.into_iter().map(ask).collect::<Result<Vec<_>, Failure>>()?;
    let items = unasked.into_iter().map(|monitor| component(monitor, None)).collect();
    Ok(Part { items, faults: listed.faults, then: steps })
}

fn component(monitor: Monitor, state: Option<String>) -> Component {
    Component {
        id: monitor.tag,
        name: monitor.name,
        group: monitor.category_name.filter(|name| !name.is_empty()),
        state: state.and_then(|word| StatusPage::state(STATES, &word)),
    }
}

/// What was seen last; none where nothing was.
fn latest(response: &Response) -> Result<Option<String>, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        data: Vec<Seen>,
    }
    #[derive(Deserialize)]
    struct Seen {
        timestamp: i64,
        status: String,
    }
    let seen = response.json::<Answer>()?.data.into_iter();
    Ok(seen.max_by_key(|seen| seen.timestamp).map(|seen| seen.status))
}

fn unreadable() -> Failure {
    Failure::Garbled("a monitor is not of the documented form".to_owned())
}
