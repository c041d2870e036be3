//! What each audience has heard, and when it hears next.

use super::{Known, KnownLine, Source};
use crate::id::ConnectionId;
use crate::incident::Update;
use crate::incident::event::Event;
use crate::reminder::{self, Clock};
use crate::span::Instant;
use crate::template::{Audience, Output};

impl Source<'_> {
    /// The last update of each audience: out, to be passed on by hand, or still here.
    pub(super) fn told(&self, known: &mut Known) {
        for audience in Audience::CLOCKED {
            let Some(update) = self.incident.last_update(audience) else { continue };
            let (name, title) = (audience.name(), &update.title);
            let out = update.published.values().min();
            let by_letter =
                update.outreach.iter().any(|outreach| outreach.output == Output::Outreach && outreach.sent > 0);
            let (how, at) = match out {
                None if by_letter => {
                    (format!("{name} were told by letter alone{}", self.where_told(update)), update.written_at)
                }
                Some(at) => (format!("{name} were told{}", self.where_told(update)), *at),
                None if update.connections.is_empty() => {
                    (format!("Written for {name}, to be passed on by hand"), update.written_at)
                }
                None => (format!("Written for {name}, and not out yet"), update.written_at),
            };
            let is_it = |event: &Event| match event {
                Event::UpdatePublished { update: id, .. } => out.is_some() && *id == update.id,
                Event::UpdateWritten { update: id, .. } => out.is_none() && *id == update.id,
                _ => false,
            };
            // Of several pages the first one that had it tells when it was said.
            let first = self.entries.iter().find(|entry| is_it(&entry.event));
            let sequence = first.map_or_else(|| self.written(audience), |entry| entry.sequence);
            known
                .known
                .push(KnownLine { text: format!("{how}, {}: “{title}”.", self.telling.clock(at)), sequence });
        }
    }

    /// Where an update is out and where it is not, if it is not out everywhere: ` on Statuspage, not on Instatus`.
    fn where_told(&self, update: &Update) -> String {
        let name = |place: &ConnectionId| {
            let agreed = self.telling.agreement.connection(place);
            agreed.map_or_else(|| place.to_string(), |known| known.name.clone())
        };
        let places = |is_in: &dyn Fn(&ConnectionId) -> bool| {
            let names: Vec<String> = update.connections.iter().filter(|place| is_in(place)).map(name).collect();
            names.join(", ")
        };
        let out = |place: &ConnectionId| update.published.contains_key(place);
        let waits = places(&|place| !out(place) && update.goes_to(place));
        let given_up = places(&|place| !update.goes_to(place));
        let missing =
            [("not yet on", waits), ("not on", given_up)].into_iter().filter(|(_, places)| !places.is_empty());
        let missing: Vec<String> = missing.map(|(how, places)| format!(", {how} {places}")).collect();
        let on = match places(&out) {
            places if missing.is_empty() || places.is_empty() => String::new(),
            places => format!(" on {places}"),
        };
        format!("{on}{}", missing.concat())
    }

    pub(super) fn next(&self, known: &mut Known, now: Instant) {
        for clock in reminder::clocks(self.incident, &self.telling.agreement.cadences) {
            let Some(due_at) = clock.due_at else { continue };
            let (name, at) = (clock.audience.name(), self.telling.clock(due_at));
            let promised = if clock.is_by_promise() { ", as promised" } else { "" };
            let text = if due_at < now {
                format!("{name}: was due {at}{promised}.")
            } else {
                format!("{name}: by {at}{promised}.")
            };
            known.next.push(KnownLine { text, sequence: self.counted_from(&clock) });
        }
    }

    /// The entry from which a clock counts.
    fn counted_from(&self, clock: &Clock) -> u64 {
        if clock.is_by_promise() {
            return self.written(clock.audience);
        }
        let starts = |event: &Event| match event {
            Event::UpdateWritten { audience, .. } => *audience == clock.audience,
            Event::ImpactConfirmed { .. } => clock.audience == Audience::Customers,
            Event::Declared { .. } | Event::Resolved { .. } | Event::Reopened { .. } => true,
            _ => false,
        };
        let at = |happened_at| clock.since == Some(happened_at);
        let found = self.entries.iter().rev().find(|entry| at(entry.happened_at) && starts(&entry.event));
        found.map_or_else(|| self.last(starts), |entry| entry.sequence)
    }

    /// The entry with the last update of an audience that stands.
    fn written(&self, audience: Audience) -> u64 {
        let last = self.incident.last_update(audience).map(|update| &update.id);
        self.last(|event| matches!(event, Event::UpdateWritten { update, .. } if Some(update) == last))
    }
}
