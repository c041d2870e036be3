//! What rows are covered by: shifts in lanes where several hold at once, gaps, nights, and what is not known.

use chrono::{DateTime, Duration};
use domain::agreement::Agreement;
use domain::rotation::stand_in::LOCAL;
use domain::rotation::{Rotation, Shift};
use domain::span::{Instant, Span};

use super::axis::clock_changes;
use super::{CalendarCover, CalendarKind, CalendarSegment, CoverQuestion};
use crate::civil;
use crate::engine::Engine;
use crate::error::Error;
use crate::on_call::OVERRIDE;
use crate::view::absence::Absence;
use crate::view::known_cover::KnownCover;
use crate::view::night::nights;

/// The longest axis that shows nights: in a month they are but stripes.
const NIGHTS: Duration = Duration::days(8);
/// The longest axis at all.
const LONGEST: Duration = Duration::days(100);
/// The most lanes of a row; whoever is beyond shares the last one.
const LANES: usize = 4;

impl Engine {
    /// What rotations are covered by; those that are not there any more are left out.
    pub fn calendar_cover(&self, question: &CoverQuestion) -> Result<Vec<CalendarCover>, Error> {
        let instant = |millis| {
            DateTime::from_timestamp_millis(millis)
                .ok_or_else(|| Error::Refused("No time is that far away.".to_owned()))
        };
        let window = Span::of(instant(question.from)?, instant(question.until)?);
        if window.length() > LONGEST {
            return Err(Error::Refused("A calendar shows at most a hundred days at once.".to_owned()));
        }
        let axis_zone = civil::zone(&question.zone)?;
        let loaded = self.loaded_around(window)?;
        let agreement = &loaded.agreement;
        let cover = |rotation: &Rotation| {
            let mut cover = self.covered(agreement, rotation, window);
            if rotation.time_zone != axis_zone {
                cover.clock_changes = clock_changes(rotation.time_zone, window);
            }
            cover
        };
        Ok(question.rotations.iter().filter_map(|id| agreement.rotation(id)).map(cover).collect())
    }

    fn covered(&self, agreement: &Agreement, rotation: &Rotation, window: Span) -> CalendarCover {
        let KnownCover { rendering, unknown } = self.known_cover(agreement, rotation, window);
        let with_nights = window.length() <= NIGHTS;
        let mut segments: Vec<CalendarSegment> = in_lanes(rendering.shifts)
            .into_iter()
            .map(|Placed { shift, lane, lanes }| {
                let zone = agreement.person(&shift.person).map(|person| person.time_zone).filter(|_| with_nights);
                CalendarSegment {
                    label: agreement.person_name(&shift.person),
                    night: zone.map(|zone| nights(zone, shift.span)).unwrap_or_default(),
                    lane: small(lane),
                    lanes: small(lanes),
                    ..segment(shift.span, kind(&shift), &shift.layer)
                }
            })
            .collect();
        let empty = CalendarKind::from(Absence::of(agreement, rotation));
        segments.extend(rendering.gaps.iter().map(|gap| segment(*gap, empty, "")));
        segments.extend(unknown.into_iter().map(|span| segment(span, CalendarKind::Unknown, "")));
        segments.sort_by_key(|segment| (segment.from, segment.lane));
        CalendarCover { rotation: rotation.id.to_string(), segments, clock_changes: Vec::new() }
    }
}

fn segment(span: Span, kind: CalendarKind, layer: &str) -> CalendarSegment {
    CalendarSegment {
        from: span.from.timestamp_millis(),
        until: span.until.timestamp_millis(),
        kind,
        label: String::new(),
        layer: layer.to_owned(),
        lane: 0,
        lanes: 1,
        night: Vec::new(),
    }
}

fn kind(shift: &Shift) -> CalendarKind {
    match shift.layer.as_str() {
        LOCAL => CalendarKind::Local,
        OVERRIDE => CalendarKind::Override,
        _ => CalendarKind::Shift,
    }
}

/// A shift in its lane.
struct Placed {
    shift: Shift,
    lane: usize,
    lanes: usize,
}

/// Shifts in order of time, each in the first lane that is free. Where shifts overlap, all of them have as many lanes as the
/// widest place needs; one that is alone has the whole row.
fn in_lanes(mut shifts: Vec<Shift>) -> Vec<Placed> {
    shifts.sort();
    let mut placed: Vec<Placed> = Vec::with_capacity(shifts.len());
    let mut free_from: Vec<Instant> = Vec::new();
    let mut first = 0;
    for shift in shifts {
        if free_from.iter().all(|from| *from <= shift.span.from) {
            share(&mut placed, first, free_from.len());
            free_from.clear();
            first = placed.len();
        }
        let lane = free_from.iter().position(|from| *from <= shift.span.from).unwrap_or(free_from.len());
        match free_from.get_mut(lane) {
            Some(from) => *from = shift.span.until,
            None => free_from.push(shift.span.until),
        }
        placed.push(Placed { shift, lane, lanes: 1 });
    }
    share(&mut placed, first, free_from.len());
    placed
}

/// Shifts from the first on that overlap share so many lanes.
fn share(placed: &mut [Placed], first: usize, lanes: usize) {
    for one in placed.iter_mut().skip(first) {
        one.lanes = lanes.clamp(1, LANES);
        one.lane = one.lane.min(LANES - 1);
    }
}

fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
