//! The board: one row for each rotation, under its function's heading, with its cover along the axis.

use chrono::{Duration, DurationRound};
use domain::agreement::Agreement;
use domain::id::PersonId;
use domain::rotation::Shift;
use domain::span::{Instant, Span};

use super::headline::{Head, head, headline};
use super::segment::Rendered;
use super::{HandoffLine, LastIncident, WatchGroup, WatchRow, WatchView};
use crate::engine::Engine;
use crate::error::Error;

/// How long the axis is.
const AXIS: Duration = Duration::hours(24);
/// How many rotations are listed that no file of the workspace names.
const MOST_FOUND: usize = 40;
/// How many hand-offs are listed.
const HANDOFFS: usize = 4;

impl Engine {
    /// The Watch screen.
    pub fn watch(&self) -> Result<WatchView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let axis = axis(now);
        // Hand-offs and gaps are looked for over twice the axis, so that a quiet day still names the next one.
        let ahead = Span::of(axis.from, axis.from + AXIS * 2);
        let rendered: Vec<Rendered<'_>> = agreement
            .rotations
            .iter()
            .chain(agreement.found.rotations.iter().take(MOST_FOUND))
            .map(|rotation| self.rendered(agreement, rotation, ahead, now))
            .collect();
        let unlisted = agreement.found.rotations.len().saturating_sub(MOST_FOUND);
        let Head { cover, sentence } = head(&rendered, unlisted, now, self.zone());
        let open = self.parts.truth.open_incidents(now)?;
        let under_way = open.iter().filter(|incident| !incident.drill && incident.resolved_at.is_none()).count();
        let headline = headline(under_way, cover.as_deref());
        Ok(WatchView {
            headline,
            sentence,
            now: now.timestamp_millis(),
            from: axis.from.timestamp_millis(),
            until: axis.until.timestamp_millis(),
            groups: self.groups(agreement, &rendered, axis, now),
            unlisted: u32::try_from(unlisted).unwrap_or(u32::MAX),
            needs: self.needs(agreement, &rendered, now)?,
            handoffs: handoffs(agreement, &rendered, now),
            last_incident: self.last_incident()?,
            ahead: self.ahead(agreement, now),
        })
    }

    fn groups(&self, agreement: &Agreement, rendered: &[Rendered<'_>], axis: Span, now: Instant) -> Vec<WatchGroup> {
        let mut groups: Vec<WatchGroup> = Vec::new();
        for function in &agreement.functions {
            let rows: Vec<WatchRow> = rendered
                .iter()
                .filter(|row| row.rotation.function == function.id)
                .map(|row| self.row(agreement, row, axis, now))
                .collect();
            // A function without a rotation keeps its lane: that nobody can be asked there is seen before somebody is needed.
            let empty = if rows.is_empty() { vec![function.name.clone()] } else { Vec::new() };
            match groups.iter_mut().find(|group| group.name == function.group) {
                Some(group) => {
                    group.rows.extend(rows);
                    group.empty.extend(empty);
                }
                None => groups.push(WatchGroup { name: function.group.clone(), rows, empty }),
            }
        }
        // What only a pager knows stands under the pager's name, below everything that the organisation has named.
        for connection in &agreement.connections {
            let own = |row: &&Rendered<'_>| row.rotation.function.as_str() == connection.id.as_str();
            let rows: Vec<WatchRow> =
                rendered.iter().filter(own).map(|row| self.row(agreement, row, axis, now)).collect();
            if !rows.is_empty() {
                groups.push(WatchGroup { name: connection.name.clone(), rows, empty: Vec::new() });
            }
        }
        // Without any rotation there is no board yet, only what to do about it.
        if rendered.is_empty() { Vec::new() } else { groups }
    }

    /// One row of the board.
    pub(super) fn row(&self, agreement: &Agreement, rendered: &Rendered<'_>, axis: Span, now: Instant) -> WatchRow {
        let rotation = rendered.rotation;
        let first_end = rendered.on_now.iter().min_by_key(|shift| shift.span.until);
        let until = first_end.and_then(|shift| self.real_end(agreement, rotation, shift));
        let provenance = self.provenance(agreement, rotation);
        WatchRow {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            function: agreement
                .function(&rotation.function)
                .map_or_else(|| rotation.function.to_string(), |function| function.name.clone()),
            people: self.people_view(agreement, &people(&rendered.on_now), now),
            until: until.map(|until| until.timestamp_millis()),
            absence: rendered.absence,
            segments: self.segments(agreement, rendered, axis, now),
            as_of: provenance.read_at(),
            source: provenance.source,
            caution: provenance.caution,
        }
    }

    fn last_incident(&self) -> Result<Option<LastIncident>, Error> {
        let closed = self.parts.truth.all_incidents()?.into_iter().find(|row| row.resolved_at.is_some());
        Ok(closed.map(|row| LastIncident {
            id: row.id.to_string(),
            title: row.title,
            severity: row.severity,
            drill: row.drill,
            declared_at: row.declared_at.timestamp_millis(),
            minutes: row
                .resolved_at
                .map(|resolved_at| u32::try_from((resolved_at - row.declared_at).num_minutes()).unwrap_or_default())
                .unwrap_or_default(),
        }))
    }
}

/// The axis begins at the half hour before now, so that the present stands just inside.
pub(super) fn axis(now: Instant) -> Span {
    let from = now.duration_trunc(Duration::minutes(30)).unwrap_or(now);
    Span::of(from, from + AXIS)
}

/// Who has these shifts, each once.
fn people(shifts: &[Shift]) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = Vec::new();
    for shift in shifts {
        if !people.contains(&shift.person) {
            people.push(shift.person.clone());
        }
    }
    people
}

fn handoffs(agreement: &Agreement, rendered: &[Rendered<'_>], now: Instant) -> Vec<HandoffLine> {
    let mut lines: Vec<HandoffLine> = rendered
        .iter()
        .flat_map(|row| {
            row.cover.handoffs(now, 1).into_iter().map(|handoff| HandoffLine {
                at: handoff.at.timestamp_millis(),
                rotation: row.rotation.name.clone(),
                from: handoff.from.iter().map(|id| agreement.person_name(id)).collect(),
                to: handoff.to.iter().map(|id| agreement.person_name(id)).collect(),
            })
        })
        .collect();
    lines.sort_by_key(|line| line.at);
    lines.truncate(HANDOFFS);
    lines
}
