//! Wall-clock times around clock changes.

use domain::rotation::wall_clock;
use serde_json::Value;

use super::{Case, check, instant, text, zone};
use crate::rotation::given::{day, time};

const LAST: &str = "ours is the first occurrence for begins and ends alike; GoAlert ends a rule at the last";

#[test]
fn times_that_are_skipped_or_repeated() {
    let differences = [("LastOfDay 01:00 2018-11-04", LAST), ("LastOfDay 01:30 2018-11-04", LAST)];
    check("goalert-clock-dst.json", 24, &differences, run);
}

fn run(case: &Value) -> Case {
    let (clock, date) = (text(case, "clock"), text(case, "date"));
    let ours = wall_clock::instant(zone(case, "zone"), day(date).and_time(time(clock)));
    Case {
        name: format!("{} {clock} {date}", text(case, "fn")),
        theirs: instant(text(case, "expect")).to_rfc3339(),
        ours: ours.to_rfc3339(),
    }
}
