//! The repair's clock beside those of the words: when nothing was heard of it for too long, and that both are equally loud.

use domain::incident::intent::Intent;
use domain::incident::{Notice, WorkState};
use domain::measure::measure;
use domain::phase::Phase;
use domain::reminder;
use domain::severity::Severity;
use domain::template::Audience;
use domain::track::fix;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{resolve, update};

fn open(title: &str) -> Intent {
    Intent::OpenWorkstream { title: title.into(), owner: Some("ana".into()), effort: None }
}

fn word(workstream: &str, state: WorkState) -> Intent {
    Intent::ChangeWorkstream { workstream: workstream.into(), state, word: "on it".into(), owner: None, effort: None }
}

/// Of which line of work a word is due when.
fn due(bridge: &Bridge) -> Option<(Option<String>, domain::span::Instant)> {
    let fix = fix(bridge.state())?;
    Some((fix.work.map(|work| work.title.clone()), fix.due_at))
}

#[test]
fn an_incident_on_which_nobody_works_is_a_fix_that_stalls() {
    assert_eq!(due(&declared()), Some((None, at("09:10"))), "from its declaration");
    let opened = declared().at("09:04").does(open("Roll back"));
    assert_eq!(due(&opened), Some((Some("Roll back".into()), at("09:14"))));
}

#[test]
fn the_line_of_work_that_was_silent_longest_is_named() {
    let two = declared().does(open("Roll back")).at("09:02").does(open("Ledger"));
    assert_eq!(due(&two), Some((Some("Roll back".into()), at("09:10"))));
    let heard = two.at("09:08").does(word("w1", WorkState::Moving));
    assert_eq!(due(&heard), Some((Some("Ledger".into()), at("09:12"))));
    let done = heard.at("09:09").does(word("w2", WorkState::Done));
    assert_eq!(due(&done), Some((Some("Roll back".into()), at("09:18"))), "what is done owes no word");
}

#[test]
fn where_all_is_done_somebody_must_say_what_comes_next_unless_it_is_watched() {
    let done = declared().does(open("Roll back")).at("09:20").does(word("w1", WorkState::Done));
    assert_eq!(due(&done), Some((None, at("09:30"))));
    let watched = done.at("09:21").does(Intent::ChangePhase { phase: Phase::Monitoring });
    assert_eq!(due(&watched), None);
    assert_eq!(due(&watched.does(resolve())), None);
}

#[test]
fn what_came_back_counts_anew() {
    let back = declared().does(open("Roll back")).at("09:05").does(resolve()).at("09:40");
    let back = back.does(Intent::Reopen { reason: "it fails again".into() });
    assert_eq!(due(&back), Some((Some("Roll back".into()), at("09:50"))));
}

#[test]
fn the_less_severe_the_longer_it_may_be_silent() {
    let of = |severity| {
        let changed = declared().does(Intent::ChangeSeverity { severity, reason: "measured".into() });
        due(&changed).map(|(_, due_at)| due_at)
    };
    assert_eq!(of(Severity::Sev1), Some(at("09:10")));
    assert_eq!(of(Severity::Sev3), Some(at("09:30")));
    assert_eq!(of(Severity::Sev4), Some(at("10:00")));
}

/// The steps of an update that is due at the same instant, second by second.
#[test]
fn a_stalled_fix_is_as_loud_as_late_words() {
    let bridge = declared().does(Intent::ChangeCadence { audience: Audience::Teams, minutes: Some(10) });
    let fix = fix(bridge.state()).expect("it is open");
    let words = reminder::clock(bridge.state(), &bridge.agreement.cadences, Audience::Teams);
    assert_eq!(words.due_at, Some(fix.due_at));
    let mut seen = Vec::new();
    for second in 0..20 * 60 {
        let now = at("09:00") + chrono::Duration::seconds(second);
        assert_eq!(fix.notice(now), words.notice(now), "{now}");
        seen.extend(fix.notice(now));
    }
    seen.dedup();
    assert_eq!(seen, [Notice::Ahead, Notice::Due, Notice::Overdue]);
}

#[test]
fn a_review_lays_both_silences_beside_each_other() {
    let told = update(Audience::Teams, Phase::Investigating, "on it");
    let bridge = declared().at("09:05").does(open("Roll back")).at("09:20").does(told);
    let bridge = bridge.at("09:25").does(word("w1", WorkState::Done));
    let watched = bridge.at("09:30").does(Intent::ChangePhase { phase: Phase::Monitoring });
    let over = watched.at("10:00").does(resolve());
    let silence = measure(&over.entries, &over.agreement, at("12:00")).expect("it is declared").silence;
    assert_eq!((silence.fix_seconds, silence.words_seconds), (20 * 60, 40 * 60));
}
