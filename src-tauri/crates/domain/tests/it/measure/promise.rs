//! Whether what was promised came. The reader writes in Paris, an hour ahead of these instants.

use domain::measure::{Adherence, Slip, measure};
use domain::phase::Phase;
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{promising, reopen, resolve, update};

/// `1 kept, 2 slipped by 5 min` until a time of day.
fn told(bridge: &Bridge, until: &str) -> String {
    let measures = measure(&bridge.entries, &bridge.agreement, at(until)).expect("it is declared");
    let teams = measures.adherence.into_iter().find(|line| line.audience == Audience::Teams);
    let teams = teams.unwrap_or_else(|| Adherence::none(Audience::Teams));
    format!("{} kept, {} slipped by {} min", teams.promises_kept, teams.promises_slipped, teams.worst_slip_seconds / 60)
}

/// Told at 09:10, with the next word promised for 09:30.
fn promised() -> Bridge {
    declared().at("09:10").does(promising(Audience::Teams, "a fix", "10:30 CET"))
}

#[test]
fn a_promise_is_judged_by_the_update_that_follows_it() {
    assert_eq!(told(&promised(), "09:30"), "0 kept, 0 slipped by 0 min", "nothing fell due");
    assert_eq!(told(&promised(), "09:36"), "0 kept, 1 slipped by 6 min", "it is late now");
    let next = |time: &str| promised().at(time).does(promising(Audience::Teams, time, "11:30 CET"));
    assert_eq!(told(&next("09:30"), "09:40"), "1 kept, 0 slipped by 0 min");
    assert_eq!(told(&next("09:35"), "09:40"), "0 kept, 1 slipped by 5 min");
    let worst = next("09:35").at("10:40").does(update(Audience::Teams, Phase::Identified, "over soon"));
    assert_eq!(told(&worst, "10:50"), "0 kept, 2 slipped by 10 min");
}

#[test]
fn a_closing_update_keeps_a_promise_as_well() {
    let resolved = promised().at("09:20").does(resolve());
    let closed = |time: &str| resolved.clone().at(time).does(update(Audience::Teams, Phase::Resolved, "over"));
    assert_eq!(told(&closed("09:28"), "18:00"), "1 kept, 0 slipped by 0 min");
    assert_eq!(told(&closed("09:34"), "18:00"), "0 kept, 1 slipped by 4 min");
    assert_eq!(told(&resolved, "09:45"), "0 kept, 1 slipped by 15 min", "nobody closed it");
    assert_eq!(told(&resolved.at("11:00").does(reopen()), "11:05"), "0 kept, 1 slipped by 90 min");
}

#[test]
fn each_promise_that_slipped_is_told_with_when_the_update_came() {
    let slips = |bridge: &Bridge, until: &str| {
        let measures = measure(&bridge.entries, &bridge.agreement, at(until)).expect("it is declared");
        let slip = |slip: &Slip| (slip.audience, slip.promised_at, slip.came_at, slip.late_seconds);
        measures.slips.iter().map(slip).collect::<Vec<_>>()
    };
    assert_eq!(slips(&promised(), "09:30"), []);
    assert_eq!(slips(&promised(), "09:36"), [(Audience::Teams, at("09:30"), None, 360)]);
    let twice = promised().at("09:35").does(promising(Audience::Teams, "half", "11:30 CET"));
    let first = (Audience::Teams, at("09:30"), Some(at("09:35")), 300);
    assert_eq!(slips(&twice, "09:40"), [first]);
    assert_eq!(slips(&twice, "10:45"), [first, (Audience::Teams, at("10:30"), None, 900)]);
    let reopened = twice.at("09:50").does(resolve()).at("11:00").does(reopen());
    assert_eq!(slips(&reopened, "11:05"), [first, (Audience::Teams, at("10:30"), None, 1_800)]);
}

#[test]
fn what_slipped_is_late_by_the_cadence_too_where_the_promise_was_sooner() {
    let bridge = promised().at("09:35").does(update(Audience::Teams, Phase::Identified, "half is back"));
    let line = measure(&bridge.entries, &bridge.agreement, at("09:40")).expect("it is declared").adherence.remove(0);
    assert_eq!((line.kept, line.missed, line.worst_late_seconds, line.late_seconds), (1, 1, 300, 300));
}

#[test]
fn an_organisation_that_tells_more_often_by_now_changes_no_old_review() {
    let mut bridge = declared().at("09:25").does(update(Audience::Teams, Phase::Identified, "a fix"));
    bridge.agreement.cadences.preset = "gitlab".to_owned();
    for line in &mut bridge.agreement.cadences.presets[2].lines {
        line.cadence.ceiling_minutes = 10;
    }
    let line = measure(&bridge.entries, &bridge.agreement, at("09:30")).expect("it is declared").adherence.remove(0);
    assert_eq!((line.kept, line.missed), (1, 0));
}
