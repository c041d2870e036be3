//! How much is too much: limits are averages of a window.

use chrono::Duration;
use domain::load::{Load, LoadLimits, Measure};
use domain::span::Span;

use crate::rotation::given::{at, day};

fn weeks(count: i64) -> Span {
    let from = at("2026-03-02T00:00Z");
    Span::of(from, from + Duration::weeks(count))
}

#[test]
fn a_limit_is_passed_by_more_than_it_and_not_by_as_much() {
    let limits = LoadLimits::default();
    let four = weeks(4);
    let load =
        |hours, nights, weekend_days| Load { on_call: Duration::hours(hours), nights, weekend_days, ..Load::default() };
    assert_eq!(limits.over(&load(224, 12, 4), four), []);
    assert_eq!(limits.over(&load(225, 12, 4), four), [Measure::Hours]);
    assert_eq!(limits.over(&load(0, 13, 5), four), [Measure::Nights, Measure::WeekendDays]);
    let paged = Load { pages: 21, night_pages: 9, ..Load::default() };
    assert_eq!(limits.over(&paged, four), [Measure::Pages, Measure::NightPages]);
    let holidays = ["2026-12-25", "2026-12-26", "2027-01-01"].map(day).to_vec();
    assert_eq!(limits.over(&Load { holidays, ..Load::default() }, four), [Measure::Holidays]);
}

#[test]
fn a_longer_window_allows_more_and_less_than_a_week_allows_a_week() {
    let limits = LoadLimits::default();
    assert!((limits.allowed(Measure::Nights, weeks(8)) - 24.0).abs() < f64::EPSILON);
    assert!((limits.allowed(Measure::Nights, weeks(0)) - 3.0).abs() < f64::EPSILON);
    assert!((limits.allowed(Measure::Holidays, weeks(2)) - 2.0).abs() < f64::EPSILON);
    assert!((limits.allowed(Measure::Holidays, weeks(8)) - 4.0).abs() < f64::EPSILON);
}

#[test]
fn limits_that_were_written_before_one_came_to_be_are_read_with_it() {
    let limits: LoadLimits = serde_json::from_str(r#"{ "nights_per_week": 5 }"#).expect("the limits are read");
    assert_eq!(limits, LoadLimits { nights_per_week: 5, ..LoadLimits::default() });
}
