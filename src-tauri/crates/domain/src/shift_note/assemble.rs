//! What is open, put together: from values, in the order in which the next shift needs it.

use super::facts::{Facts, Owed, of, plain};
use super::{NoteLine, NotePart, ShiftNote, Subject, incident};
use crate::id::{IncidentId, PersonId};
use crate::rotation::stand_in::StandIn;
use crate::rotation::{Handoff, render};
use crate::span::{Instant, Span};

/// How many hand-offs of the rotation are told.
const HANDOFFS: usize = 8;

/// The note of an instant.
pub fn assemble(facts: &Facts<'_>) -> ShiftNote {
    let part = |subject: Subject| NotePart { subject, lines: lines(subject, facts) };
    let parts = Subject::ALL.map(part).into_iter().filter(|part| !part.lines.is_empty());
    ShiftNote { at: facts.now, parts: parts.collect() }
}

fn lines(subject: Subject, facts: &Facts<'_>) -> Vec<NoteLine> {
    let open = || facts.incidents.iter().filter(|incident| incident.is_open());
    match subject {
        Subject::Incidents => open().flat_map(|one| incident::open(one, facts)).collect(),
        Subject::Closing => facts.incidents.iter().flat_map(|one| incident::closing(one, facts)).collect(),
        Subject::Deliveries => facts.owed.iter().map(delivery).collect(),
        Subject::Pages => open().flat_map(|one| incident::pages(one, facts)).collect(),
        Subject::StatusPages => {
            let line = |(id, words): &(IncidentId, String)| of(id, format!("{id}: {words}"), true);
            facts.drifts.iter().map(line).collect()
        }
        Subject::Connections => {
            facts.troubles.iter().map(|(name, why)| plain(format!("{name}: {why}"), true)).collect()
        }
        Subject::Cover => cover(facts),
        Subject::StandIns => facts.stand_ins.iter().filter_map(|one| stand_in(one, facts)).collect(),
        Subject::Ended => facts.ended.iter().filter_map(|one| incident::ended(one, facts)).collect(),
    }
}

fn delivery(owed: &Owed) -> NoteLine {
    let Owed { incident, what, by, held, reason } = owed;
    let state = if *held { "waits for a decision" } else { "goes out by itself" };
    let reason = if reason.is_empty() { String::new() } else { format!(" ({reason})") };
    of(incident, format!("{incident}: {what}, {by}, {state}{reason}"), *held)
}

/// Gaps first, since nobody hands over to them.
fn cover(facts: &Facts<'_>) -> Vec<NoteLine> {
    let ahead = facts.turn.ahead;
    let gaps = facts.rendering.gaps.iter().filter(|_| !facts.rotation.gaps_intended);
    let gap = |span: Span| plain(format!("Nobody from {} to {}", facts.told(span.from), facts.told(span.until)), true);
    let names = |people: &[PersonId]| match people {
        [] => "nobody".to_owned(),
        some => some.iter().map(|id| facts.agreement.person_name(id)).collect::<Vec<_>>().join(", "),
    };
    let handoffs = render::handoffs(facts.rendering, facts.now, HANDOFFS).into_iter();
    let within = handoffs.filter(|handoff| handoff.at <= ahead.until);
    let change = |handoff: Handoff| {
        plain(format!("{}: {} to {}", facts.told(handoff.at), names(&handoff.from), names(&handoff.to)), false)
    };
    gaps.filter_map(|span| span.overlap(&ahead)).map(gap).chain(within.map(change)).collect()
}

/// Only what changes until the next shift ends: who stands in all along is on the board.
fn stand_in(one: &StandIn, facts: &Facts<'_>) -> Option<NoteLine> {
    let span = one.replacement.span;
    let ahead = facts.turn.ahead;
    let changes = |at: Instant| at > ahead.from && at <= ahead.until;
    if one.withdrawn.is_some() || !(changes(span.from) || changes(span.until)) {
        return None;
    }
    let rotation =
        facts.agreement.rotation(&one.rotation).map_or_else(|| one.rotation.to_string(), |known| known.name.clone());
    let replaced =
        one.replacement.replaces.as_ref().map(|person| format!(" for {}", facts.agreement.person_name(person)));
    Some(plain(
        format!(
            "{rotation}: {} stands in{} from {} to {}",
            facts.agreement.person_name(&one.replacement.person),
            replaced.unwrap_or_default(),
            facts.told(span.from),
            facts.told(span.until)
        ),
        false,
    ))
}
