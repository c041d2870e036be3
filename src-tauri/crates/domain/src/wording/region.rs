//! Regions that a text says are hit, and for which nobody has confirmed it.

use super::clause::segments;
use super::phrase::Phrase;
use super::reading::Reading;
use super::tone::{Tone, tone};
use super::{Remark, RemarkKind};
use crate::agreement::Agreement;
use crate::incident::Incident;

/// Each region that is said to be hit without its impact being confirmed.
pub(super) fn remarks(reading: &Reading<'_>, incident: &Incident, agreement: &Agreement, remarks: &mut Vec<Remark>) {
    let Some(impact) = incident.impact.as_ref().filter(|_| incident.has_impact()) else { return };
    for region in agreement.regions.iter().filter(|region| !impact.regions.contains(&region.id)) {
        let name = Phrase::name(&region.name);
        for (part, text) in reading.parts() {
            let mut hit = segments(text).filter(|segment| tone(segment) == Tone::Bad);
            let found = hit.find_map(|segment| {
                let (first, end) = *name.find(segment).first()?;
                Some((segment.get(first)?.from, segment.get(end.checked_sub(1)?)?.until))
            });
            let Some(at) = found else { continue };
            let (written, place) = (reading.written(part, at), reading.place(part));
            let message = format!("“{written}” in {place} has no confirmed impact: confirm it there, or take it out.");
            remarks.push(reading.remark_at(RemarkKind::Region, part, at, message));
            break;
        }
    }
}
