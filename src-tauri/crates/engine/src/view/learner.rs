//! Who learns in a rotation at an instant, beside whoever is on call.

use domain::agreement::Agreement;
use domain::rotation::{Rotation, Shift};
use domain::span::Instant;
use serde::Serialize;

use super::person::PersonView;
use crate::engine::Engine;

/// Somebody who learns beside somebody who is on call.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LearnerView {
    /// Who.
    pub person: PersonView,
    /// The name of the person beside whom.
    pub beside: String,
    /// Until when, as far as the shift goes.
    #[ts(type = "number")]
    pub until: i64,
}

impl Engine {
    /// Who learns at an instant, beside the shifts that hold then.
    pub(crate) fn learners(
        &self,
        agreement: &Agreement,
        rotation: &Rotation,
        shifts: &[Shift],
        at: Instant,
    ) -> Vec<LearnerView> {
        let shadowings = rotation.shadowings(shifts);
        let holding = shadowings.iter().filter(|shadowing| shadowing.span.contains(at));
        holding
            .map(|shadowing| LearnerView {
                person: self.person_view(agreement, &shadowing.person, at),
                beside: agreement.person_name(&shadowing.beside),
                until: shadowing.span.until.timestamp_millis(),
            })
            .collect()
    }
}
