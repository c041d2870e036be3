//! Rules of a schedule: hours of the day on days of the week.

use chrono::{TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::rotation::restriction::{Restriction, is_inside, spans};
use domain::span::{Instant, Span};
use serde_json::Value;

use super::{Case, check, instant, text};
use crate::rotation::given::time;

#[test]
fn rules_of_hours_and_weekdays() {
    check("goalert-rules.json", 95, &[], run);
}

fn run(case: &Value) -> Case {
    let (function, at) = (text(case, "fn"), instant(text(case, "at")));
    let restriction = restriction(&case["rule"]);
    let ours = match function {
        "IsActive" => is_inside(std::slice::from_ref(&restriction), Tz::UTC, at).to_string(),
        "StartTime" => current_or_next(restriction, at).from.to_rfc3339(),
        "EndTime" => current_or_next(restriction, at).until.to_rfc3339(),
        other => format!("there is no function {other}"),
    };
    let expected = &case["expect"];
    Case {
        name: format!("{function} of {} at {at}", case["rule"]),
        theirs: expected.as_str().map_or_else(|| expected.to_string(), |text| instant(text).to_rfc3339()),
        ours,
    }
}

/// GoAlert counts the days of the week from Sunday.
fn restriction(rule: &Value) -> Restriction {
    let sunday_first = std::iter::successors(Some(Weekday::Sun), |day| Some(day.succ()));
    let marks = rule["weekdays_sun0"].as_array().expect("seven marks");
    let days = sunday_first.zip(marks).filter(|(_, mark)| **mark == 1).map(|(day, _)| day).collect();
    Restriction { days, from: time(text(rule, "start")), until: time(text(rule, "end")) }
}

/// The stretch that holds at an instant or, if none does, the next one.
fn current_or_next(restriction: Restriction, at: Instant) -> Span {
    let around = Span::of(at - TimeDelta::days(14), at + TimeDelta::days(14));
    let stretches = spans(&[restriction], Tz::UTC, around);
    stretches.into_iter().find(|stretch| at < stretch.until).expect("a rule has a day of the week")
}
