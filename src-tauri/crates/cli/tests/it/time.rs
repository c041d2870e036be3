//! Times as scripts write them, and as they get them back.

use crate::given::{Bwatch, is_instant};

fn begins(at: &str, expected: &str) {
    let arguments = ["shifts", "web", "--from", at, "--to", "2027-06-01"];
    assert_eq!(Bwatch::default().ask(&arguments)["shifts"][0]["from"], expected, "{at}");
}

#[test]
fn a_time_is_an_instant_or_a_wall_clock_time_in_the_zone() {
    begins("2026-11-20T22:00:00+01:00", "2026-11-20T22:00:00+01:00");
    begins("2026-11-20T21:00:00Z", "2026-11-20T22:00:00+01:00");
    begins("2026-11-20T21:00Z", "2026-11-20T22:00:00+01:00");
    begins("2026-11-20T22:00", "2026-11-20T22:00:00+01:00");
    begins("2026-11-20 22:00", "2026-11-20T22:00:00+01:00");
    begins("2026-11-20", "2026-11-20T00:00:00+01:00");
    begins("2026-07-01T09:00", "2026-07-01T09:00:00+02:00");
}

#[test]
fn a_time_that_does_not_exist_is_the_first_that_does_and_one_that_comes_twice_its_first() {
    begins("2027-03-28T02:30", "2027-03-28T03:00:00+02:00");
    begins("2026-10-25T02:30", "2026-10-25T02:30:00+02:00");
}

#[test]
fn an_end_counts_from_its_begin_unless_it_is_now_or_ago() {
    let bwatch = Bwatch::default();
    let ends = |from: &str, to: &str, expected: &str| {
        let shifts = bwatch.ask(&["shifts", "web", "--from", from, "--to", to]);
        assert_eq!(shifts["known"]["until"], expected, "{from} {to}");
    };
    ends("2027-01-01", "+7d", "2027-01-08T00:00:00+01:00");
    ends("2027-01-01T09:00", "22:00", "2027-01-01T22:00:00+01:00");
    ends("2027-01-01", "2027-02-01", "2027-02-01T00:00:00+01:00");
    let week = |arguments: &[&str]| bwatch.run(&[&["coverage", "--json"], arguments].concat()).json();
    assert_eq!(week(&["--from", "2027-01-04", "--until", "+2d"])["until"], "2027-01-06T00:00:00+01:00");
    for (from, to) in [("-2d", "-1d"), ("-2d", "now"), ("-2d", "+1d")] {
        assert_eq!(bwatch.run(&["shifts", "web", "--from", from, "--to", to]).code, 0, "{from} {to}");
    }
    assert_eq!(bwatch.run(&["shifts", "web", "--from", "2027-01-02", "--to", "2027-01-01"]).code, 2);
}

#[test]
fn what_is_no_time_is_bad_usage_and_never_a_crash() {
    let bwatch = Bwatch::default();
    for text in
        ["", "soon", "25:00", "2026-13-01", "2026-02-30", "+", "-", "+2", "+9999999999999d", "+262142-01-01", "h"]
    {
        let done = bwatch.run(&["oncall", "--at", text]);
        assert_eq!(done.code, 2, "{text}: {}", done.err);
    }
    for text in ["0001-01-02", "9998-12-31", "+10000d", "-30m", "09:00", "now"] {
        let done = bwatch.run(&["oncall", "--json", "--at", text]);
        assert!(done.code <= 1, "{text}: {}", done.err);
        assert!(done.json().is_array());
    }
}

#[test]
fn the_zone_of_the_answer_is_the_one_that_was_asked_for() {
    let bwatch = Bwatch::default();
    let lines = bwatch.ask(&["oncall", "--at", "2026-11-20T22:00:00Z", "--zone", "Asia/Kolkata"]);
    assert!(lines[0]["from"].as_str().unwrap().ends_with("+05:30"), "{lines}");
    let lines = bwatch.ask(&["oncall", "--at", "2026-11-20T22:00:00Z", "--zone", "UTC"]);
    assert!(lines[0]["from"].as_str().unwrap().ends_with('Z'), "{lines}");
    assert_eq!(bwatch.run(&["oncall", "--zone", "Mars/Olympus"]).code, 2);
}

#[test]
fn every_instant_of_an_incident_has_the_zone() {
    let bwatch = Bwatch::default();
    bwatch.ask(&[
        "incident",
        "declare",
        "--title",
        "2026-11-20T22:00:00Z",
        "--severity",
        "1",
        "--playbook",
        "payments",
    ]);
    bwatch.ask(&["incident", "impact", "INC-1"]);
    bwatch.ask(&["incident", "answer", "INC-1", "p1", "acknowledged"]);
    bwatch.ask(&["incident", "snooze", "INC-1", "teams"]);
    bwatch.ask(&["incident", "ask", "INC-1", "mateo", "How many?", "--back", "+10m"]);
    bwatch.ask(&["incident", "impact", "INC-1", "--withdraw", "A test, nobody else"]);
    let whole = bwatch.ask(&["incident", "show", "INC-1"]);
    assert_eq!(whole["title"], "2026-11-20T22:00:00Z", "what people wrote stays");
    for pointer in [
        "/declared_at",
        "/impact/confirmed_at",
        "/impact/withdrawn/at",
        "/roles/0/since",
        "/pages/0/requested_at",
        "/pages/0/answer/at",
        "/asks/0/back_by",
        "/snoozed/teams",
        "/clocks/0/due_at",
        "/clocks/0/owed_from",
        "/clocks/0/snoozed_until",
        "/entries/0/happened_at",
        "/entries/0/recorded_at",
        "/entries/1/event/collisions/launches/0/begins_at",
        "/entries/2/event/not_before",
        "/deliveries/0/created_at",
        "/deliveries/0/next_at",
    ] {
        let found = whole.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in {whole:#}"));
        assert!(is_instant(found) && found.as_str().unwrap().contains("+01:00"), "{pointer}: {found}");
    }
    assert_eq!(whole["pages"][0]["answer"]["answer"], "acknowledged");
    assert_eq!(whole["impact"]["withdrawn"]["reason"], "A test, nobody else");
}
