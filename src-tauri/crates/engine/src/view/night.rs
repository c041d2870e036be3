//! Nights where somebody is, for ribbons.

use chrono::Duration;
use chrono_tz::Tz;
use domain::night::night_of;
use domain::span::Span;

/// The nights of a zone within a span, as pairs of milliseconds.
pub(crate) fn nights(zone: Tz, span: Span) -> Vec<(i64, i64)> {
    let first = span.from.with_timezone(&zone).date_naive() - Duration::days(1);
    let days = span.length().num_days() + 3;
    (0..days)
        .filter_map(|day| {
            let night = night_of(zone, first + Duration::days(day)).overlap(&span)?;
            Some((night.from.timestamp_millis(), night.until.timestamp_millis()))
        })
        .collect()
}
