//! The table from what came back to what it means.

use chrono::Duration;
use domain::delivery::Failure;
use providers::classify::{self, Complaint};
use providers::message::{Response, Trouble};

use crate::given;

fn response(status: u16, headers: &[(&str, &str)]) -> Response {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Response { status, headers, body: Vec::new() }
}

fn settled(status: u16, headers: &[(&str, &str)], is_write: bool) -> Option<Failure> {
    classify::settle(Ok(response(status, headers)), Complaint::plain, is_write, given::now()).err()
}

#[test]
fn a_status_means_one_thing_for_reads_and_one_for_writes() {
    let check = |status, read: Option<Failure>, write: Option<Failure>| {
        assert_eq!(settled(status, &[], false), read, "reading, {status}");
        assert_eq!(settled(status, &[], true), write, "writing, {status}");
    };
    let same = |status, failure: Option<Failure>| check(status, failure.clone(), failure);
    let refused = |status: u16| Some(Failure::Refused(format!("it answered with the status {status}")));
    for status in [200, 201, 202, 204] {
        same(status, None);
    }
    for status in [401, 403] {
        same(status, Some(Failure::Unauthorized));
    }
    for status in [400, 402, 404, 409, 410, 413, 422] {
        same(status, refused(status));
    }
    for status in [420, 429] {
        same(status, Some(Failure::Throttled(given::now() + Duration::seconds(30))));
    }
    for status in [500, 501, 503] {
        check(status, Some(Failure::Offline), Some(Failure::Unsure));
    }
    // Who answers so gave up waiting for somebody else, who may be at it still.
    for status in [408, 502, 504, 520, 524] {
        check(status, Some(Failure::Offline), Some(Failure::Lost(given::now())));
    }
    for status in [100, 301, 302, 307, 308, 999] {
        assert!(matches!(settled(status, &[], true), Some(Failure::Garbled(_))), "{status}");
        assert!(matches!(settled(status, &[], false), Some(Failure::Garbled(_))), "{status}");
    }
}

#[test]
fn a_lost_connection_is_unsure_only_for_a_write_that_left() {
    let check = |trouble: Trouble, read, write| {
        assert_eq!(classify::of_trouble(trouble.clone(), false, given::now()), read, "reading, {trouble:?}");
        assert_eq!(classify::of_trouble(trouble.clone(), true, given::now()), write, "writing, {trouble:?}");
    };
    check(Trouble::NotSent, Failure::Offline, Failure::Offline);
    check(Trouble::AfterSending, Failure::Offline, Failure::Lost(given::now()));
    let words = || "the answer is larger than any that it should give".to_owned();
    check(Trouble::TooLarge, Failure::Garbled(words()), Failure::Garbled(words()));
    let words = || "the answer cannot be unpacked".to_owned();
    check(Trouble::Unreadable(words()), Failure::Garbled(words()), Failure::Garbled(words()));
    check(Trouble::Kept(words()), Failure::Refused(words()), Failure::Refused(words()));
}

/// Which of them may go better where less is asked for.
#[test]
fn what_was_too_much_for_a_host_is_told_from_what_it_refuses_and_from_a_host_that_is_away() {
    let answer = |status| Ok(Response { status, ..Response::default() });
    for outcome in
        [answer(408), answer(413), answer(504), answer(524), Err(Trouble::TooLarge), Err(Trouble::AfterSending)]
    {
        assert!(classify::is_too_much(&outcome, Complaint::plain), "{outcome:?}");
    }
    let words = String::new;
    for outcome in
        [answer(200), answer(403), answer(429), answer(500), Err(Trouble::NotSent), Err(Trouble::Unreadable(words()))]
    {
        assert!(!classify::is_too_much(&outcome, Complaint::plain), "{outcome:?}");
    }
}

#[test]
fn a_pause_is_read_in_every_form_and_kept_between_a_second_and_an_hour() {
    let check = |name: &str, value: &str, seconds: i64| {
        let expected = Some(Failure::Throttled(given::now() + Duration::seconds(seconds)));
        assert_eq!(settled(429, &[(name, value)], true), expected, "{name}: {value}");
    };
    check("retry-after", "7", 7);
    check("retry-after", " 7 ", 7);
    check("retry-after", "2.5", 2);
    check("retry-after", "0", 1);
    check("retry-after", "-4", 1);
    check("retry-after", "86400", 3_600);
    check("retry-after", "999999999", 3_600);
    check("retry-after", "Fri, 20 Nov 2026 14:02:40 GMT", 40);
    check("retry-after", "Fri, 20 Nov 2020 14:02:40 GMT", 1);
    check("retry-after", "soon", 30);
    check("ratelimit-reset", "12", 12);
    check("x-ratelimit-reset", "1795183360", 40);
    check("x-ratelimit-reset", "2026-11-20T15:02:20+01:00", 20);
    check("x-ratelimit-reset", "9223372036854775807", 30);
}

/// PagerDuty tells with every answer when its budget is full again.
#[test]
fn the_reset_of_a_budget_delays_nothing_while_something_is_left_of_it() {
    let left = [("ratelimit-remaining", "951"), ("ratelimit-reset", "48")];
    let used_up = [("ratelimit-remaining", "0"), ("ratelimit-reset", "48")];
    let asked = [("retry-after", "7"), ("ratelimit-remaining", "951"), ("ratelimit-reset", "48")];
    let throttled = |seconds| Some(Failure::Throttled(given::now() + Duration::seconds(seconds)));
    assert_eq!(settled(500, &left, false), Some(Failure::Offline));
    assert_eq!(
        classify::pause_until(&response(503, &left), given::now()),
        None,
        "a page that it stumbled over goes on"
    );
    assert_eq!(settled(500, &used_up, false), throttled(48));
    assert_eq!(settled(503, &asked, false), throttled(7));
    assert_eq!(settled(429, &left, false), throttled(48), "a refusal means it");
}

#[test]
fn a_pause_that_stands_in_the_body_is_kept_too_and_a_header_goes_before_it() {
    let complain = |response: &Response| Complaint {
        pause: Some("Fri, 20 Nov 2026 14:02:05 UTC".to_owned()),
        ..Complaint::plain(response)
    };
    let settled = |headers| classify::settle(Ok(response(429, headers)), complain, true, given::now()).unwrap_err();
    let throttled = |seconds| Failure::Throttled(given::now() + Duration::seconds(seconds));
    assert_eq!(settled(&[]), throttled(5));
    assert_eq!(settled(&[("retry-after", "7")]), throttled(7));
    let refused = response(429, &[]);
    let until = classify::used_up(&refused, &complain(&refused), given::now());
    assert_eq!(until, Some(given::now() + Duration::seconds(5)), "nothing is read before");
}

#[test]
fn the_words_of_a_refusal_are_one_short_readable_line() {
    let complain = |_: &Response| Complaint {
        status: 422,
        words: Some(format!("Name\n is\u{7} too\tlong {}", "x".repeat(1_000))),
        ..Complaint::default()
    };
    let failure = classify::settle(Ok(response(422, &[])), complain, true, given::now()).unwrap_err();
    let Failure::Refused(words) = failure else { panic!("{failure:?}") };
    assert!(words.starts_with("Name is too long xxx"));
    assert_eq!(words.chars().count(), 300);
}
