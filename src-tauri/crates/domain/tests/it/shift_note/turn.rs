//! The shift that ends, and the one that comes next.

use domain::rotation::{Rendering, Shift};
use domain::shift_note::cover::Turn;
use domain::span::Span;
use proptest::prelude::*;

use crate::given::{at, clock};

/// `ana 08:00 16:00`, one shift a text.
fn rendering(shifts: &[&str]) -> Rendering {
    let shift = |text: &&str| {
        let words: Vec<&str> = text.split(' ').collect();
        Shift { span: Span::of(at(words[1]), at(words[2])), person: words[0].into(), layer: String::new() }
    };
    Rendering { shifts: shifts.iter().map(shift).collect(), gaps: Vec::new() }
}

/// `08:00 to 16:00, then ben until 20:00`
fn told(shifts: &[&str], now: &str) -> String {
    let turn = Turn::of(&rendering(shifts), &"ana".into(), at(now));
    let until = turn.until.map_or_else(|| "never".to_owned(), clock);
    let next = turn.next.map_or_else(|| "nobody".to_owned(), |person| person.to_string());
    assert_eq!(turn.ahead.from, at(now));
    let day = if turn.ahead.until.date_naive() == at(now).date_naive() { "" } else { "next day " };
    format!("{} to {until}, then {next} until {day}{}", clock(turn.since), clock(turn.ahead.until))
}

#[test]
fn a_shift_is_handed_to_whoever_comes_on_when_it_ends() {
    let table = [
        (&["ana 08:00 16:00", "ben 16:00 20:00"][..], "12:00", "08:00 to 16:00, then ben until 20:00"),
        (&["ana 08:00 12:00", "ana 12:00 16:00", "ben 16:00 20:00"], "09:00", "08:00 to 16:00, then ben until 20:00"),
        (&["ana 08:00 16:00", "ben 18:00 20:00"], "12:00", "08:00 to 16:00, then ben until 20:00"),
        (&["ana 08:00 16:00", "cleo 08:00 22:00", "ben 16:00 20:00"], "12:00", "08:00 to 16:00, then ben until 20:00"),
        (&["ana 08:00 16:00", "cleo 08:00 22:00"], "12:00", "08:00 to 16:00, then cleo until 22:00"),
        (&["ana 08:00 16:00", "ben 16:00 18:00", "ben 18:00 21:00"], "12:00", "08:00 to 16:00, then ben until 21:00"),
        (&["ana 08:00 16:00"], "12:00", "08:00 to 16:00, then nobody until next day 16:00"),
        (&["ben 08:00 16:00"], "13:00", "01:00 to never, then ben until 16:00"),
        (&[], "13:00", "01:00 to never, then nobody until next day 13:00"),
    ];
    for (shifts, now, expected) in table {
        assert_eq!(told(shifts, now), expected, "{shifts:?}");
    }
}

#[test]
fn what_touches_the_edge_of_what_was_looked_at_has_no_end_there() {
    let window = Span::of(at("06:00"), at("20:00"));
    let whole = |shifts: &[&str]| Turn::of(&rendering(shifts), &"ana".into(), at("12:00")).is_whole_in(window);
    assert!(whole(&["ana 08:00 16:00", "ben 16:00 19:00"]));
    assert!(!whole(&["ana 08:00 16:00", "ben 16:00 20:00"]), "the next one goes on");
    assert!(!whole(&["ana 06:00 16:00", "ben 16:00 19:00"]), "it began before");
    assert!(!whole(&["ana 08:00 20:00"]) && !whole(&["ana 08:00 16:00"]), "somebody may be next further on");
    let endless = Turn::of(&rendering(&["ana 08:00 20:00"]), &"ana".into(), at("12:00")).without_edge(window);
    assert_eq!((endless.until, endless.on_call, endless.next), (None, true, None));
    let ends = Turn::of(&rendering(&["ana 08:00 16:00"]), &"ana".into(), at("12:00")).without_edge(window);
    assert_eq!((ends.until, ends.on_call), (Some(at("16:00")), true));
    assert!(!Turn::of(&rendering(&[]), &"ana".into(), at("12:00")).on_call);
}

proptest! {
    #[test]
    fn nobody_is_next_after_themself(spans in proptest::collection::vec((0..3_usize, 0..23_u32, 1..12_u32), 0..12)) {
        let shifts: Vec<Shift> = spans
            .into_iter()
            .map(|(person, from, hours)| {
                let from = at("00:00") + chrono::Duration::hours(i64::from(from));
                let span = Span::of(from, from + chrono::Duration::hours(i64::from(hours)));
                Shift { span, person: ["ana", "ben", "cleo"][person].into(), layer: String::new() }
            })
            .collect();
        let turn = Turn::of(&Rendering { shifts, gaps: Vec::new() }, &"ana".into(), at("12:00"));
        prop_assert_ne!(turn.next, Some("ana".into()));
        prop_assert!(turn.since <= at("12:00"));
        prop_assert!(turn.until.is_none_or(|until| until > at("12:00")));
        prop_assert!(turn.ahead.until >= turn.ahead.from);
    }
}
