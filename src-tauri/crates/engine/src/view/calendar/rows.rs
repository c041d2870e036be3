//! The rows of the calendar, by function.

use std::collections::BTreeSet;

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::rotation::Rotation;
use domain::span::Instant;

use super::axis::{Axis, clock_changes};
use super::{CalendarQuestion, CalendarRow, CalendarView, IncidentZone};
use crate::civil;
use crate::engine::Engine;
use crate::error::Error;

impl Engine {
    /// The Rotations screen without its cover.
    pub fn calendar(&self, question: &CalendarQuestion) -> Result<CalendarView, Error> {
        let now = self.now();
        let zone = question.zone.as_deref().map_or(Ok(self.zone()), civil::zone)?;
        let asked = question.at.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let at = asked.map(|text| civil::read(text, zone, now)).transpose();
        let at = at.map_err(|trouble| Error::Refused(trouble.to_string()))?;
        let date = question.date.unwrap_or_else(|| at.unwrap_or(now).with_timezone(&zone).date_naive());
        let axis = Axis::of(question.unit, date, zone);
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let rotations = || agreement.rotations.iter().chain(&agreement.found.rotations);
        let zones: BTreeSet<&str> = rotations().map(|rotation| rotation.time_zone.name()).collect();
        let mut rows: Vec<((usize, usize), CalendarRow)> =
            rotations().map(|rotation| self.calendar_row(agreement, rotation)).collect();
        // The workspace's order within a function; what only a pager knows comes last.
        rows.sort_by_key(|(place, _)| *place);
        let span = axis.span();
        Ok(CalendarView {
            unit: axis.unit,
            title: axis.title(),
            date: axis.date,
            previous: axis.previous(),
            next: axis.next(),
            zone: zone.name().to_owned(),
            from: span.from.timestamp_millis(),
            until: span.until.timestamp_millis(),
            now: now.timestamp_millis(),
            at: at.map(|at| at.timestamp_millis()),
            marks: axis.marks(),
            clock_changes: clock_changes(zone, span),
            zones: zones.into_iter().map(str::to_owned).collect(),
            incidents: self.incident_zones(agreement, now)?,
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        })
    }

    fn incident_zones(&self, agreement: &Agreement, now: Instant) -> Result<Vec<IncidentZone>, Error> {
        let zone = |incident: Incident| {
            let zone = incident.time_zone(agreement)?.name().to_owned();
            Some(IncidentZone { incident: incident.id.to_string(), zone })
        };
        Ok(self.parts.truth.open_incidents(now)?.into_iter().filter(Incident::is_open).filter_map(zone).collect())
    }

    /// A row, with the place of its heading and of its function below it.
    fn calendar_row(&self, agreement: &Agreement, rotation: &Rotation) -> ((usize, usize), CalendarRow) {
        let place = agreement.functions.iter().position(|function| function.id == rotation.function);
        let heading = agreement.function(&rotation.function).map(|function| function.group.clone());
        let provenance = self.provenance(agreement, rotation);
        let row = CalendarRow {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            function: function_name(agreement, rotation),
            group: heading.unwrap_or_else(|| function_name(agreement, rotation)),
            zone: rotation.time_zone.name().to_owned(),
            as_of: provenance.read_at(),
            source: provenance.source,
            caution: provenance.caution,
        };
        let first = agreement.functions.iter().position(|function| function.group == row.group);
        ((first.unwrap_or(usize::MAX), place.unwrap_or(usize::MAX)), row)
    }
}

/// A rotation's function; of one that only a pager knows, the pager's name.
pub(super) fn function_name(agreement: &Agreement, rotation: &Rotation) -> String {
    let function = agreement.function(&rotation.function).map(|function| function.name.clone());
    let pager = || agreement.connection(&rotation.function.as_str().into()).map(|connection| connection.name.clone());
    function.or_else(pager).unwrap_or_else(|| rotation.function.to_string())
}
