//! Watch, a rotation's card, the calendar and its cells say the same of who is on call, and no more than is known.

use chrono::TimeDelta;
use domain::incident::intent::Intent;
use domain::span::Instant;
use engine::stand_in::StandInDraft;
use engine::view::absence::Absence;
use engine::view::calendar::{CalendarKind, CellView, CoverQuestion};
use engine::view::watch::{NeedLevel, SegmentKind, WatchRow};
use serde_json::{Value, json};

use crate::given::provider::Providers;
use crate::given::{House, friday, places};

const PROVIDED: &str = "name: Payments
function: engineering
time_zone: Europe/Paris
backup: lead
provider: { connection: pagerduty, schedule: PABC123 }
";

/// A house whose payments rotation is the provider's, who has read nothing yet.
fn provided(shifts: &[(&str, &str, &str)]) -> (Providers, House) {
    let providers = Providers::open();
    providers.shifts(entries(shifts));
    let house = providers.house();
    house.place().write("rotations/payments.yaml", PROVIDED);
    house.engine().index_now().unwrap();
    (providers, house)
}

fn entries(shifts: &[(&str, &str, &str)]) -> Value {
    let shift = |(person, from, until): &(&str, &str, &str)| json!({ "start": from, "end": until, "user": { "id": person, "summary": person } });
    shifts.iter().map(shift).collect()
}

fn row(house: &House, id: &str) -> WatchRow {
    let groups = house.engine().watch().unwrap().groups.into_iter();
    groups.flat_map(|group| group.rows).find(|row| row.rotation == id).unwrap()
}

fn cell(house: &House, id: &str, at: Instant) -> CellView {
    house.engine().calendar_cell(&id.into(), at.timestamp_millis()).unwrap()
}

fn kinds(house: &House, id: &str) -> Vec<CalendarKind> {
    let question = CoverQuestion {
        rotations: vec![id.into()],
        from: house.now().timestamp_millis(),
        until: (house.now() + TimeDelta::hours(24)).timestamp_millis(),
        zone: "UTC".to_owned(),
    };
    let cover = house.engine().calendar_cover(&question).unwrap().remove(0);
    cover.segments.iter().map(|segment| segment.kind).collect()
}

fn pressing(house: &House) -> Vec<String> {
    let needs = house.engine().watch().unwrap().needs.into_iter();
    needs.filter(|need| need.level == NeedLevel::Gap).map(|need| need.title).collect()
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn a_schedule_that_was_never_read_is_not_known_anywhere_and_a_gap_nowhere() {
    let (_providers, house) = provided(&[("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-23T08:00:00Z")]);
    let watch = house.engine().watch().unwrap();
    assert_eq!(watch.headline, "Cover of one rotation not known");
    assert_eq!(
        watch.sentence,
        "Who is on call is not known in Payments. Every other role is covered now and for the next day."
    );
    assert_eq!(pressing(&house), [""; 0], "what is not known is no gap");
    let payments = row(&house, "payments");
    assert_eq!((payments.absence, payments.as_of, payments.until), (Some(Absence::Unknown), None, None));
    assert_eq!(payments.segments.iter().map(|segment| segment.kind).collect::<Vec<_>>(), [SegmentKind::Unknown]);
    let card = house.engine().rotation(&"payments".into()).unwrap();
    assert_eq!((card.gaps.len(), card.unknown.len(), card.row.absence), (0, 1, Some(Absence::Unknown)));
    let opened = cell(&house, "payments", house.now());
    assert_eq!((opened.absence, opened.gap, opened.as_of), (Some(Absence::Unknown), None, None));
    assert_eq!((opened.handoffs.len(), opened.known_until), (0, None));
    assert_eq!(kinds(&house, "payments"), [CalendarKind::Unknown]);

    house.pull();
    let watch = house.engine().watch().unwrap();
    assert_eq!(watch.headline, "All quiet");
    let payments = row(&house, "payments");
    assert_eq!((payments.absence, payments.as_of), (None, Some(friday().timestamp_millis())));
    assert_eq!(cell(&house, "payments", house.now()).absence, None);
}

#[test]
fn whoever_stands_in_where_nothing_was_read_is_on_the_board_and_in_the_calendar() {
    let (_providers, house) = provided(&[]);
    let until = house.now() + TimeDelta::hours(4);
    let draft = StandInDraft {
        rotation: "payments".into(),
        person: "anneke".into(),
        replaces: None,
        from: house.now(),
        until,
        reason: "The pager is not set up yet".to_owned(),
    };
    house.engine().set_stand_in(&"stand-1".into(), &draft).unwrap();
    let payments = row(&house, "payments");
    assert_eq!((payments.absence, payments.people[0].id.as_str()), (None, "anneke"));
    assert_eq!(payments.until, Some(until.timestamp_millis()));
    assert_eq!(kinds(&house, "payments"), [CalendarKind::Local, CalendarKind::Unknown]);
    assert_eq!(house.engine().watch().unwrap().handoffs.len(), 0, "where nothing is known nobody hands over");
    assert_eq!(cell(&house, "payments", house.now()).now, ["Anneke de Vries"]);
}

#[test]
fn a_gap_of_the_workspace_is_a_defect_and_one_that_only_a_pager_knows_is_said_by_nobody() {
    let (_providers, house) = provided(&[("Tomasz Zielinski", "2026-11-20T16:00:00Z", "2026-11-30T08:00:00Z")]);
    house.pull();
    let watch = house.engine().watch().unwrap();
    assert_eq!(watch.headline, "One gap now");
    assert!(watch.sentence.starts_with("Payments has no cover until Friday "), "{}", watch.sentence);
    assert!(
        watch.sentence.ends_with("Nobody is on call in PDEF456; whether that is meant is not known."),
        "{}",
        watch.sentence
    );
    assert_eq!(pressing(&house), ["Payments, no cover"]);
    let (payments, found) = (row(&house, "payments"), row(&house, "pagerduty/PDEF456"));
    assert_eq!((payments.absence, found.absence), (Some(Absence::Gap), Some(Absence::Unsaid)));
    assert_eq!((payments.segments[0].kind, found.segments[0].kind), (SegmentKind::Gap, SegmentKind::Unsaid));
    assert_eq!(cell(&house, "pagerduty/PDEF456", house.now()).absence, Some(Absence::Unsaid));
    assert_eq!(kinds(&house, "pagerduty/PDEF456"), [CalendarKind::Unsaid, CalendarKind::Shift]);
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    assert!(lines.iter().all(|line| !line.resting), "nobody said that they rest");
}

#[test]
fn a_gap_that_reaches_beyond_what_was_looked_at_has_no_end() {
    let (_providers, house) = provided(&[("Tomasz Zielinski", "2026-11-19T08:00:00Z", "2026-11-20T09:00:00Z")]);
    house.pull();
    assert!(house.engine().watch().unwrap().sentence.starts_with("Payments has no cover."));
    let needs = house.engine().watch().unwrap().needs;
    let gap = needs.iter().find(|need| need.title == "Payments, no cover").unwrap();
    assert!(gap.detail.starts_with("From Friday") && gap.detail.ends_with(" on"), "{}", gap.detail);
}

#[test]
fn a_shift_is_told_with_its_real_end_and_without_one_where_there_is_none() {
    let house = House::small();
    let two = places::rotation("payments", "engineering", "tomasz").replace("[tomasz]", "[tomasz, anneke]");
    house.place().write("rotations/payments.yaml", &two);
    house.engine().index_now().unwrap();
    let monday = Some(instant("2026-11-23T08:00:00Z").timestamp_millis());
    let payments = row(&house, "payments");
    assert_eq!((payments.until, payments.segments[0].ends), (monday, monday), "longer than the axis and two days");
    let card = house.engine().rotation(&"payments".into()).unwrap();
    let spans: Vec<_> = card.shifts.iter().map(|shift| (shift.from, shift.until)).collect();
    let week = |number: i64| instant("2026-11-16T08:00:00Z") + TimeDelta::weeks(number);
    let whole = |number: i64| (week(number).timestamp_millis(), Some(week(number + 1).timestamp_millis()));
    assert_eq!(spans, [whole(0), whole(1), whole(2)], "shifts stand there whole");
    // Whoever is alone never hands over.
    let platform = row(&house, "platform");
    assert_eq!((platform.until, platform.segments[0].ends), (None, None));
}

#[test]
fn long_turns_have_three_hand_offs_as_well_and_short_ones_no_more() {
    let house = House::small();
    let text = places::rotation("payments", "engineering", "tomasz").replace("[tomasz]", "[tomasz, anneke]");
    for (turn, days) in [("1 week", 7), ("5 weeks", 35), ("15 weeks", 105)] {
        house.place().write("rotations/payments.yaml", &text.replace("1 week", turn));
        house.engine().index_now().unwrap();
        let opened = cell(&house, "payments", house.now());
        let at: Vec<i64> = opened.handoffs.iter().map(|handoff| handoff.at).collect();
        assert_eq!(at.len(), 3, "{turn}");
        assert!(at.windows(2).all(|pair| (pair[1] - pair[0] + 43_200_000) / 86_400_000 == days), "{turn}: {at:?}");
        assert_eq!(opened.known_until, None);
    }
}

#[test]
fn where_a_pager_tells_no_further_nobody_hands_over_to_nobody() {
    let (_providers, house) = provided(&[
        ("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2027-02-10T08:00:00Z"),
        ("Anneke de Vries", "2027-02-10T08:00:00Z", "2027-02-18T14:02:00Z"),
    ]);
    house.pull();
    let edge = friday() + TimeDelta::days(90);
    let opened = cell(&house, "payments", house.now());
    let told: Vec<_> = opened.handoffs.iter().map(|handoff| (handoff.from.as_slice(), handoff.to.as_slice())).collect();
    let (tomasz, anneke) = ([String::from("Tomasz Zielinski")], [String::from("Anneke de Vries")]);
    assert_eq!(told, [(&tomasz[..], &anneke[..])]);
    assert_eq!(opened.known_until, Some(edge.timestamp_millis()));
    let late = cell(&house, "payments", edge - TimeDelta::days(2));
    assert_eq!((late.handoffs.len(), late.known_until), (0, Some(edge.timestamp_millis())));
}

#[test]
fn a_cell_of_another_time_names_whom_a_page_would_wake_now() {
    let (_providers, house) = provided(&[
        ("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-21T08:00:00Z"),
        ("Anneke de Vries", "2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z"),
    ]);
    house.pull();
    let tomorrow = cell(&house, "payments", house.now() + TimeDelta::days(1));
    assert_eq!(tomorrow.shifts[0].person.name, "Anneke de Vries");
    assert_eq!(tomorrow.now, ["Tomasz Zielinski"]);
}

#[test]
fn watch_says_how_many_schedules_of_pagers_it_does_not_list() {
    let always = [("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-30T08:00:00Z")];
    let (providers, house) = provided(&always);
    let shifts = entries(&always);
    let schedule = |id: String| json!({ "id": id, "name": id, "time_zone": "UTC", "final_schedule": { "rendered_schedule_entries": shifts } });
    let ids = std::iter::once("PABC123".to_owned()).chain((0..45).map(|number| format!("PF{number:03}")));
    providers.list("schedules", ids.map(schedule).collect());
    house.pull();
    let watch = house.engine().watch().unwrap();
    assert_eq!(watch.unlisted, 5);
    assert_eq!(watch.groups.last().unwrap().rows.len(), 40);
    assert_eq!(watch.sentence, "Every role of the workspace is covered now and for the next day.");
}

#[test]
fn the_preview_of_a_page_tells_no_age_of_a_source_that_was_never_read() {
    let (_providers, house) = provided(&[("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-23T08:00:00Z")]);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    let until = house.now() + TimeDelta::hours(4);
    let (from, reason) = (house.now(), "Nobody else".to_owned());
    let (rotation, person) = ("payments".into(), "anneke".into());
    let draft = StandInDraft { rotation, person, replaces: None, from, until, reason };
    house.engine().set_stand_in(&"stand-1".into(), &draft).unwrap();
    let intent = Intent::PageRotation { rotation: "payments".into(), reason: String::new(), joins: None };
    let ages = |house: &House| -> Vec<Option<i64>> {
        let preview = house.engine().page_preview(&incident, &intent).unwrap();
        preview.recipients.iter().map(|to| to.as_of).collect()
    };
    assert_eq!(ages(&house), [None]);
    house.pull();
    assert_eq!(ages(&house), [Some(friday().timestamp_millis())]);
}
