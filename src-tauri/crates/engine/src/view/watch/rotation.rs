//! A rotation opened: everything behind its row.

use chrono::Duration;
use domain::id::RotationId;
use domain::span::Span;

use super::board::axis;
use super::{RotationView, ShiftLine};
use crate::engine::Engine;
use crate::error::Error;
use crate::view::cover::unknown;

impl Engine {
    /// A rotation with its shifts and gaps of the next two weeks.
    pub fn rotation(&self, id: &RotationId) -> Result<RotationView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let rotation = agreement.rotation(id).ok_or_else(|| unknown(id))?;
        let axis = axis(now);
        let rendering = self.rendering(rotation, Span::of(axis.from, axis.from + Duration::days(14)));
        let backup = rotation.backup.as_ref().and_then(|id| agreement.rotation(id)).map(|backup| backup.name.clone());
        Ok(RotationView {
            row: self.row(agreement, rotation, &rendering, axis, now),
            zone: rotation.time_zone.name().to_owned(),
            regions: rotation
                .regions
                .iter()
                .map(|id| agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone()))
                .collect(),
            backup,
            shadows: self.learners(agreement, rotation, &self.shifts_at(rotation, now), now),
            shifts: rendering
                .shifts
                .iter()
                .map(|shift| ShiftLine {
                    person: self.person_view(agreement, &shift.person, now),
                    from: shift.span.from.timestamp_millis(),
                    until: shift.span.until.timestamp_millis(),
                    layer: shift.layer.clone(),
                })
                .collect(),
            gaps: rendering
                .gaps
                .iter()
                .map(|gap| (gap.from.timestamp_millis(), gap.until.timestamp_millis()))
                .collect(),
        })
    }
}
