//! Reminders: each nudge once, whatever restarts, sleeps, or runs beside.

use domain::id::IncidentId;
use domain::incident::Notice;
use domain::incident::intent::Intent;
use domain::severity::Severity;
use domain::template::Audience;
use engine::port::About;
use serde_json::json;

use crate::given::House;

/// An incident in which teams are owed an update every 20 minutes, and leadership every 60.
fn quiet_incident(house: &House) -> IncidentId {
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }))
}

fn snooze(house: &House, incident: &IncidentId, audience: Audience, minutes: i64) {
    let until = house.now() + chrono::TimeDelta::minutes(minutes);
    house.act(incident, &Intent::Snooze { audience, until });
}

#[test]
fn an_update_is_announced_due_and_late_once_each() {
    let house = House::small();
    quiet_incident(&house);
    let mut rang = Vec::new();
    for minute in 0..30 {
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
        ]
    );
}

#[test]
fn the_next_round_is_when_the_next_reminder_is() {
    let house = House::small();
    quiet_incident(&house);
    let next = house.engine().remind_now().unwrap().unwrap();
    assert_eq!((next - house.now()).num_minutes(), 15);
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
    assert_eq!(house.ring(), ["Teams update is 50 min late"]);
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
    let notices: Vec<Notice> = rang.iter().map(|reminder| reminder.notice).collect();
    assert_eq!(notices, [Notice::Ahead, Notice::Due, Notice::Overdue]);
}

#[test]
fn what_is_over_rings_for_its_closing_update_and_then_no_more() {
    let house = House::small();
    let incident = quiet_incident(&house);
    house.say(&incident, Audience::Teams, "We are on it");
    house.minutes(1);
    house.act(&incident, &Intent::Resolve { summary: String::new() });
    house.minutes(15);
    assert_eq!(house.ring(), ["Teams update due now"], "leadership was told nothing, so it is owed no closing word");
    house.say(&incident, Audience::Teams, "It is over");
    house.minutes(600);
    assert_eq!(house.ring(), [""; 0]);
}
