//! A rotation opened: everything behind its row.

use chrono::Duration;
use domain::id::RotationId;
use domain::span::Span;

use super::board::axis;
use super::{RotationView, ShiftLine};
use crate::engine::Engine;
use crate::error::Error;
use crate::view::cover::unknown;

/// How far ahead shifts and gaps are listed, and how far a shift may reach beyond.
const TWO_WEEKS: Duration = Duration::days(14);
const WHOLE_SHIFTS: Duration = Duration::days(60);

impl Engine {
    /// A rotation with its shifts and gaps of the next two weeks.
    pub fn rotation(&self, id: &RotationId) -> Result<RotationView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let rotation = agreement.rotation(id).ok_or_else(|| unknown(id))?;
        let axis = axis(now);
        let weeks = Span::of(axis.from, axis.from + TWO_WEEKS);
        // Wider than what is listed, so that shifts stand there with their whole length.
        let window = Span::of(weeks.from - WHOLE_SHIFTS, weeks.until + WHOLE_SHIFTS);
        let rendered = self.rendered(agreement, rotation, window, now);
        let within = |spans: &[Span]| -> Vec<(i64, i64)> {
            let within = spans.iter().filter_map(|span| span.overlap(&weeks));
            within.map(|span| (span.from.timestamp_millis(), span.until.timestamp_millis())).collect()
        };
        let backup = rotation.backup.as_ref().and_then(|id| agreement.rotation(id)).map(|backup| backup.name.clone());
        Ok(RotationView {
            row: self.row(agreement, &rendered, axis, now),
            zone: rotation.time_zone.name().to_owned(),
            regions: rotation
                .regions
                .iter()
                .map(|id| agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone()))
                .collect(),
            backup,
            shadows: self.learners(agreement, rotation, &rendered.on_now, now),
            shifts: rendered
                .cover
                .rendering
                .shifts
                .iter()
                .filter(|shift| shift.span.overlap(&weeks).is_some())
                .map(|shift| ShiftLine {
                    person: self.person_view(agreement, &shift.person, now),
                    from: shift.span.from.timestamp_millis(),
                    until: (shift.span.until < window.until).then(|| shift.span.until.timestamp_millis()),
                    layer: shift.layer.clone(),
                })
                .collect(),
            gaps: within(&rendered.cover.rendering.gaps),
            gaps_mean: rendered.gaps_mean,
            unknown: within(&rendered.cover.unknown),
        })
    }
}
