//! Who learns in a rotation: beside whoever is on call, never cover and never woken.

use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Rotation, Shift, wall_clock};
use crate::id::PersonId;
use crate::span::{Instant, Span};

/// Somebody who learns in a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shadow {
    /// Who.
    pub person: PersonId,
    /// The first civil day, in the rotation's zone; since ever where none is given.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last civil day, likewise; for ever where none is given.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Beside whom; beside whoever is on call where it names nobody.
    #[serde(default)]
    pub of: Option<PersonId>,
}

/// A stretch for which somebody learns beside somebody who is on call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shadowing {
    /// When.
    pub span: Span,
    /// Who learns.
    pub person: PersonId,
    /// Beside whom.
    pub beside: PersonId,
}

impl Rotation {
    /// Who learns beside shifts, stretch by stretch, in order of time. Nobody learns where nobody is on call, and whoever is on
    /// call themselves does not shadow.
    pub fn shadowings(&self, shifts: &[Shift]) -> Vec<Shadowing> {
        let mut found = Vec::new();
        for shadow in &self.shadows {
            let own: Vec<Span> =
                shifts.iter().filter(|shift| shift.person == shadow.person).map(|shift| shift.span).collect();
            let besides =
                shifts.iter().filter(|shift| shift.person != shadow.person && shadow.is_beside(&shift.person));
            for shift in besides {
                let Some(span) = shift.span.overlap(&self.days(shadow)) else { continue };
                found.extend(span.without(&own).into_iter().map(|span| Shadowing {
                    span,
                    person: shadow.person.clone(),
                    beside: shift.person.clone(),
                }));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// Who learns at an instant at which these people are on call, each once.
    pub fn shadows_at(&self, on_call: &[PersonId], at: Instant) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = Vec::new();
        for shadow in &self.shadows {
            let has_beside = on_call.iter().any(|person| shadow.is_beside(person));
            let learns = has_beside && !on_call.contains(&shadow.person) && self.days(shadow).contains(at);
            if learns && !people.contains(&shadow.person) {
                people.push(shadow.person.clone());
            }
        }
        people
    }

    /// From the first midnight of a shadow's days to the one after the last.
    fn days(&self, shadow: &Shadow) -> Span {
        let midnight = |date: NaiveDate| wall_clock::instant(self.time_zone, date.and_time(NaiveTime::MIN));
        let after = |date: NaiveDate| date.checked_add_days(Days::new(1)).map(midnight);
        let from = shadow.from.map_or_else(|| wall_clock::limit(false), midnight);
        Span::of(from, shadow.until.and_then(after).unwrap_or_else(|| wall_clock::limit(true)))
    }
}

impl Shadow {
    fn is_beside(&self, person: &PersonId) -> bool {
        self.of.as_ref().is_none_or(|of| of == person)
    }
}
