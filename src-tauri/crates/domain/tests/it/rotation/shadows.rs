//! Who learns beside whom: by civil days of the rotation's zone, and never as cover.

use domain::rotation::Rotation;
use domain::rotation::shadow::Shadow;
use domain::span::Span;
use proptest::prelude::*;

use super::given::{at, day, layer, people, rotation, span};
use super::strategy::any_rotation;

fn shadow(person: &str, from: Option<&str>, until: Option<&str>, of: Option<&str>) -> Shadow {
    Shadow { person: person.into(), from: from.map(day), until: until.map(day), of: of.map(Into::into) }
}

/// Ana and Ben take turns by the week; Ana from Monday, 5 January.
fn taught(shadows: Vec<Shadow>) -> Rotation {
    Rotation { shadows, ..rotation(vec![layer("Weekly", &["ana", "ben"])], Vec::new()) }
}

#[test]
fn days_are_those_of_the_rotations_zone_and_the_last_one_is_whole() {
    let rotation = taught(vec![shadow("zoe", Some("2026-01-06"), Some("2026-01-07"), None)]);
    let check = |instant: &str, expected: &[&str]| {
        let instant = at(instant);
        assert_eq!(rotation.shadows_at(&people(&["ana"]), instant), people(expected), "{instant}");
    };
    check("2026-01-05T23:59+01:00", &[]);
    check("2026-01-06T00:00+01:00", &["zoe"]);
    check("2026-01-07T23:59+01:00", &["zoe"]);
    check("2026-01-08T00:00+01:00", &[]);
}

#[test]
fn nobody_learns_beside_nobody_nor_while_on_call_themselves() {
    let noon = at("2026-01-06T12:00+01:00");
    let ever = taught(vec![shadow("zoe", None, None, None)]);
    assert_eq!(ever.shadows_at(&people(&["ana"]), noon), people(&["zoe"]));
    assert_eq!(ever.shadows_at(&[], noon), []);
    assert_eq!(ever.shadows_at(&people(&["ana", "zoe"]), noon), []);

    let of_ben = taught(vec![shadow("zoe", None, None, Some("ben"))]);
    assert_eq!(of_ben.shadows_at(&people(&["ana"]), noon), []);
    assert_eq!(of_ben.shadows_at(&people(&["ana", "ben"]), noon), people(&["zoe"]));
}

#[test]
fn a_shadow_stands_beside_each_shift_for_as_long_as_both_hold() {
    let rotation = taught(vec![shadow("zoe", Some("2026-01-10"), Some("2026-01-20"), None)]);
    let shifts = rotation.shifts(span("2026-01-05T09:00+01:00", "2026-01-26T09:00+01:00")).shifts;
    let told: Vec<String> = rotation
        .shadowings(&shifts)
        .iter()
        .map(|one| format!("{} to {} {} beside {}", one.span.from, one.span.until, one.person, one.beside))
        .collect();
    assert_eq!(
        told,
        [
            "2026-01-09 23:00:00 UTC to 2026-01-12 08:00:00 UTC zoe beside ana",
            "2026-01-12 08:00:00 UTC to 2026-01-19 08:00:00 UTC zoe beside ben",
            "2026-01-19 08:00:00 UTC to 2026-01-20 23:00:00 UTC zoe beside ana",
        ]
    );
}

proptest! {
    #[test]
    fn a_shadow_changes_nothing_about_cover(plain in any_rotation(), learner in 0_usize..4) {
        let window = Span::of(at("2026-03-01T00:00Z"), at("2026-04-15T00:00Z"));
        let name = ["ana", "ben", "cleo", "zoe"][learner];
        let taught = Rotation { shadows: vec![shadow(name, None, None, None)], ..plain.clone() };
        let rendering = taught.shifts(window);
        prop_assert_eq!(&rendering, &plain.shifts(window));
        for one in taught.shadowings(&rendering.shifts) {
            prop_assert!(!one.span.is_empty());
            let on_call = rendering.shifts.iter().filter(|shift| shift.span.overlap(&one.span).is_some());
            prop_assert!(on_call.clone().any(|shift| shift.person == one.beside));
            prop_assert!(on_call.clone().all(|shift| shift.person != one.person), "nobody shadows while on call");
        }
    }
}
