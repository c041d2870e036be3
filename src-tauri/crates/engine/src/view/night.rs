//! Nights where somebody is.

use chrono::{Duration, NaiveTime};
use chrono_tz::Tz;
use domain::span::Span;

use super::person::{NIGHT_FROM, NIGHT_UNTIL};

/// The nights of a zone within a span, as pairs of milliseconds.
pub(crate) fn nights(zone: Tz, span: Span) -> Vec<(i64, i64)> {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let first = span.from.with_timezone(&zone).date_naive() - Duration::days(1);
    let days = span.length().num_days() + 3;
    (0..days)
        .filter_map(|day| {
            let date = first + Duration::days(day);
            let from = domain::rotation::wall_clock::instant(zone, date.and_time(hour(NIGHT_FROM)));
            let until =
                domain::rotation::wall_clock::instant(zone, (date + Duration::days(1)).and_time(hour(NIGHT_UNTIL)));
            let night = Span::of(from, until).overlap(&span)?;
            Some((night.from.timestamp_millis(), night.until.timestamp_millis()))
        })
        .collect()
}
