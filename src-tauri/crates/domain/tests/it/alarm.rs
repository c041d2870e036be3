//! What rings beside the updates, when, and how often.

use domain::alarm::{Alarm, due, next_change};
use domain::incident::event::Event;
use domain::incident::intent::{Intent, QuestionUrgency};
use domain::incident::{Notice, WorkState};
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{question, resolve};

/// `fix due, qu1 overdue`: what a worker would say now.
fn told(bridge: &Bridge) -> String {
    let line = |due: &domain::alarm::DueAlarm| {
        let what = match &due.alarm {
            Alarm::Fix { workstream, .. } => {
                workstream.as_ref().map_or("fix".to_owned(), |work| format!("fix of {work}"))
            }
            Alarm::Question { question } => question.to_string(),
        };
        let again = if due.nudge.repeat > 0 { " again" } else { "" };
        format!("{what} {}{again}", if due.nudge.notice == Notice::Due { "due" } else { "overdue" })
    };
    due(bridge.state(), bridge.now).iter().map(line).collect::<Vec<_>>().join(", ")
}

/// Says at each time what is due, and writes down that it did; checks what it said.
fn watch(mut bridge: Bridge, expected: &[(&str, &str)]) -> Bridge {
    for (clock, words) in expected {
        bridge = bridge.at(clock);
        assert_eq!(told(&bridge), *words, "at {clock}");
        for due in due(bridge.state(), bridge.now) {
            let (notice, repeat) = (due.nudge.notice, due.nudge.repeat);
            bridge = bridge.sees(match due.alarm {
                Alarm::Fix { workstream, .. } => Event::FixReminded { workstream, due_at: due.due_at, notice, repeat },
                Alarm::Question { question } => Event::QuestionReminded { question, notice, repeat },
            });
        }
        assert_eq!(told(&bridge), "", "nothing is said twice, at {clock}");
    }
    bridge
}

fn open() -> Intent {
    Intent::OpenWorkstream { title: "Roll back".into(), owner: None, effort: None }
}

fn hurries(cannot_wait: bool) -> Intent {
    Intent::HurryQuestion(QuestionUrgency { question: "qu1".into(), cannot_wait })
}

fn asked() -> Bridge {
    let held = declared().does(open()).at("09:01").does(question(Audience::Leadership, "How long?"));
    held.at("09:02").does(hurries(true))
}

#[test]
fn a_silent_fix_rings_when_due_then_late_three_times_and_no_more() {
    let rows = [
        ("09:09:59", ""),
        ("09:10", "fix due"),
        ("09:12", "fix overdue"),
        ("09:17", "fix overdue again"),
        ("09:22", "fix overdue again"),
        ("23:00", ""),
    ];
    watch(declared(), &rows);
    watch(declared(), &[("09:50", "fix overdue again"), ("09:51", "")]);
}

#[test]
fn a_word_of_the_fix_starts_anew_and_the_end_is_silent() {
    let opened = watch(declared(), &[("09:12", "fix overdue")]).does(open());
    let heard = watch(opened, &[("09:21", ""), ("09:22", "fix of w1 due")]).does(Intent::ChangeWorkstream {
        workstream: "w1".into(),
        state: WorkState::Moving,
        word: "half way".into(),
        owner: None,
        effort: None,
    });
    let again = watch(heard, &[("09:31", ""), ("09:32", "fix of w1 due")]);
    watch(again.does(resolve()), &[("11:00", "")]);
}

#[test]
fn only_a_question_that_cannot_wait_rings_and_from_when_that_was_said() {
    let waits = declared().does(open()).does(question(Audience::Leadership, "How long?"));
    watch(waits, &[("09:09", "")]);
    let rung = watch(asked(), &[("09:06", ""), ("09:07", "qu1 due"), ("09:09", "qu1 overdue")]);
    let let_wait = rung.does(hurries(false));
    assert_eq!(told(&let_wait.clone().at("09:09:30")), "");
    let hurried = let_wait.at("09:10").does(hurries(true));
    assert_eq!(told(&hurried.at("09:14")), "fix of w1 overdue", "counted anew");
}

#[test]
fn a_clock_that_was_set_back_rings_when_it_is_due_by_the_clock_of_now() {
    let back = |bridge: Bridge| bridge.sees(Event::ClockSetBack { from: at("09:08"), to: at("09:03") });
    let rung = watch(asked(), &[("09:07", "qu1 due")]);
    watch(back(rung.at("09:08")), &[("09:06", ""), ("09:07", "qu1 due")]);
}

#[test]
fn the_next_round_is_when_the_next_one_can_ring() {
    let next = |clock| next_change(asked().state(), at(clock));
    assert_eq!(next("09:02"), Some(at("09:07")));
    assert_eq!(next("09:07"), Some(at("09:09")));
    assert_eq!(next("09:23"), None, "all of it was said, or could have been");
}
