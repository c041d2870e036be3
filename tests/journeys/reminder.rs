//! Reminders: each nudge once, whatever restarts, sleeps, or runs beside.

use domain::id::IncidentId;
use domain::incident::Notice;
use domain::incident::intent::Intent;
use domain::severity::Severity;
use domain::span::Instant;
use domain::template::Audience;
use engine::port::About;
use serde_json::json;

use crate::given::{House, at};

/// An incident in which teams are owed an update every 20 minutes, and leadership every 60.
fn quiet_incident(house: &House) -> IncidentId {
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }))
}

fn snooze(house: &House, incident: &IncidentId, audience: Audience, minutes: i64) {
    let until = house.now() + chrono::TimeDelta::minutes(minutes);
    house.act(incident, &Intent::Snooze { audience, until });
}

#[test]
fn an_update_is_announced_due_and_late_three_times_and_then_no_more() {
    let house = House::small();
    quiet_incident(&house);
    let mut rang = Vec::new();
    for minute in 0..54 {
        rang.extend(house.ring().into_iter().map(|title| (minute, title)));
        house.minutes(1);
    }
    let said = |minute, title: &str| (minute, title.to_owned());
    assert_eq!(
        rang,
        [
            said(15, "Teams update due in 5 min"),
            said(20, "Teams update due now"),
            said(22, "Teams update is 2 min late"),
            said(27, "Teams update is 7 min late"),
            said(32, "Teams update is 12 min late"),
        ]
    );
}

/// In Europe, where the reader is, an hour is left out on the first of these nights and comes twice on the second.
#[test]
fn an_hour_that_is_missing_or_comes_twice_moves_no_clock() {
    for night in ["2027-03-28T00:50:00Z", "2027-10-31T00:50:00Z"] {
        let house = House::small();
        let night: Instant = night.parse().unwrap();
        house.advance(night - house.now());
        let incident = quiet_incident(&house);
        let mut rang = Vec::new();
        for minute in 0..40 {
            rang.extend(house.ring().into_iter().map(|title| (minute, title)));
            house.minutes(1);
        }
        let minutes: Vec<i64> = rang.iter().map(|(minute, _)| *minute).collect();
        assert_eq!(minutes, [15, 20, 22, 27, 32], "{night}: {rang:?}");
        let clocks = house.engine().bridge(&incident).unwrap().clocks;
        let due: Vec<i64> =
            clocks.iter().filter_map(|clock| clock.due_at).map(|due| (at(due) - night).num_minutes()).collect();
        assert_eq!(due, [20, 60], "{night}: minutes are minutes");
    }
}

#[test]
fn the_next_round_is_when_the_next_reminder_is() {
    let house = House::small();
    quiet_incident(&house);
    let next = house.engine().remind_now().unwrap().unwrap();
    assert_eq!((next - house.now()).num_minutes(), 10, "nobody works on it: the fix rings first");
    house.minutes(10);
    let next = house.engine().remind_now().unwrap().unwrap();
    assert_eq!((next - house.now()).num_minutes(), 2);
}

#[test]
fn a_laptop_that_slept_rings_once_for_everything() {
    let mut house = House::small();
    let incident = quiet_incident(&house);
    house.confirm_impact(&incident, "europe");
    house.minutes(180);
    house.engine().remind_now().unwrap();
    let heard = house.heard();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].title, "Teams, Customers, Leadership updates are due");
    assert_eq!((&heard[0].about, heard[0].notice), (&About::Update(Audience::Teams), Notice::Overdue));
    house.restart();
    assert_eq!(house.ring(), [""; 0]);
    house.minutes(60);
    assert_eq!(house.ring(), [""; 0]);
}

#[test]
fn a_restart_rings_nothing_twice_and_forgets_nothing() {
    let mut house = House::small();
    quiet_incident(&house);
    house.minutes(15);
    assert_eq!(house.ring().len(), 1);
    house.restart();
    assert_eq!(house.ring(), [""; 0]);
    house.end();
    house.minutes(6);
    house.restart();
    assert_eq!(house.ring(), ["Teams update due now"]);
}

#[test]
fn an_update_starts_the_clock_anew() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.minutes(14);
    house.say(&incident, Audience::Teams, "We are on it");
    house.minutes(14);
    assert_eq!(house.ring(), [""; 0]);
    house.minutes(1);
    assert_eq!(house.ring(), ["Teams update due in 5 min"]);
}

#[test]
fn a_snooze_moves_the_reminder_of_one_audience_and_never_the_promise() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.minutes(55);
    assert_eq!(house.ring(), ["Teams, Leadership updates are due"]);
    let due_at = house.engine().tray().unwrap().label;
    snooze(&house, &incident, Audience::Teams, 10);
    assert_eq!(house.engine().tray().unwrap().label, due_at);
    house.minutes(5);
    assert_eq!(house.ring(), ["Leadership update due now"], "leadership was not asked to be quiet");
    house.minutes(5);
    assert_eq!(house.ring(), ["Teams, Leadership updates are due"], "what was late before is late again");
    assert_eq!(house.ring(), [""; 0]);
    snooze(&house, &incident, Audience::Teams, 5);
    house.minutes(5);
    assert_eq!(house.ring(), ["Teams, Leadership updates are due"]);
    house.minutes(5);
    assert_eq!(house.ring(), ["Leadership update is 15 min late"]);
    house.minutes(5);
    assert_eq!(house.ring(), [""; 0]);
}

#[test]
fn quiet_silences_everything_for_a_while_and_loses_nothing() {
    let house = House::small();
    quiet_incident(&house);
    house.minutes(14);
    house.engine().quiet(10).unwrap();
    house.minutes(7);
    assert_eq!(house.ring(), [""; 0]);
    let next = house.engine().remind_now().unwrap().unwrap();
    assert_eq!((next - house.now()).num_minutes(), 3);
    house.minutes(3);
    assert_eq!(house.ring(), ["Teams update is 4 min late"]);
}

#[test]
fn another_severity_counts_the_clocks_anew() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.minutes(15);
    assert_eq!(house.ring(), ["Teams update due in 5 min"]);
    let reason = "Few are hit".to_owned();
    house.act(&incident, &Intent::ChangeSeverity { severity: Severity::Sev3, reason });
    house.minutes(30);
    assert_eq!(house.ring(), [""; 0], "teams are owed an update every 60 minutes now");
    house.minutes(10);
    assert_eq!(house.ring(), ["Teams update due in 5 min"]);
    house.act(&incident, &Intent::ChangeSeverity { severity: Severity::Sev1, reason: String::new() });
    assert_eq!(house.ring(), ["Teams, Leadership updates are due"]);
}

#[test]
fn two_processes_ring_once() {
    let (house, mut rang) = (House::small(), Vec::new());
    quiet_incident(&house);
    let neighbour = house.neighbour();
    for _ in 0..25 {
        house.minutes(1);
        let (one, other) = (house.engine().clone(), neighbour.engine().clone());
        let beside = std::thread::spawn(move || other.remind_now().map(drop));
        one.remind_now().unwrap();
        beside.join().unwrap().unwrap();
        rang.extend(house.heard());
    }
    let (updates, alarms): (Vec<_>, Vec<_>) = rang.iter().partition(|reminder| reminder.about != About::Bridge);
    let notices: Vec<Notice> = updates.iter().map(|reminder| reminder.notice).collect();
    assert_eq!(notices, [Notice::Ahead, Notice::Due, Notice::Overdue]);
    assert_eq!(alarms.len(), 3, "{alarms:?}");
}

#[test]
fn what_is_over_rings_for_its_closing_update_and_then_no_more() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.say(&incident, Audience::Teams, "We are on it");
    house.minutes(1);
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: None, release: false });
    house.minutes(15);
    assert_eq!(house.ring(), ["Teams update due now"], "leadership was told nothing, so it is owed no closing word");
    house.say(&incident, Audience::Teams, "It is over");
    house.minutes(600);
    assert_eq!(house.ring(), [""; 0]);
}

#[test]
fn after_a_night_in_the_bag_all_incidents_speak_at_once_and_once() {
    let mut house = House::small();
    quiet_incident(&house);
    house.declare(json!({ "title": "Search is slow", "severity": "sev2", "page": [] }));
    house.minutes(600);
    house.engine().remind_now().unwrap();
    let heard = house.heard();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].title, "4 updates in 2 incidents are due");
    assert!(heard[0].body.contains("Cards fail") && heard[0].body.contains("Search is slow"), "{}", heard[0].body);
    house.restart();
    house.minutes(600);
    assert_eq!(house.ring(), [""; 0]);
}

#[test]
fn a_clock_that_is_set_back_keeps_no_update_waiting_and_rings_nothing_twice() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.minutes(120);
    house.say(&incident, Audience::Teams, "We are on it");
    house.minutes(-118);
    assert_eq!(house.ring(), [""; 0]);
    let bridge = house.engine().bridge(&incident).unwrap();
    let left = |due_at: Option<i64>| due_at.map(|due_at| (at(due_at) - house.now()).num_minutes());
    assert_eq!(left(bridge.clocks[0].due_at), Some(20), "and not 138");
    assert!(bridge.log.iter().any(|line| line.text.contains("set back by 118 min")), "{:?}", bridge.log.last());
    house.minutes(15);
    assert_eq!(house.ring(), ["Teams update due in 5 min"]);
    assert_eq!(house.ring(), [""; 0]);
}

#[test]
fn where_the_desktop_shows_nothing_tray_and_window_say_so_and_the_window_asks_for_attention() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.refuse_notifications(Some("no daemon"));
    house.minutes(9);
    house.act(&incident, &Intent::OpenWorkstream { title: "Roll back".into(), owner: None, effort: None });
    house.minutes(6);
    assert_eq!((house.ring(), house.insisted()), (Vec::new(), 0), "what is soon due can wait for a glance");
    house.minutes(5);
    assert_eq!((house.ring(), house.insisted()), (Vec::new(), 1));
    let warned = "Notifications do not reach the desktop (no daemon). Watch the tray and this window.";
    let told = |house: &House| house.engine().shell().unwrap().warnings.iter().any(|words| words == warned);
    assert!(told(&house));
    assert_eq!(house.engine().tray().unwrap().unheard.as_deref(), Some("no daemon"));
    house.refuse_notifications(None);
    house.minutes(2);
    assert_eq!(house.ring(), ["Teams update is 2 min late"]);
    assert!(!told(&house));
    assert_eq!(house.engine().tray().unwrap().unheard, None);
}

#[test]
fn bridge_tray_band_and_script_tell_the_same_clocks() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.confirm_impact(&incident, "europe");
    for minutes in [1, 14, 6, 9, 30, 200] {
        house.minutes(minutes);
        let engine = house.engine();
        let bridge = engine.bridge(&incident).unwrap().clocks;
        let scripted = engine.clocks(Some(&incident)).unwrap().remove(0).clocks;
        assert_eq!(bridge, scripted);
        let first = bridge.iter().filter_map(|clock| Some((clock.due_at?, clock.audience))).min().unwrap();
        let next = engine.shell().unwrap().incidents[0].next.clone().unwrap();
        assert_eq!((next.due_at, next.audience), first);
        let tray = engine.tray().unwrap();
        assert!(tray.label.starts_with(first.1.name()), "{} speaks first: {}", first.1.name(), tray.label);
        let shown = at(first.0).with_timezone(&chrono_tz::Europe::Paris).format("due %H:%M %Z").to_string();
        assert!(tray.first.contains(&shown), "{} tells {shown}", tray.first);
    }
}
