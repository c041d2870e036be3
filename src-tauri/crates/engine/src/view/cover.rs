//! Who is on call, as `bwatch` and other programs read it: instants stay instants.

use domain::id::RotationId;
use domain::rotation::{Rendering, Shift};
use domain::span::{Instant, Span};

use crate::engine::Engine;
use crate::error::Error;

/// One person who is on call in one rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallLine {
    /// The rotation's id.
    pub rotation: String,
    /// The rotation's name.
    pub rotation_name: String,
    /// Its function's id.
    pub function: String,
    /// The person's id; none where nobody is on call.
    pub person: Option<String>,
    /// Their name.
    pub person_name: String,
    /// Since when.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// Where that is known from.
    pub source: String,
    /// 1: asked first.
    pub level: u32,
    /// When the source was last known to be right.
    pub as_of: Instant,
    /// Nobody is on call, as was meant.
    pub resting: bool,
    /// Why this must be read with care; empty where it need not.
    pub caution: String,
}

impl Engine {
    /// Who is on call at an instant, rotation by rotation; a rotation without anybody has one line without a person.
    pub fn on_call_lines(&self, at: Instant) -> Vec<OnCallLine> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let mut lines = Vec::new();
        for rotation in &agreement.rotations {
            let provenance = self.provenance(agreement, rotation);
            let line = OnCallLine {
                rotation: rotation.id.to_string(),
                rotation_name: rotation.name.clone(),
                function: rotation.function.to_string(),
                person: None,
                person_name: String::new(),
                from: None,
                until: None,
                source: provenance.source,
                level: 1,
                as_of: provenance.as_of,
                resting: rotation.gaps_intended,
                caution: provenance.caution,
            };
            let shifts = once(self.shifts_at(rotation, at));
            if shifts.is_empty() {
                lines.push(line);
                continue;
            }
            lines.extend(shifts.into_iter().map(|shift| OnCallLine {
                person: Some(shift.person.to_string()),
                person_name: agreement.person_name(&shift.person),
                from: Some(shift.span.from),
                until: Some(shift.span.until),
                ..line.clone()
            }));
        }
        lines
    }

    /// The shifts and gaps of a rotation over a window.
    pub fn shifts_of(&self, id: &RotationId, window: Span) -> Result<Rendering, Error> {
        let loaded = self.loaded();
        let rotation = loaded
            .agreement
            .rotation(id)
            .ok_or_else(|| Error::NotFound(format!("The workspace has no rotation “{id}”.")))?;
        Ok(self.rendering(rotation, window))
    }
}

/// Each person once: a provider's shifts may overlap or come twice.
fn once(shifts: Vec<Shift>) -> Vec<Shift> {
    let mut people: Vec<Shift> = Vec::new();
    for shift in shifts {
        match people.iter_mut().find(|other| other.person == shift.person) {
            Some(other) => {
                other.span.from = other.span.from.min(shift.span.from);
                other.span.until = other.span.until.max(shift.span.until);
            }
            None => people.push(shift),
        }
    }
    people
}
