//! How every audience heard, over all incidents: what is over is counted once, and kept beside the journal.

use chrono::TimeDelta;
use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Audience;
use engine::view::adherence::AdherenceView;
use serde_json::json;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES};

/// Told late, and resolved.
fn over() -> (House, IncidentId) {
    let house = House::on(Place::small(SANDBOXES));
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.minutes(50);
    house.say(&incident, Audience::Teams, "Cards fail, we look.");
    house.minutes(5);
    house.act(&incident, &Intent::Resolve { summary: "It went away".to_owned(), loss: None, release: false });
    (house, incident)
}

/// Missed updates to teams.
fn missed(view: &AdherenceView) -> u32 {
    view.lines.iter().find(|line| line.audience == Audience::Teams).unwrap().missed
}

/// The same by a process that has kept nothing.
fn counted_anew(house: &mut House) -> AdherenceView {
    house.end();
    for file in std::fs::read_dir(house.folder()).unwrap().flatten() {
        if file.file_name().to_string_lossy().starts_with("cache.db") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    house.restart();
    house.engine().adherence().unwrap()
}

#[test]
fn what_is_kept_says_what_the_journal_says() {
    let (mut house, incident) = over();
    let fresh = house.engine().adherence().unwrap();
    assert_eq!((missed(&fresh), fresh.incidents), (1, 1));
    house.advance(TimeDelta::days(8));
    let first = house.engine().adherence().unwrap();
    let kept = house.engine().adherence().unwrap();
    assert_eq!(first, kept);
    assert_eq!(kept, counted_anew(&mut house));

    // What is written later is counted, whatever was kept.
    house.act(&incident, &Intent::Reopen { reason: "It is back".to_owned() });
    house.minutes(50);
    let open = house.engine().adherence().unwrap();
    assert_eq!(missed(&open), 2);
    house.minutes(1);
    assert_eq!(house.engine().adherence().unwrap(), counted_anew(&mut house));
}

#[test]
fn an_organisation_that_tells_more_often_counts_anew() {
    let (mut house, _) = over();
    let second = house.declare(json!({ "title": "Search fails", "severity": "sev1", "page": [] }));
    house.minutes(12);
    house.act(&second, &Intent::Resolve { summary: "It went away".to_owned(), loss: None, release: false });
    house.advance(TimeDelta::days(8));
    let before = house.engine().adherence().unwrap();
    assert_eq!(missed(&before), 1, "12 minutes are in time");
    let file = std::fs::read_to_string(house.place().path().join("bridgewatch.yaml")).unwrap();
    let often = "cadence: { preset: often, presets: [ { id: often, name: Often, lines: [ \
                 { severity: sev1, audience: teams, ceiling_minutes: 5 } ] } ] }\n";
    house.place().write("bridgewatch.yaml", &format!("{file}{often}"));
    house.restart();
    let after = house.engine().adherence().unwrap();
    assert_eq!(missed(&after), 2, "{:?}", house.engine().problems());
    assert_eq!(after, counted_anew(&mut house));
}
