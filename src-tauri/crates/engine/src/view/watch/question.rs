//! Questions that cannot wait, for Watch.

use domain::agreement::Agreement;
use domain::incident::question::owner;
use domain::span::Instant;

use super::{Need, NeedLevel, NeedTarget};
use crate::engine::Engine;
use crate::error::Error;

impl Engine {
    /// Open questions of which the lead says that they cannot wait for an update.
    pub(super) fn pressing_questions(&self, agreement: &Agreement, now: Instant) -> Result<Vec<Need>, Error> {
        let mut needs = Vec::new();
        for incident in self.parts.truth.open_incidents(now)? {
            let owner = agreement.person_name(owner(&incident));
            let pressing = incident.open_questions().into_iter().filter(|question| question.cannot_wait);
            needs.extend(pressing.map(|question| Need {
                level: NeedLevel::Gap,
                title: format!("{} asks, and it cannot wait: {}", question.from, question.text),
                detail: format!("{owner} answers questions of {}", incident.id),
                from: Some(question.asked_at.timestamp_millis()),
                until: None,
                verb: "Open".to_owned(),
                target: NeedTarget::Incident { incident: incident.id.to_string() },
            }));
        }
        Ok(needs)
    }
}
