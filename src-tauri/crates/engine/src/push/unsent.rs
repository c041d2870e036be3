//! Words that could not leave: what waits for the lead is told outside the window, once, and together where several places fail
//! at the same time.

use std::collections::BTreeMap;
use std::time::Duration;

use domain::delivery::{Delivery, HeldReason, Payload};
use domain::id::IncidentId;
use domain::incident::{Incident, Notice};
use domain::template::Audience;

use crate::engine::{Engine, connection_of};
use crate::port::{About, Reminder};

/// For how long others that are held with the first are waited for.
const TOGETHER: Duration = Duration::from_secs(2);
/// How many places a title names.
const NAMED: usize = 3;

/// A word that is held, in the order in which it came to be.
pub(super) struct Unsent {
    delivery: Delivery,
    reason: HeldReason,
}

impl Unsent {
    /// What is told of a delivery that was held; none of a page, which rings by itself, and of a note upon one.
    pub(super) fn of(delivery: &Delivery, reason: &HeldReason) -> Option<Self> {
        let is_word = matches!(delivery.payload, Payload::Update(_) | Payload::Outreach(_));
        is_word.then(|| Self { delivery: delivery.clone(), reason: reason.clone() })
    }
}

/// What was held in one round of delivering and not told yet.
#[derive(Default)]
pub(super) struct Held {
    words: Vec<Unsent>,
    tell_at: Option<tokio::time::Instant>,
}

impl Held {
    pub(super) fn add(&mut self, words: impl IntoIterator<Item = Unsent>) {
        self.words.extend(words);
        if !self.words.is_empty() {
            self.tell_at.get_or_insert_with(|| tokio::time::Instant::now() + TOGETHER);
        }
    }

    /// Returns when it is time to tell; never while there is nothing to.
    pub(super) async fn ripe(&self) {
        match self.tell_at {
            Some(at) => tokio::time::sleep_until(at).await,
            None => std::future::pending().await,
        }
    }

    /// All of it, to be told now.
    pub(super) fn take(&mut self) -> Vec<Unsent> {
        self.tell_at = None;
        std::mem::take(&mut self.words)
    }
}

impl Engine {
    /// Tells the lead what did not leave: one notification for each incident.
    pub(super) async fn tell_unsent(&self, unsent: Vec<Unsent>) {
        let mut incidents: BTreeMap<IncidentId, Vec<Unsent>> = BTreeMap::new();
        for one in unsent {
            incidents.entry(one.delivery.incident.clone()).or_default().push(one);
        }
        for (id, unsent) in incidents {
            let told = self.blocking(move |engine| Ok(engine.words_of(&engine.incident(&id)?, &unsent))).await;
            // An incident that cannot be read is told of elsewhere; what did not leave stands in the outbox.
            if let Ok(Some(reminder)) = told {
                self.show(&reminder);
            }
        }
    }

    fn words_of(&self, incident: &Incident, unsent: &[Unsent]) -> Option<Reminder> {
        let first = unsent.first()?;
        let mut audiences: Vec<Audience> = unsent.iter().filter_map(|one| audience(incident, &one.delivery)).collect();
        audiences.sort();
        audiences.dedup();
        let what = match audiences[..] {
            [audience] => format!("{} update", audience.name()),
            _ => "Updates".to_owned(),
        };
        let lost = unsent.iter().all(|one| one.reason == HeldReason::DidItArrive);
        let how = if lost { "may not have reached" } else { "did not reach" };
        // One line for each reason: three pages that refuse the same token are one thing to mend.
        let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
        for one in unsent {
            let (place, words) = (self.place_of(&one.delivery), one.reason.words());
            match reasons.iter_mut().find(|(known, _)| *known == words) {
                Some((_, places)) => places.push(place),
                None => reasons.push((words, vec![place])),
            }
        }
        let places = reasons.iter().flat_map(|(_, places)| places.clone()).collect();
        let lines = match &reasons[..] {
            [(words, _)] => vec![words.clone()],
            several => several.iter().map(|(words, places)| format!("{}: {words}", named(places.clone()))).collect(),
        };
        let drill = if incident.drill { "Drill. " } else { "" };
        let head = format!("{drill}{} {}", incident.severity, incident.title);
        Some(Reminder {
            // Of its own, so that what fails later does not hide it.
            subject: format!("{}/{}", incident.id, first.delivery.id),
            incident: incident.id.to_string(),
            about: About::Held,
            notice: Notice::Overdue,
            title: format!("{what} {how} {}", named(places)),
            body: lines.into_iter().chain([head]).collect::<Vec<_>>().join("\n"),
        })
    }

    /// The page or the room, or the account that a letter is for.
    fn place_of(&self, delivery: &Delivery) -> String {
        let loaded = self.loaded();
        if let Payload::Outreach(message) = &delivery.payload
            && let Some(account) = &message.account
        {
            return loaded.agreement.account(account).map_or_else(|| account.to_string(), |known| known.name.clone());
        }
        let connection = connection_of(&loaded.agreement, &delivery.connection);
        connection.map_or_else(|| delivery.connection.to_string(), |connection| connection.name)
    }
}

fn audience(incident: &Incident, delivery: &Delivery) -> Option<Audience> {
    match &delivery.payload {
        Payload::Update(message) => {
            let update = incident.updates.iter().find(|update| update.id == message.update);
            update.map(|update| update.audience)
        }
        Payload::Outreach(message) => Some(message.output.audience()),
        Payload::Page(_) | Payload::Note(_) => None,
    }
}

/// `Statuspage, Instatus`, or with how many more where they are many.
fn named(mut places: Vec<String>) -> String {
    places.dedup();
    let more = places.len().saturating_sub(NAMED);
    places.truncate(NAMED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", places.join(", "))
}
