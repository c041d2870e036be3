//! How the lists of a page are read for whoever waits for them: to their ends, at the page's pace.

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::span::Span;
use providers::capability::{Fault, Reading, Scope};
use providers::gateway::{Walk, Walked};
use providers::pace::Urgency;

use super::Section;
use crate::connection::Secrets;
use crate::engine::Engine;
use crate::patience::Patience;

/// What a page is read with.
pub(super) struct Read<'a> {
    pub(super) engine: &'a Engine,
    pub(super) connection: &'a Connection,
    pub(super) secrets: &'a Secrets,
}

/// What a list came to; none where the page does not tell it.
pub(super) struct Told<Item> {
    pub(super) items: Vec<Item>,
    /// Why it ended before its end.
    pub(super) broken: Option<Failure>,
    walked: Option<Walked<Item>>,
}

impl Read<'_> {
    /// One list to its end.
    pub(super) async fn all<Item>(&self, reading: Option<&Reading<Item>>) -> Told<Item> {
        self.some(reading, &[]).await
    }

    /// The same of single things, by the page's ids.
    pub(super) async fn some<Item>(&self, reading: Option<&Reading<Item>>, of: &[String]) -> Told<Item> {
        let Some(reading) = reading else { return Told { items: Vec::new(), broken: None, walked: None } };
        let engine = self.engine;
        let now = engine.now();
        let window = Span::of(now, now + Duration::minutes(1));
        let mut walk = Walk::begin(reading, &Scope { now, window, of });
        let clock = || engine.now();
        let gateway = &engine.parts.gateway;
        let patience = Patience::of(engine);
        loop {
            let urgency = Urgency::Interactive;
            let taken = gateway.walk(self.connection, self.secrets, reading, &mut walk, urgency, &clock, &|_| ());
            let Err(until) = taken.await else { break };
            if !patience.lasts_until(until).await {
                walk.give_up(Failure::Throttled(until));
                break;
            }
        }
        let mut walked = walk.walked();
        let items = std::mem::take(&mut walked.items);
        Told { items, broken: walked.broken.clone(), walked: Some(walked) }
    }
}

impl<Item> Told<Item> {
    /// Those of the single things that were asked for which the page does not show, with its words where it has any.
    pub(super) fn gone<'a>(&'a self, of: &'a [String], id: fn(&Item) -> &str) -> Vec<(&'a str, Option<&'a str>)> {
        let faults = || self.walked.iter().flat_map(|walked| &walked.faults);
        let gone = |wanted: &'a String| match faults().find(|fault| fault.of.as_ref() == Some(wanted)) {
            Some(Fault { failure: Failure::Refused(words), .. }) => Some((wanted.as_str(), Some(words.as_str()))),
            Some(_) => None,
            // Some answer with nothing where others refuse.
            None if self.broken.is_some() || self.items.iter().any(|item| id(item) == wanted) => None,
            None => Some((wanted.as_str(), None)),
        };
        if self.walked.is_some() { of.iter().filter_map(gone).collect() } else { Vec::new() }
    }

    /// The same without those: that they are gone is known, and no trouble.
    pub(super) fn without_gone(mut self) -> Self {
        if let Some(walked) = &mut self.walked {
            walked.faults.retain(|fault| !matches!((&fault.of, &fault.failure), (Some(_), Failure::Refused(_))));
        }
        self
    }

    /// Line by line; what could not be read is told beside what could.
    pub(super) fn section<Line>(self, line: impl Fn(Item) -> Line) -> Section<Line> {
        let Some(walked) = self.walked else { return Section::default() };
        let faults = walked.faults.iter().map(|fault| {
            format!("{}: {}", fault.of.as_deref().unwrap_or("an entry"), fault.failure.words_of_reading())
        });
        let trouble: Vec<String> = self.broken.iter().map(Failure::words_of_reading).chain(faults).collect();
        let lines = self.items.into_iter().map(line).collect();
        Section { lines, told: true, trouble: trouble.join("; "), broken: self.broken.is_some() }
    }
}
