//! One year of a thousand three-layer rotations, rendered.
//!
//! Two comparisons. Asking "who is it?" for each full hour is what one writes first: as many questions as hours, and blind
//! to whatever happens between two of them. The three layers each alone, added up, tell what laying them over each other costs.

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::id::PersonId;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::restriction::{Restriction, is_inside};
use domain::rotation::{Override, Rotation, Source};
use domain::span::{Instant, Span};

use crate::row::{Figure, Sorted, row, words};

const ROTATIONS: usize = 1000;
/// Of the hourly questions only so many rotations are asked, and the time is multiplied.
const ASKED: usize = 20;
const ROUNDS: usize = 5;

#[rustfmt::skip]
const ZONES: [Tz; 8] = [
    Tz::Europe__London, Tz::America__New_York, Tz::Asia__Kolkata, Tz::Australia__Sydney,
    Tz::America__Sao_Paulo, Tz::Europe__Lisbon, Tz::Asia__Tokyo, Tz::America__Los_Angeles,
];
const WORKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

/// Measures, and gives the rows.
pub(crate) fn measure() -> Result<String, String> {
    let year = year();
    let rotations: Vec<Rotation> =
        (0..ROTATIONS).map(|number| rotation(number, three(number), overrides(number))).collect();
    let alone = |number| three(number).map(|layer| rotation(number, [layer], Vec::new()));
    let alone: Vec<Rotation> = (0..ROTATIONS).flat_map(alone).collect();
    let asked = rotations.get(..ASKED).unwrap_or_default();
    agree(asked, year)?;

    let shifts: usize = rotations.iter().map(|rotation| rotation.shifts(year).shifts.len()).sum();
    let rendered = |rotations: &[Rotation]| {
        for rotation in rotations {
            black_box(rotation.shifts(year));
        }
    };
    let all = median(|| rendered(&rotations));
    let single = median(|| rendered(&alone));
    let sampled = median(|| {
        for rotation in asked {
            for at in hours(year) {
                black_box(asked_at(rotation, at));
            }
        }
    });
    let sampled = sampled * u32::try_from(ROTATIONS / ASKED).unwrap_or(1);

    let figure =
        |total: Duration| Figure { span: total, words: format!("{}, {} each", words(total), words(total / 1000)) };
    let what = "Rendering one year of 1,000 three-layer rotations";
    let hourly = "asking each of 8,760 hours who is on call";
    Ok(row(what, &figure(all), hourly, &figure(sampled))
        + &row(what, &figure(all), "their three layers each alone, added up", &figure(single))
        + &how(shifts))
}

fn how(shifts: usize) -> String {
    format!(
        "- **Rendering:** `Rotation::shifts` over 2026 in eight time zones, one thread, median of {ROUNDS} rounds; {shifts} \
         shifts in all. Layers: the whole week in weekly turns, workdays 09:00-17:00 in daily turns, weekend nights; a day's \
         override each month. The hourly questions look for an override, then from the top layer down for restriction and \
         turn; {ASKED} rotations were asked and the time multiplied. Their answers are checked against the rendering first: \
         same people at every hour, though hand-offs between full hours escape them.\n"
    )
}

/// The median over some rounds, after one to warm up.
fn median(work: impl Fn()) -> Duration {
    work();
    let round = |_| {
        let stopwatch = Stopwatch::now();
        work();
        stopwatch.elapsed()
    };
    Sorted::of((0..ROUNDS).map(round).collect()).median()
}

fn year() -> Span {
    let first_of = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN).and_utc();
    Span::of(first_of(2026), first_of(2027))
}

fn hours(year: Span) -> impl Iterator<Item = Instant> {
    std::iter::successors(Some(year.from), |at| Some(*at + TimeDelta::hours(1))).take_while(move |at| *at < year.until)
}

/// Who is on call at an instant, found the plain way.
fn asked_at(rotation: &Rotation, at: Instant) -> Option<&PersonId> {
    let Source::Layers { layers, overrides } = &rotation.source else {
        return None;
    };
    let replacement = overrides.iter().rev().find(|replacement| replacement.span.contains(at));
    replacement.map(|replacement| &replacement.person).or_else(|| {
        layers.iter().rev().find_map(|layer| {
            let turn = layer.turn_at(at).filter(|_| is_inside(&layer.restrictions, layer.time_zone, at))?;
            let people = i64::try_from(layer.participants.len()).ok()?;
            layer.participants.get(usize::try_from(turn.number.rem_euclid(people)).ok()?)
        })
    })
}

/// Whether the plain way finds what the rendering shows: else the comparison would compare nothing.
fn agree(rotations: &[Rotation], year: Span) -> Result<(), String> {
    for rotation in rotations {
        let rendered = rotation.shifts(year).shifts;
        let mut rendered = rendered.iter().peekable();
        for at in hours(year) {
            while rendered.next_if(|shift| shift.span.until <= at).is_some() {}
            let shown = rendered.peek().filter(|shift| shift.span.contains(at)).map(|shift| &shift.person);
            if shown != asked_at(rotation, at) {
                return Err(format!("`{}` at {at}: rendering and question differ", rotation.id));
            }
        }
    }
    Ok(())
}

fn rotation<const LAYERS: usize>(number: usize, layers: [Layer; LAYERS], overrides: Vec<Override>) -> Rotation {
    Rotation {
        id: format!("rotation-{number}").into(),
        name: format!("Rotation {number}"),
        function: "engineering".into(),
        regions: Vec::new(),
        services: Vec::new(),
        time_zone: zone(number),
        source: Source::Layers { layers: layers.into(), overrides },
        backup: None,
        gaps_intended: false,
        last_resort: false,
        pager: None,
        pager_target: None,
        shadows: Vec::new(),
    }
}

fn zone(number: usize) -> Tz {
    ZONES.get(number % ZONES.len()).copied().unwrap_or(Tz::UTC)
}

fn three(number: usize) -> [Layer; 3] {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let layer = |name: &str, turn, restrictions| Layer {
        name: name.to_owned(),
        participants: (0..5).map(|person| format!("{name}-{}", (number + person) % 40).into()).collect(),
        simultaneous: false,
        start: NaiveDate::from_ymd_opt(2025, 1, 6).unwrap_or_default(),
        end: None,
        handoff_time: at(9),
        turn,
        time_zone: zone(number),
        restrictions,
    };
    let workdays = Restriction { days: WORKDAYS.to_vec(), from: at(9), until: at(17) };
    let nights = Restriction { days: vec![Weekday::Fri, Weekday::Sat], from: at(22), until: at(6) };
    [
        layer("week", Turn::Weeks(1), Vec::new()),
        layer("workdays", Turn::Days(1), vec![workdays]),
        layer("weekend-nights", Turn::Weeks(1), vec![nights]),
    ]
}

/// One for a day in each month.
fn overrides(number: usize) -> Vec<Override> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap_or_default() + Days::new(number as u64 % 27);
    let replacement = |month| {
        let from = day(month).and_time(noon).and_utc();
        let span = Span::of(from, from + TimeDelta::days(1));
        Override { span, person: "stand-in".into(), replaces: None, reason: "swapped".to_owned() }
    };
    (1..=12).map(replacement).collect()
}
