//! What holds for every rotation.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::id::PersonId;
use domain::rotation::layer::Layer;
use domain::rotation::restriction::is_inside;
use domain::rotation::{Rendering, Rotation, Shift, Source};
use domain::span::{Instant, Span};
use proptest::prelude::*;

use super::given::rotation;
use super::strategy::{any_rotation, instant, layer, window};

/// Who is on call by the words of the rules, one instant at a time: slow, and blind to shifts.
fn by_the_rules(rotation: &Rotation, at: Instant) -> BTreeSet<PersonId> {
    let Source::Layers { layers, overrides } = &rotation.source else {
        return BTreeSet::new();
    };
    let has = |layer: &Layer| -> Vec<PersonId> {
        let count = layer.participants.len();
        if count == 0 || !layer.extent().contains(at) || !is_inside(&layer.restrictions, layer.time_zone, at) {
            return Vec::new();
        }
        if layer.simultaneous {
            return layer.participants.clone();
        }
        let taker = |number: i64| layer.participants[usize::try_from(number).expect("began") % count].clone();
        layer.turn_at(at).map(|turn| vec![taker(turn.number)]).unwrap_or_default()
    };
    let on = layers.iter().rev().map(has).find(|people| !people.is_empty()).unwrap_or_default();
    let active: Vec<_> = overrides.iter().rev().filter(|active| active.span.contains(at)).collect();
    let everybody = active.iter().find(|active| active.replaces.is_none()).map(|active| active.person.clone());
    if on.is_empty() {
        return everybody.into_iter().collect();
    }
    let takes = |person: &PersonId| {
        active.iter().find(|active| active.replaces.as_ref().is_none_or(|replaced| replaced == person))
    };
    on.into_iter().map(|person| takes(&person).map_or(person, |active| active.person.clone())).collect()
}

fn people_at(rendering: &Rendering, at: Instant) -> BTreeSet<PersonId> {
    let on = rendering.shifts.iter().filter(|shift| shift.span.contains(at));
    on.map(|shift| shift.person.clone()).collect()
}

/// The instants at which something could be wrong: every edge, the instant before it, and the middle.
fn edges(rendering: &Rendering) -> Vec<Instant> {
    let spans = rendering.gaps.iter().chain(rendering.shifts.iter().map(|shift| &shift.span));
    spans.flat_map(|span| [span.from, span.until - TimeDelta::nanoseconds(1), span.from + span.length() / 2]).collect()
}

fn joined(first: Rendering, second: Rendering) -> Rendering {
    let mut shifts = first.shifts;
    for shift in second.shifts {
        let continued = shifts.iter_mut().find(|earlier| {
            let same = earlier.person == shift.person && earlier.layer == shift.layer;
            same && earlier.span.until == shift.span.from
        });
        match continued {
            Some(earlier) => earlier.span.until = shift.span.until,
            None => shifts.push(shift),
        }
    }
    let mut gaps = first.gaps;
    for gap in second.gaps {
        match gaps.last_mut().filter(|earlier| earlier.until == gap.from) {
            Some(earlier) => earlier.until = gap.until,
            None => gaps.push(gap),
        }
    }
    shifts.sort_by(|one, other| (one.span.from, &one.person).cmp(&(other.span.from, &other.person)));
    Rendering { shifts, gaps }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_rendered_window_is_what_the_rules_say_at_every_instant(
        rotation in any_rotation(), window in window(), at in instant()
    ) {
        let rendering = rotation.shifts(window);
        for at in edges(&rendering).into_iter().chain([at]).filter(|at| window.contains(*at)) {
            prop_assert_eq!(people_at(&rendering, at), by_the_rules(&rotation, at), "at {}", at);
        }
    }

    #[test]
    fn the_answer_for_an_instant_is_the_rendered_window_at_that_instant(
        rotation in any_rotation(), window in window(), at in instant()
    ) {
        let rendering = rotation.shifts(window);
        let some = edges(&rendering).into_iter().step_by(17).chain([at, window.from]);
        for at in some.filter(|at| window.contains(*at)) {
            let cut = |shift: Shift| Some(Shift { span: shift.span.overlap(&window)?, ..shift });
            let mut on: Vec<Shift> = rotation.on_call(at).into_iter().filter_map(cut).collect();
            on.sort_by(|one, other| (one.span.from, &one.person).cmp(&(other.span.from, &other.person)));
            let rendered: Vec<Shift> =
                rendering.shifts.iter().filter(|shift| shift.span.contains(at)).cloned().collect();
            prop_assert_eq!(on, rendered);
        }
    }

    #[test]
    fn shifts_are_sorted_and_nobody_is_on_call_twice(rotation in any_rotation(), window in window()) {
        let shifts = rotation.shifts(window).shifts;
        prop_assert!(shifts.is_sorted_by_key(|shift| (shift.span.from, shift.person.clone())));
        for (index, shift) in shifts.iter().enumerate() {
            let later = || shifts.iter().skip(index + 1).filter(|later| later.person == shift.person);
            prop_assert!(later().all(|later| later.span.from >= shift.span.until));
            let touches = |later: &Shift| later.span.from == shift.span.until && later.layer == shift.layer;
            prop_assert!(!later().any(touches));
        }
    }

    #[test]
    fn a_layer_in_turns_has_no_overlap(layer in layer(), window in window()) {
        let turns = rotation(vec![Layer { simultaneous: false, ..layer }], vec![]);
        let shifts = turns.shifts(window).shifts;
        prop_assert!(shifts.array_windows().all(|[one, next]| one.span.until <= next.span.from));
    }

    #[test]
    fn a_simultaneous_layer_has_each_of_its_people_whenever_it_has_one(layer in layer(), window in window()) {
        let everybody: BTreeSet<PersonId> = layer.participants.iter().cloned().collect();
        let rendering = rotation(vec![Layer { simultaneous: true, ..layer }], vec![]).shifts(window);
        for at in edges(&rendering) {
            let on = people_at(&rendering, at);
            prop_assert!(on.is_empty() || on == everybody);
        }
    }

    #[test]
    fn gaps_and_shifts_tile_the_window(rotation in any_rotation(), window in window()) {
        let Rendering { shifts, gaps } = rotation.shifts(window);
        let covered: Vec<Span> = shifts.iter().map(|shift| shift.span).collect();
        prop_assert!(covered.iter().chain(&gaps).all(|span| span.overlap(&window) == Some(*span)));
        prop_assert_eq!(window.without(&covered), gaps.clone());
        let both: Vec<Span> = covered.into_iter().chain(gaps).collect();
        prop_assert!(window.without(&both).is_empty());
    }

    #[test]
    fn a_window_is_its_two_parts_joined(rotation in any_rotation(), window in window(), at in instant()) {
        let middle = at.clamp(window.from, window.until);
        let first = rotation.shifts(Span::of(window.from, middle));
        let second = rotation.shifts(Span::of(middle, window.until));
        prop_assert_eq!(joined(first, second), rotation.shifts(window));
    }

    #[test]
    fn the_turn_of_an_instant_is_the_one_found_by_counting(layer in layer(), at in instant()) {
        let turns = |number: i64| Some((layer.handoff(number)?, layer.handoff(number + 1)?));
        let mut number = 0;
        while turns(number).is_some_and(|(_, until)| until <= at) {
            number += 1;
        }
        let began = |from: Instant| from <= at && layer.extent().contains(at);
        let counted = turns(number).filter(|(from, _)| began(*from)).map(|_| number);
        prop_assert_eq!(layer.turn_at(at).map(|turn| turn.number), counted);
    }

    #[test]
    fn at_a_handoff_the_people_change_and_between_two_they_do_not(
        rotation in any_rotation(), at in instant()
    ) {
        let moment = TimeDelta::nanoseconds(1);
        let mut before = at;
        let mut on = by_the_rules(&rotation, at);
        for handoff in rotation.next_handoffs(at, 5) {
            prop_assert!(handoff.at > before);
            let halfway = before + (handoff.at - before) / 2;
            for quiet in [halfway, handoff.at - moment] {
                prop_assert_eq!(&by_the_rules(&rotation, quiet), &on);
            }
            prop_assert_eq!(&handoff.from, &on.iter().cloned().collect::<Vec<_>>());
            on = by_the_rules(&rotation, handoff.at);
            prop_assert_eq!(&handoff.to, &on.iter().cloned().collect::<Vec<_>>());
            prop_assert_ne!(&handoff.from, &handoff.to);
            before = handoff.at;
        }
    }
}
