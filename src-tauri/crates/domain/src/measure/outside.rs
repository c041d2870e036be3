//! What was heard from outside, how soon it was read, and who spoke in public first: we or somebody else.

use serde::Serialize;

use super::count;
use crate::id::UpdateId;
use crate::incident::Incident;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::fold::fold;
use crate::span::Instant;
use crate::template::{Audience, Output};

/// What was heard from outside. Times are in seconds; `None` where it did not happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Outside {
    /// Customers or tickets that support told of.
    pub reports: u32,
    /// How many kinds of report they are.
    pub report_kinds: u32,
    /// Kinds of report that nobody has read.
    pub reports_unread: u32,
    /// Mean time from a report's being written down to its first being read.
    #[ts(type = "number | null")]
    pub first_read_seconds: Option<i64>,
    /// By how much the first word from outside, a report or a third party's, came before the declaration, our first own sign;
    /// negative where we knew first.
    #[ts(type = "number | null")]
    pub lead_seconds: Option<i64>,
    /// Confirmed impact to our first word in public: the first update to customers that a page or a room has, the first social
    /// post, or what was copied by hand.
    #[ts(type = "number | null")]
    pub first_public_word_seconds: Option<i64>,
    /// The third party who spoke in public before we did.
    pub beaten_by: Option<BeatenBy>,
}

/// A third party who spoke in public before we did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BeatenBy {
    /// Who.
    pub who: String,
    /// A link, or where; may be empty.
    pub place: String,
    /// By how many seconds; none where we have not spoken at all.
    #[ts(type = "number | null")]
    pub seconds: Option<i64>,
}

impl BeatenBy {
    /// As a line, with a length of time put into words by the caller.
    pub fn words(&self, length: impl Fn(i64) -> String) -> String {
        match self.seconds {
            Some(seconds) => format!("{} spoke first, {} before us", self.who, length(seconds)),
            None => format!("Others speak already, we have not: {}", self.who),
        }
    }
}

/// Counts an incident; its entries tell when each word left.
pub(super) fn of(incident: &Incident, entries: &[Entry]) -> Outside {
    let first_public = first_public_word(incident, entries);
    let heard = incident.reports.iter().filter_map(crate::report::Report::first_heard_at);
    let spoken = incident.third_parties.iter().map(|other| other.spoke_at);
    let reads: Vec<i64> = incident.reports.iter().filter_map(crate::report::Report::first_read_seconds).collect();
    let impact_at = incident.impact.as_ref().map(|impact| impact.confirmed_at);
    Outside {
        reports: incident.reports.iter().fold(0, |sum, report| sum.saturating_add(report.count())),
        report_kinds: count(incident.reports.len()),
        reports_unread: count(incident.reports.iter().filter(|report| report.read.is_none()).count()),
        first_read_seconds: (!reads.is_empty())
            .then(|| reads.iter().sum::<i64>() / i64::try_from(reads.len()).unwrap_or(1)),
        lead_seconds: heard.chain(spoken).min().map(|first| (incident.declared_at - first).num_seconds()),
        first_public_word_seconds: first_public
            .zip(impact_at)
            .map(|(first, impact_at)| (first - impact_at).num_seconds().max(0)),
        beaten_by: beaten(incident, first_public),
    }
}

/// The third party who spoke in public before we did, as far as these entries tell.
pub fn beaten_by(incident: &Incident, entries: &[Entry]) -> Option<BeatenBy> {
    beaten(incident, first_public_word(incident, entries))
}

/// Whether a third party spoke in public before we did.
pub fn was_beaten(entries: &[Entry]) -> bool {
    // Of most incidents nobody spoke, and a fold takes its time.
    let spoke = entries.iter().any(|entry| matches!(&entry.event, Event::ThirdPartySpoke { .. }));
    spoke && fold(entries).is_some_and(|incident| beaten_by(&incident, entries).is_some())
}

fn beaten(incident: &Incident, first_public: Option<Instant>) -> Option<BeatenBy> {
    let first = incident.third_parties.iter().min_by_key(|other| other.spoke_at)?;
    let seconds = first_public.map(|ours| (ours - first.spoke_at).num_seconds());
    seconds.is_none_or(|seconds| seconds > 0).then(|| BeatenBy {
        who: first.who.clone(),
        place: first.place.clone(),
        seconds,
    })
}

/// When the first of our words was there for everybody to read. Letters and talking points are not public.
fn first_public_word(incident: &Incident, entries: &[Entry]) -> Option<Instant> {
    let stands = |update: &UpdateId| {
        incident.updates.iter().any(|other| &other.id == update && other.audience == Audience::Customers)
    };
    let public = |entry: &&Entry| match &entry.event {
        Event::UpdateWritten { update, connections, .. } => connections.is_empty() && stands(update),
        Event::UpdatePublished { update, .. }
        | Event::OutreachSent { update, output: Output::StatusPage | Output::Social, .. } => stands(update),
        Event::OutreachWritten { update, output: Output::Social, letters, .. } => letters.is_empty() && stands(update),
        _ => false,
    };
    entries.iter().filter(public).map(|entry| entry.happened_at).min()
}
