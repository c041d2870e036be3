//! Shifts of a schedule over a window, with overrides.

use chrono::Days;
use chrono_tz::Tz;
use domain::id::PersonId;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::wall_clock::wall_clock;
use domain::rotation::{Override, Rotation};
use domain::span::Span;
use serde_json::Value;

use super::{Case, check, instant, text, zone};
use crate::rotation::given::{EVERY_DAY, day, layer, restriction, rotation, time};

const TEMPORARY: &str = "our overrides name a person; none empties a stretch around it as a temporary schedule does";
const ADD: &str = "an override that names nobody to replace replaces everybody; GoAlert's is on call beside them";
const REMOVE: &str = "our overrides name a person; none leaves a place empty";

#[test]
fn shifts_and_overrides() {
    let differences = [("TemporarySchedule", TEMPORARY), ("AddOverride", ADD), ("RemoveOverride", REMOVE)];
    check("goalert-shifts-overrides.json", 7, &differences, run);
}

fn run(case: &Value) -> Case {
    let zone = zone(case, "zone");
    let list = |field: &str| case[field].as_array().into_iter().flatten();
    let layers = list("rules").map(|rule| layer_of(rule, zone)).collect();
    let overrides = list("overrides").filter_map(replacement).chain(list("temporary").flat_map(temporary));
    let rotation = rotation(layers, overrides.collect());
    let window = span(&case["window"][0], &case["window"][1]);
    let ours = rotation.shifts(window).shifts.into_iter().map(|shift| {
        let goes_on = goes_on(&rotation, window, &shift.person);
        let Span { from, until } = shift.span;
        format!("{} {from} {until} {}", shift.person, until == window.until && goes_on)
    });
    let theirs = list("expected").map(|expected| {
        let Span { from, until } = span(&expected[1], &expected[2]);
        format!("{} {from} {until} {}", expected[0].as_str().expect("a name"), expected[3])
    });
    Case {
        name: text(case, "name").into(),
        ours: ours.collect::<Vec<_>>().join(", "),
        theirs: theirs.collect::<Vec<_>>().join(", "),
    }
}

/// Whether a shift of that person goes on beyond the window. GoAlert marks those that the window's end has
/// cut.
fn goes_on(rotation: &Rotation, window: Span, person: &PersonId) -> bool {
    let mut on = rotation.on_call(window.until).into_iter();
    on.any(|shift| &shift.person == person && shift.span.from < window.until)
}

/// A rule of GoAlert is a restricted layer of ours, of one person or of a rotation.
fn layer_of(rule: &Value, zone: Tz) -> Layer {
    assert_eq!(text(rule, "weekdays"), "all");
    let restrictions = vec![restriction(&EVERY_DAY, text(rule, "start"), text(rule, "end"))];
    let (turn, time_zone) = (Turn::Days(1), zone);
    let one = Layer {
        restrictions,
        time_zone,
        turn,
        start: day("2017-01-01"),
        handoff_time: time("00:00"),
        ..layer("rule", &[text(rule, "user")])
    };
    let turns = &rule["rotation"];
    let Some(users) = turns["users"].as_array() else {
        return one;
    };
    assert_eq!((text(turns, "type"), turns["shift_length"].as_u64()), ("daily", Some(1)));
    // GoAlert stores whose turn it is; ours follows from the start, so it starts that many days before.
    let index = turns["current_index"].as_u64().expect("a number");
    let current = wall_clock(zone, instant(text(turns, "current_start"))).date();
    Layer {
        participants: users.iter().map(|user| user.as_str().expect("a name").into()).collect(),
        start: current - Days::new(index),
        handoff_time: wall_clock(zone, instant(text(turns, "start"))).time(),
        ..one
    }
}

/// Whom GoAlert adds, for whom it removes; none where it adds nobody.
fn replacement(value: &Value) -> Option<Override> {
    let replaces = value["remove"].as_str().map(PersonId::from);
    let person = value["add"].as_str()?.into();
    Some(Override { span: span(&value["start"], &value["end"]), person, replaces, reason: String::new() })
}

fn temporary(value: &Value) -> Vec<Override> {
    let shifts = value["shifts"].as_array().expect("a list").iter();
    let person = |shift: &Value| shift[0].as_str().expect("a name").into();
    shifts
        .map(|shift| Override {
            span: span(&shift[1], &shift[2]),
            person: person(shift),
            replaces: None,
            reason: String::new(),
        })
        .collect()
}

fn span(from: &Value, until: &Value) -> Span {
    Span::of(instant(from.as_str().expect("text")), instant(until.as_str().expect("text")))
}
