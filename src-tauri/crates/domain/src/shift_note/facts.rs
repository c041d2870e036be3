//! Everything that a shift note is made from, and how its lines and times are written.

use chrono_tz::Tz;

use super::NoteLine;
use super::cover::Turn;
use crate::agreement::Agreement;
use crate::escalation::OnCall;
use crate::id::IncidentId;
use crate::incident::Incident;
use crate::rotation::stand_in::StandIn;
use crate::rotation::{Rendering, Rotation};
use crate::span::Instant;

/// Everything that a note is made from.
pub struct Facts<'a> {
    /// What the organisation agreed on.
    pub agreement: &'a Agreement,
    /// The incidents that still need somebody.
    pub incidents: &'a [Incident],
    /// Those that are resolved; what came to its end during the shift is told.
    pub ended: &'a [Incident],
    /// What has not gone out.
    pub owed: &'a [Owed],
    /// Where pages say something else: the incident, and what is the matter in a sentence.
    pub drifts: &'a [(IncidentId, String)],
    /// Connections in trouble: name, and why.
    pub troubles: &'a [(String, String)],
    /// What holds on this machine, in all rotations.
    pub stand_ins: &'a [StandIn],
    /// Whose shift ends.
    pub rotation: &'a Rotation,
    /// Its shifts around now.
    pub rendering: &'a Rendering,
    /// The giver's turn in it.
    pub turn: &'a Turn,
    /// Who is on call in a rotation now.
    pub on_call: OnCall<'a>,
    /// The zone in which its times are told.
    pub zone: Tz,
    /// When.
    pub now: Instant,
}

/// A delivery that has not arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Of which incident.
    pub incident: IncidentId,
    /// What: `Page Priya Raghunathan`.
    pub what: String,
    /// By which way.
    pub by: String,
    /// It waits for somebody; else it goes out by itself.
    pub held: bool,
    /// Why it is where it is; may be empty.
    pub reason: String,
}

impl Facts<'_> {
    /// `16:40 CET`, and on another day than the note's `Sat 21 Nov 16:40 CET`.
    pub(super) fn told(&self, at: Instant) -> String {
        let (local, today) = (at.with_timezone(&self.zone), self.now.with_timezone(&self.zone));
        let format = if local.date_naive() == today.date_naive() { "%H:%M %Z" } else { "%a %-d %b %H:%M %Z" };
        local.format(format).to_string()
    }
}

/// A line of an incident.
pub(super) fn of(incident: &IncidentId, text: String, pressing: bool) -> NoteLine {
    NoteLine { text, incident: Some(incident.clone()), pressing }
}

/// A line of no incident.
pub(super) fn plain(text: String, pressing: bool) -> NoteLine {
    NoteLine { text, incident: None, pressing }
}
