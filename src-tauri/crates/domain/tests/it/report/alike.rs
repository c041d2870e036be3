//! When two texts tell the same.

use domain::report::folded;
use proptest::prelude::*;

#[test]
fn what_differs_from_one_telling_to_the_next_is_left_out() {
    let check = |text: &str, expected: &str| assert_eq!(folded(text), expected, "{text}");
    check("  Card   DECLINED. ", "card declined");
    check("Error 502 at 02:41:09", "error # at #");
    check("Paid 1,204.50 twice", "paid # twice");
    check("request req_8fa7c2 failed", "request # failed");
    check("2026-11-20T22:04:12Z timeout", "# timeout");
    check("470ec005-4b44-44c1-a697-b20a11957292", "#");
    check("3DS fails", "#ds fails");
    check("order #4411", "order #");
    check(" … ", "");
}

#[test]
fn what_tells_something_else_stays() {
    let check = |one: &str, other: &str| assert_ne!(folded(one), folded(other));
    check("Card declined", "Card refused");
    check("do_not_honor", "insufficient_funds");
    check("3DS fails", "4G fails");
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_more(text in "[ -\"$-~äß]{0,60}") {
        let once = folded(&text);
        prop_assert_eq!(folded(&once.replace('#', "1")), once);
    }

    #[test]
    fn other_digits_are_the_same(text in "[a-z0-9:. -]{0,60}", digit in 0..10_u8) {
        let other: String = text.chars().map(|letter| if letter.is_ascii_digit() { char::from(b'0' + digit) } else { letter }).collect();
        prop_assert_eq!(folded(&text), folded(&other));
    }
}
