//! A rotation on the board: who has it now, and its cover along the axis.

use domain::agreement::Agreement;
use domain::rotation::{Rotation, Shift};
use domain::span::{Instant, Span};

use super::{Segment, SegmentKind};
use crate::engine::Engine;
use crate::on_call::OVERRIDE;
use crate::view::absence::Absence;
use crate::view::known_cover::KnownCover;
use crate::view::night::nights;

/// A rotation with what is known of its cover.
pub(super) struct Rendered<'a> {
    pub(super) rotation: &'a Rotation,
    /// For which stretch.
    pub(super) window: Span,
    pub(super) cover: KnownCover,
    /// The shifts that hold now, with their whole length.
    pub(super) on_now: Vec<Shift>,
    /// What it means that nobody is on call now; none where somebody is.
    pub(super) absence: Option<Absence>,
    /// What a gap of it means.
    pub(super) gaps_mean: Absence,
}

impl Rendered<'_> {
    /// Gaps that were not meant and are not over, in order of time.
    pub(super) fn defects(&self, now: Instant) -> impl Iterator<Item = Span> {
        let unmeant = self.gaps_mean == Absence::Gap;
        self.cover.rendering.gaps.iter().copied().filter(move |gap| unmeant && gap.until > now)
    }

    /// The end of a gap; none where it reaches further than was looked.
    pub(super) fn end_of(&self, gap: Span) -> Option<Instant> {
        (gap.until < self.window.until).then_some(gap.until)
    }
}

impl Engine {
    /// A rotation with what is known of its cover over a window that begins before the present.
    pub(super) fn rendered<'a>(
        &self,
        agreement: &Agreement,
        rotation: &'a Rotation,
        window: Span,
        now: Instant,
    ) -> Rendered<'a> {
        let cover = self.known_cover(agreement, rotation, window);
        let on_now = self.shifts_at(rotation, now);
        let absence = on_now.is_empty().then(|| cover.absence(agreement, rotation, now));
        let gaps_mean = Absence::of(agreement, rotation);
        Rendered { rotation, window, cover, on_now, absence, gaps_mean }
    }

    /// The stretches of a row within the axis, in order of time.
    pub(super) fn segments(
        &self,
        agreement: &Agreement,
        rendered: &Rendered<'_>,
        axis: Span,
        now: Instant,
    ) -> Vec<Segment> {
        let mut segments: Vec<Segment> = Vec::new();
        for shift in &rendered.cover.rendering.shifts {
            let Some(span) = shift.span.overlap(&axis) else { continue };
            let kind = if shift.span.contains(now) {
                SegmentKind::Now
            } else if shift.layer == OVERRIDE {
                SegmentKind::Override
            } else {
                SegmentKind::Next
            };
            let zone = agreement.person(&shift.person).map(|person| person.time_zone);
            segments.push(Segment {
                ends: self.end_of(agreement, rendered, shift).map(|ends| ends.timestamp_millis()),
                label: agreement.person_name(&shift.person),
                night: zone.map(|zone| nights(zone, span)).unwrap_or_default(),
                ..stretch(span, kind)
            });
        }
        let empty = |spans: &[Span], kind: SegmentKind| -> Vec<Segment> {
            spans.iter().filter_map(|span| Some(stretch(span.overlap(&axis)?, kind))).collect()
        };
        segments.extend(empty(&rendered.cover.rendering.gaps, rendered.gaps_mean.into()));
        segments.extend(empty(&rendered.cover.unknown, SegmentKind::Unknown));
        segments.sort_by_key(|segment| segment.from);
        segments
    }

    /// When a shift of a rendering really ends: those of the present are known with their whole length.
    fn end_of(&self, agreement: &Agreement, rendered: &Rendered<'_>, shift: &Shift) -> Option<Instant> {
        if shift.span.until < rendered.window.until {
            return Some(shift.span.until);
        }
        let is_it = |whole: &&Shift| whole.person == shift.person && whole.layer == shift.layer;
        self.real_end(agreement, rendered.rotation, rendered.on_now.iter().find(is_it)?)
    }
}

fn stretch(span: Span, kind: SegmentKind) -> Segment {
    Segment {
        from: span.from.timestamp_millis(),
        until: span.until.timestamp_millis(),
        ends: None,
        kind,
        label: String::new(),
        night: Vec::new(),
    }
}
