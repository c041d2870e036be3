//! Whether somebody speaks for each region's customers at the hours when they are there.
//!
//! Hours are real hours, so that the night in which clocks change has 23 or 25 of them. An hour that is covered in part
//! counts as uncovered for the rest of it.

use chrono::{Duration, Timelike};
use chrono_tz::Tz;

use crate::function::Region;
use crate::id::{PersonId, RotationId};
use crate::rotation::Shift;
use crate::rotation::restriction;
use crate::rotation::wall_clock::wall_clock;
use crate::span::Span;

/// A rotation over a window, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Which.
    pub rotation: RotationId,
    /// Who is on call when.
    pub shifts: Vec<Shift>,
    /// The part of the window of which its source tells; none where it tells nothing.
    pub known: Option<Span>,
}

/// How an hour of a region stands; the worst of what any part of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No customer needs anybody then.
    Outside,
    /// The region's support is on call.
    Covered,
    /// Only whoever stands behind it is.
    Backup,
    /// The source of its shifts tells nothing of that time.
    Unknown,
    /// Nobody is.
    Uncovered,
}

/// An hour of a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hour {
    /// When.
    pub span: Span,
    /// How it stands.
    pub standing: Standing,
    /// Who covers it or a part of it, each once; those of the backup where no other does.
    pub people: Vec<PersonId>,
    /// The rotation of the first of them; without anybody, none.
    pub rotation: Option<RotationId>,
    /// How long customers have nobody in it.
    pub uncovered: Duration,
}

/// A region over a window. The four lengths add up to that of its customers' hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionCoverage {
    /// One for each hour that was asked for.
    pub hours: Vec<Hour>,
    /// With the region's support on call.
    pub covered: Duration,
    /// With its backup only.
    pub backup: Duration,
    /// Of which nothing is known.
    pub unknown: Duration,
    /// With nobody.
    pub uncovered: Duration,
}

impl RegionCoverage {
    /// How long customers need somebody.
    pub fn customers(&self) -> Duration {
        self.covered + self.backup + self.unknown + self.uncovered
    }

    /// The share of their hours in which customers have nobody, in percent; none where they have no hours.
    pub fn uncovered_percent(&self) -> Option<f64> {
        percent(seconds(self.uncovered), seconds(self.customers()))
    }
}

/// The hours of a window as the clocks of a zone count them. Only the first and the last may be shorter, and one that a
/// clock change by less than an hour cuts.
pub fn hours(zone: Tz, window: Span) -> Vec<Span> {
    let mut hours = Vec::new();
    let mut from = window.from;
    while from < window.until {
        let clock = wall_clock(zone, from);
        let past = Duration::seconds(i64::from(clock.minute() * 60 + clock.second()))
            + Duration::nanoseconds(i64::from(clock.nanosecond()));
        let until = (from + Duration::hours(1) - past).min(window.until);
        hours.push(Span::of(from, until));
        from = until;
    }
    hours
}

/// How a region is covered. Whoever is known to be on call counts also where another rotation's shifts are not known.
pub fn coverage(
    region: &Region,
    support: &[Roster],
    backup: &[Roster],
    window: Span,
    hours: &[Span],
) -> RegionCoverage {
    let asked = restriction::spans(&region.customer_hours, region.time_zone, window);
    let covered = cut(&asked, &on_call(support));
    let left = without(&asked, &covered);
    let stood_in = cut(&left, &on_call(backup));
    let left = without(&left, &stood_in);
    let silent: Vec<Span> = support.iter().chain(backup).flat_map(|roster| roster.silent(window)).collect();
    let unknown = cut(&left, &Span::united(silent));
    let uncovered = without(&left, &unknown);
    let told = |span: &Span| {
        let has = |spans: &[Span]| spans.iter().any(|other| other.overlap(span).is_some());
        let nobody = cut(&uncovered, &[*span]);
        let standing = if !nobody.is_empty() {
            Standing::Uncovered
        } else if has(&unknown) {
            Standing::Unknown
        } else if has(&stood_in) {
            Standing::Backup
        } else if has(&covered) {
            Standing::Covered
        } else {
            Standing::Outside
        };
        let of = |rosters: &[Roster], spans: &[Span]| people(rosters, &cut(spans, &[*span]));
        let first = of(support, &covered);
        let (people, rotation) = if first.0.is_empty() { of(backup, &stood_in) } else { first };
        Hour { span: *span, standing, people, rotation, uncovered: Span::together(&nobody) }
    };
    RegionCoverage {
        hours: hours.iter().map(told).collect(),
        covered: Span::together(&covered),
        backup: Span::together(&stood_in),
        unknown: Span::together(&unknown),
        uncovered: Span::together(&uncovered),
    }
}

/// The share of all customers' hours without anybody, in percent: each region counts as much as it has customers. None
/// where no region has customers with hours.
pub fn unsupported_percent<'a>(regions: impl IntoIterator<Item = (u8, &'a RegionCoverage)>) -> Option<f64> {
    let mut sums = (0, 0);
    for (customers_percent, region) in regions {
        sums.0 += i64::from(customers_percent) * seconds(region.uncovered);
        sums.1 += i64::from(customers_percent) * seconds(region.customers());
    }
    percent(sums.0, sums.1)
}

impl Roster {
    /// What its source does not tell of a window.
    fn silent(&self, window: Span) -> Vec<Span> {
        window.without(self.known.as_slice())
    }
}

/// When anybody of these rotations is on call.
fn on_call(rosters: &[Roster]) -> Vec<Span> {
    Span::united(rosters.iter().flat_map(|roster| roster.shifts.iter().map(|shift| shift.span)).collect())
}

/// Who of these rotations is on call within the spans, each once, and the rotation of the first.
fn people(rosters: &[Roster], spans: &[Span]) -> (Vec<PersonId>, Option<RotationId>) {
    let mut people: Vec<PersonId> = Vec::new();
    let mut rotation = None;
    for roster in rosters {
        for shift in roster.shifts.iter().filter(|shift| spans.iter().any(|span| shift.span.overlap(span).is_some())) {
            rotation.get_or_insert_with(|| roster.rotation.clone());
            if !people.contains(&shift.person) {
                people.push(shift.person.clone());
            }
        }
    }
    (people, rotation)
}

/// What two lists of spans share. Neither overlaps itself.
fn cut(spans: &[Span], others: &[Span]) -> Vec<Span> {
    spans.iter().flat_map(|span| others.iter().filter_map(|other| span.overlap(other))).collect()
}

/// What is left of spans without others.
fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    spans.iter().flat_map(|span| span.without(others)).collect()
}

fn seconds(length: Duration) -> i64 {
    length.num_seconds()
}

#[expect(clippy::cast_precision_loss, reason = "seconds of some weeks are exact in a double")]
fn percent(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 * 100.0 / whole as f64)
}
