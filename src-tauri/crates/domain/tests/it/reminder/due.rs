//! Which reminder is due when, and how loud.

use domain::cadence::Cadences;
use domain::incident::Notice;
use domain::incident::event::Event;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::reminder::{clocks, due, next_change};
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{draft, impact, resolve, severity, snooze, update};

/// `Teams ahead, Customers due`: what a reminder worker would say now.
fn told(bridge: &Bridge) -> String {
    let due = due(bridge.state(), &Cadences::default(), bridge.now);
    let line = |due: &domain::reminder::DueReminder| match due.nudge.notice {
        Notice::Ahead => format!("{:?} ahead", due.audience),
        Notice::Due => format!("{:?} due", due.audience),
        Notice::Overdue if due.nudge.repeat > 0 => format!("{:?} overdue again", due.audience),
        Notice::Overdue => format!("{:?} overdue", due.audience),
    };
    due.iter().map(line).collect::<Vec<_>>().join(", ")
}

/// Says at each time what is due, and writes down that it did; checks what it said.
fn watch(mut bridge: Bridge, expected: &[(&str, &str)]) -> Bridge {
    for (clock, words) in expected {
        bridge = bridge.at(clock);
        assert_eq!(told(&bridge), *words, "at {clock}");
        bridge = fired(bridge);
        assert_eq!(told(&bridge), "", "nothing is said twice, at {clock}");
    }
    bridge
}

/// What the worker writes before it rings.
pub(super) fn event(reminder: &domain::reminder::DueReminder) -> Event {
    let (notice, repeat) = (reminder.nudge.notice, reminder.nudge.repeat);
    Event::ReminderFired { audience: reminder.audience, due_at: reminder.due_at, notice, repeat }
}

fn fired(mut bridge: Bridge) -> Bridge {
    for reminder in due(bridge.state(), &Cadences::default(), bridge.now) {
        bridge = bridge.sees(event(&reminder));
    }
    bridge
}

#[test]
fn a_reminder_is_given_ahead_then_due_then_late_three_times_and_no_more() {
    let rows = [
        ("09:00", ""),
        ("09:24:59", ""),
        ("09:25", "Teams ahead"),
        ("09:29:59", ""),
        ("09:30", "Teams due"),
        ("09:31:59", ""),
        ("09:32", "Teams overdue"),
        ("09:36:59", ""),
        ("09:37", "Teams overdue again"),
        ("09:42", "Teams overdue again"),
        ("09:54:59", ""),
        ("09:55", "Leadership ahead"),
        ("10:00", "Leadership due"),
        ("10:02", "Leadership overdue"),
        ("10:07", "Leadership overdue again"),
        ("10:12", "Leadership overdue again"),
        ("23:00", ""),
    ];
    watch(declared(), &rows);
}

#[test]
fn a_notice_that_was_overtaken_is_never_given() {
    watch(declared(), &[("09:31", "Teams due")]);
    watch(declared(), &[("09:36", "Teams overdue"), ("09:50", "Teams overdue again"), ("09:51", "")]);
    watch(declared(), &[("09:50", "Teams overdue again"), ("09:51", "")]);
    watch(declared(), &[("09:58", "Teams overdue again, Leadership ahead")]);
    let all = "Teams overdue again, Customers overdue again, Leadership overdue again";
    watch(declared().does(impact(&["asia"])), &[("11:00", all), ("23:00", "")]);
}

#[test]
fn ahead_is_a_quarter_of_the_time_where_that_is_less_than_five_minutes() {
    let told = declared().does(update(Audience::Teams, Phase::Identified, "a fix"));
    let resolved = told.at("09:12").does(resolve());
    watch(
        resolved,
        &[("09:23:14", ""), ("09:23:15", "Teams ahead"), ("09:27", "Teams due"), ("09:29", "Teams overdue")],
    );
}

#[test]
fn a_snooze_is_quiet_until_it_ends_and_then_rings_for_what_holds_then() {
    let snoozed = watch(declared(), &[("09:25", "Teams ahead")]).does(snooze(Audience::Teams, "09:31"));
    watch(snoozed, &[("09:30", ""), ("09:31", "Teams due"), ("09:32", "Teams overdue")]);
    let overdue = watch(declared(), &[("09:32", "Teams overdue")]).does(snooze(Audience::Teams, "09:50"));
    watch(overdue, &[("09:49", ""), ("09:50", "Teams overdue again"), ("09:51", "")]);
    let other = declared().does(snooze(Audience::Leadership, "10:30"));
    watch(other, &[("09:30", "Teams due"), ("10:00", "Teams overdue again"), ("10:30", "Leadership overdue again")]);
}

#[test]
fn an_update_ends_a_reminder_and_its_snooze() {
    let late = watch(declared(), &[("09:32", "Teams overdue")]).does(snooze(Audience::Teams, "10:30"));
    let told = late.does(update(Audience::Teams, Phase::Identified, "a fix"));
    watch(told, &[("09:56", "Leadership ahead"), ("09:57", "Teams ahead"), ("10:02", "Leadership overdue, Teams due")]);
}

#[test]
fn a_change_of_severity_makes_another_reminder_of_it() {
    let due_soon = watch(declared(), &[("09:25", "Teams ahead")]);
    let worse = due_soon.does(severity(Severity::Sev1));
    watch(worse, &[("09:25", "Teams overdue"), ("09:27", "Teams overdue again")]);
    let milder = watch(declared(), &[("09:32", "Teams overdue")]).does(severity(Severity::Sev3));
    watch(milder, &[("09:33", ""), ("09:55", "Teams ahead")]);
}

#[test]
fn who_is_owed_nothing_is_reminded_of_nothing() {
    watch(declared().does(resolve()), &[("12:00", "")]);
    let wording = Some(("Database".into(), "db01 is full".into()));
    let technical = UpdateDraft { wording, ..draft(Audience::Technical, Phase::Identified, "") };
    watch(
        declared().does(Intent::PublishUpdate(technical)),
        &[("09:30", "Teams due"), ("11:00", "Teams overdue again, Leadership overdue again")],
    );
}

#[test]
fn the_next_change_is_when_to_look_again() {
    let next = |bridge: &Bridge| next_change(bridge.state(), &Cadences::default(), bridge.now);
    assert_eq!(next(&declared()), Some(at("09:25")));
    assert_eq!(next(&declared().at("09:25")), Some(at("09:30")));
    assert_eq!(next(&declared().at("09:30")), Some(at("09:32")));
    assert_eq!(next(&declared().at("09:32")), Some(at("09:37")));
    assert_eq!(next(&declared().at("09:42")), Some(at("09:55")));
    assert_eq!(next(&declared().at("10:12")), None, "all has been said");
    assert_eq!(next(&declared().does(snooze(Audience::Teams, "10:30")).at("10:12")), Some(at("10:30")));
    assert_eq!(next(&declared().does(resolve())), None);
}

#[test]
fn a_clock_is_loud_whatever_was_said_of_it() {
    let bridge = watch(declared(), &[("09:32", "Teams overdue")]);
    let clocks = clocks(bridge.state(), &Cadences::default());
    let notice = |clock: &str| clocks[0].notice(at(clock));
    assert_eq!([notice("09:24"), notice("09:25")], [None, Some(Notice::Ahead)]);
    assert_eq!([notice("09:30"), notice("09:32")], [Some(Notice::Due), Some(Notice::Overdue)]);
    assert_eq!(clocks[2].notice(at("12:00")), None, "a clock that does not run is calm");
}
