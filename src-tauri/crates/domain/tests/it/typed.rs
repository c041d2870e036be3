//! How well names fit what somebody has typed.

use domain::typed::{Fit, Typed, best};

#[test]
fn a_name_fits_by_its_id_its_begin_its_words_or_what_stands_beside_it() {
    for (typed, expected) in [
        ("pagerduty/P 1", Some(Fit::Itself)),
        ("pay", Some(Fit::Begins)),
        ("  Payments core", Some(Fit::Begins)),
        ("eu pay", Some(Fit::Named)),
        ("ments duty", Some(Fit::Within)),
        ("payments us", None),
    ] {
        let fit = Typed::of(typed).fit("pagerduty/P 1", "Payments Core (EU)", &["PagerDuty"]);
        assert_eq!(fit, expected, "{typed}");
    }
    assert!(Typed::of("  ").is_empty());
}

#[test]
fn the_best_stand_first_and_equals_keep_their_order() {
    let names = ["Core payments", "Web", "Payments", "Pay desk"];
    let typed = Typed::of("pay");
    let found = best(names.iter(), |name| typed.fit("", name, &[]));
    assert_eq!(found, [&"Payments", &"Pay desk", &"Core payments"]);
}
