//! A shift that ends: the note is assembled from what is open, offered to whoever is next, and waits until they accept it.

use domain::id::{PersonId, ShiftNoteId};
use domain::shift_note::{Settlement, ShiftOffer, Subject};
use domain::span::Instant;
use engine::shift_note::ShiftForm;
use engine::view::watch::{Need, NeedTarget};
use serde_json::json;

use crate::given::{House, Place, places};

/// What stands under what needs somebody and is about a shift.
fn needs(house: &House) -> Vec<Need> {
    let needs = house.engine().watch().unwrap().needs.into_iter();
    needs.filter(|need| matches!(need.target, NeedTarget::Shift { .. })).collect()
}

fn titles(house: &House) -> Vec<String> {
    needs(house).into_iter().map(|need| need.title).collect()
}

/// The sample on a Friday, with whoever leads incidents until 21:00 UTC at the machine, and who comes after them.
fn house() -> (House, PersonId, PersonId) {
    let mut house = House::sample();
    let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
    let giver = lines.filter(|line| line.rotation == "incident-lead").find_map(|line| line.person).unwrap();
    house.seats(&giver.as_str().into());
    let next = house.engine().shift_sheet(None, None).unwrap().next.unwrap();
    (house, giver.as_str().into(), next.id.as_str().into())
}

fn offer(house: &House, id: &str, to: &PersonId) -> ShiftOffer {
    let form = ShiftForm { rotation: "incident-lead".into(), to: to.clone(), remarks: "Coffee is out".to_owned() };
    house.engine().offer_shift(&ShiftNoteId::from(id), &form).unwrap()
}

#[test]
fn the_next_shift_gets_what_is_open_and_says_that_it_has_it() {
    let (mut house, giver, next) = house();
    assert_eq!(titles(&house), [""; 0], "the shift ends in seven hours");
    house.minutes(6 * 60);
    let asked = titles(&house);
    assert!(asked[0].starts_with("Your shift ends at ") && asked[0].contains(": hand over to "), "{asked:?}");

    let incident = house.declare(
        json!({ "title": "Cards fail", "severity": "sev1", "services": ["payments-api"], "page": ["payments"] }),
    );
    let offered = offer(&house, "note-1", &next);
    assert_eq!((&offered.from, &offered.to), (&giver, &next));
    let part = |subject| offered.note.parts.iter().find(|part| part.subject == subject);
    assert_eq!(part(Subject::Incidents).unwrap().lines[0].incident.as_ref(), Some(&incident));
    assert!(part(Subject::Pages).is_some() && part(Subject::Deliveries).is_some(), "{:#?}", offered.note);
    assert!(offered.text.contains("Remarks\nCoffee is out"), "{}", offered.text);
    offer(&house, "note-1", &next);
    assert_eq!(house.engine().shift_offers().unwrap().len(), 1, "the same form sent twice is one offer");

    house.minutes(5);
    house.restart();
    let waiting = needs(&house);
    assert!(waiting[0].title.ends_with("has not accepted the shift of Incident lead"), "{waiting:?}");
    let later = house.engine().shift_sheet(None, None).unwrap();
    assert_eq!(later.note.at, offered.at.timestamp_millis(), "what was offered stays as it was");
    assert!(!later.offer.unwrap().may_accept);

    house.seats(&next);
    let told = titles(&house);
    assert!(told.iter().any(|title| title.ends_with("handed the shift over to you: read and accept")), "{told:?}");
    let accepted = house.neighbour().engine().accept_shift(&offered.id).unwrap();
    let settlement = Settlement::Accepted { by: next.clone(), at: house.now(), by_word_of_mouth: false };
    assert_eq!(accepted.settled, Some(settlement));
    assert_eq!(house.engine().accept_shift(&offered.id).unwrap().settled, accepted.settled, "twice is once");
    house.seats(&giver);
    assert_eq!(titles(&house), [""; 0], "handed over, and not asked for again");
    assert!(house.engine().accept_shift(&offered.id).is_err());
}

#[test]
fn one_offer_of_a_rotation_waits_at_a_time_and_is_taken_back_with_a_reason() {
    let (house, giver, next) = house();
    let offered = offer(&house, "note-1", &next);
    let form = ShiftForm { rotation: "incident-lead".into(), to: next, remarks: String::new() };
    let refused = house.engine().offer_shift(&"note-2".into(), &form).unwrap_err().to_string();
    assert!(refused.ends_with("Take that back first."), "{refused}");
    assert!(house.engine().take_back_shift(&offered.id, " ").is_err());
    house.engine().take_back_shift(&offered.id, "I stay").unwrap();
    let again = house.engine().offer_shift(&"note-2".into(), &form).unwrap();
    let recorded = house.engine().accept_shift(&again.id).unwrap();
    assert!(matches!(recorded.settled, Some(Settlement::Accepted { by_word_of_mouth: true, by, .. }) if by == giver));
    let before = house.engine().shift_sheet(None, None).unwrap().before;
    assert_eq!(before[1].outcome.rsplit(": ").next(), Some("I stay"));
    assert!(before[0].outcome.contains("by word of mouth"));
}

/// Mara on Fridays of November for four weeks, then Tomasz; or alone.
fn long_turns(participants: &str) -> House {
    let place = Place::small(places::SANDBOXES);
    let layer = format!("{{ participants: {participants}, start: 2026-01-05, handoff: \"09:00\", turn: 4 weeks }}");
    place.write(
        "rotations/lead.yaml",
        &format!("name: Lead\nfunction: engineering\ntime_zone: UTC\nlayers: [{layer}]\n"),
    );
    House::on(place)
}

#[test]
fn a_turn_of_weeks_ends_when_it_ends_and_is_offered_to_whoever_is_next() {
    let house = long_turns("[tomasz, mara]");
    let sheet = house.engine().shift_sheet(Some(&"lead".into()), None).unwrap();
    let at = |text: &str| text.parse::<Instant>().unwrap().timestamp_millis();
    assert_eq!(sheet.until, Some(at("2026-12-07T09:00:00Z")), "17 days ahead");
    assert_eq!(sheet.next.map(|person| person.id), Some("tomasz".to_owned()));

    let alone = long_turns("[mara]");
    let sheet = alone.engine().shift_sheet(Some(&"lead".into()), None).unwrap();
    assert_eq!((sheet.until, sheet.on_call, sheet.next), (None, true, None), "it never ends");
}
