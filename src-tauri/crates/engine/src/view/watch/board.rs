//! The board: one row for each rotation, under its function's heading, with its cover along the axis.

use chrono::{DateTime, Duration, DurationRound};
use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::id::RotationId;
use domain::rotation::{Rendering, Rotation, render};
use domain::span::{Instant, Span};

use super::{HandoffLine, LastIncident, Segment, SegmentKind, WatchGroup, WatchRow, WatchView};
use crate::engine::Engine;
use crate::error::Error;
use crate::view::night::nights;

/// How long the axis is.
const AXIS: Duration = Duration::hours(24);
/// How many rotations are listed that no file of the workspace names.
const MOST_FOUND: usize = 40;
/// How many hand-offs are listed.
const HANDOFFS: usize = 4;

/// A rotation with what was rendered of it.
pub(super) struct Rendered<'a> {
    pub(super) rotation: &'a Rotation,
    pub(super) rendering: Rendering,
}

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
            .map(|rotation| Rendered { rotation, rendering: self.rendering(rotation, ahead) })
            .collect();
        let (cover, sentence) = self.cover(&rendered, now);
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
                .map(|row| self.row(agreement, row.rotation, &row.rendering, axis, now))
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
            let rows: Vec<WatchRow> = rendered
                .iter()
                .filter(own)
                .map(|row| self.row(agreement, row.rotation, &row.rendering, axis, now))
                .collect();
            if !rows.is_empty() {
                groups.push(WatchGroup { name: connection.name.clone(), rows, empty: Vec::new() });
            }
        }
        // Without any rotation there is no board yet, only what to do about it.
        if rendered.is_empty() { Vec::new() } else { groups }
    }

    /// One row of the board.
    pub(super) fn row(
        &self,
        agreement: &Agreement,
        rotation: &Rotation,
        rendering: &Rendering,
        axis: Span,
        now: Instant,
    ) -> WatchRow {
        let on_call = self.on_call_of(rotation, now);
        let until =
            rendering.shifts.iter().filter(|shift| shift.span.contains(now)).map(|shift| shift.span.until).min();
        let provenance = self.provenance(agreement, rotation);
        WatchRow {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            function: agreement
                .function(&rotation.function)
                .map_or_else(|| rotation.function.to_string(), |function| function.name.clone()),
            people: self.people_view(agreement, &on_call, now),
            until: until.map(|until| until.timestamp_millis()),
            resting: on_call.is_empty() && rotation.gaps_intended,
            segments: segments(agreement, rotation, rendering, axis, now),
            source: provenance.source,
            as_of: provenance.as_of.timestamp_millis(),
            caution: provenance.caution,
        }
    }

    /// What is open now, if anything, and a sentence on cover.
    fn cover(&self, rendered: &[Rendered<'_>], now: Instant) -> (Option<String>, String) {
        let open_now: Vec<&Rendered<'_>> = rendered.iter().filter(|row| gap_at(row, now).is_some()).collect();
        let mut coming: Vec<(&RotationId, Span)> = rendered
            .iter()
            .filter(|row| !row.rotation.gaps_intended)
            .flat_map(|row| row.rendering.gaps.iter().map(|gap| (&row.rotation.id, *gap)))
            .filter(|(_, gap)| gap.from > now && gap.from < now + AXIS)
            .collect();
        coming.sort_by_key(|(_, gap)| gap.from);
        match (open_now.as_slice(), coming.last()) {
            ([], None) => (None, "Every role is covered now and for the next day.".to_owned()),
            ([], Some((_, last))) => {
                let count = coming.len();
                let (gaps, opens) = if count == 1 { ("One gap", "opens") } else { ("gaps", "open") };
                let gaps = if count == 1 { gaps.to_owned() } else { format!("{} {gaps}", number(count)) };
                let until = day_and_time(last.until, self.zone());
                (None, format!("Every role is covered now. {gaps} {opens} before {until}."))
            }
            ([one], _) => {
                let until = gap_at(one, now).map(|gap| day_and_time(gap.until, self.zone())).unwrap_or_default();
                (Some("One gap now".to_owned()), format!("{} has no cover until {until}.", one.rotation.name))
            }
            (several, _) => {
                let names: Vec<&str> = several.iter().map(|row| row.rotation.name.as_str()).collect();
                (Some(format!("{} gaps now", number(several.len()))), format!("No cover: {}.", names.join(", ")))
            }
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

/// The gap that is open at an instant, where it was not meant.
pub(super) fn gap_at(row: &Rendered<'_>, now: Instant) -> Option<Span> {
    let unmeant = !row.rotation.gaps_intended;
    row.rendering.gaps.iter().copied().find(|gap| unmeant && gap.contains(now))
}

fn segments(
    agreement: &Agreement,
    rotation: &Rotation,
    rendering: &Rendering,
    axis: Span,
    now: Instant,
) -> Vec<Segment> {
    let mut segments: Vec<Segment> = rendering
        .shifts
        .iter()
        .filter_map(|shift| {
            let span = shift.span.overlap(&axis)?;
            let kind = if shift.span.contains(now) {
                SegmentKind::Now
            } else if shift.layer == "override" {
                SegmentKind::Override
            } else {
                SegmentKind::Next
            };
            let zone = agreement.person(&shift.person).map(|person| person.time_zone);
            Some(Segment {
                from: span.from.timestamp_millis(),
                until: span.until.timestamp_millis(),
                kind,
                label: agreement.person_name(&shift.person),
                night: zone.map(|zone| nights(zone, span)).unwrap_or_default(),
            })
        })
        .collect();
    segments.extend(rendering.gaps.iter().filter_map(|gap| {
        let span = gap.overlap(&axis)?;
        Some(Segment {
            from: span.from.timestamp_millis(),
            until: span.until.timestamp_millis(),
            kind: if rotation.gaps_intended { SegmentKind::Rest } else { SegmentKind::Gap },
            label: String::new(),
            night: Vec::new(),
        })
    }));
    segments.sort_by_key(|segment| segment.from);
    segments
}

fn handoffs(agreement: &Agreement, rendered: &[Rendered<'_>], now: Instant) -> Vec<HandoffLine> {
    let mut lines: Vec<HandoffLine> = rendered
        .iter()
        .flat_map(|row| {
            render::handoffs(&row.rendering, now, 1).into_iter().map(|handoff| HandoffLine {
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

/// `Saturday 20:00`, in the reader's zone.
pub(super) fn day_and_time(at: Instant, zone: Tz) -> String {
    let local: DateTime<Tz> = at.with_timezone(&zone);
    local.format("%A %H:%M").to_string()
}

/// State in a few words: never quiet while an incident is under way.
fn headline(under_way: usize, cover: Option<&str>) -> String {
    let incidents = match under_way {
        0 => return cover.unwrap_or("All quiet").to_owned(),
        1 => "One incident".to_owned(),
        several => format!("{} incidents", number(several)),
    };
    cover.map_or_else(|| incidents.clone(), |cover| format!("{incidents}, {}", cover.to_lowercase()))
}

/// Small numbers as words at the head of a sentence.
fn number(count: usize) -> String {
    const WORDS: [&str; 10] = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
