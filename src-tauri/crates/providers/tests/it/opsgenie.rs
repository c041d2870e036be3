//! Opsgenie: whom a page reaches, which window is asked for, and what is not taken for an answer.

use chrono::TimeDelta;
use domain::delivery::{Delivery, Failure, PageMessage, Payload, Receipt};
use domain::span::Span;
use providers::capability::{PageProgress, Reading, ScheduleShifts, Scope, Step};
use providers::message::{Request, Response};
use serde_json::{Value, json};

use crate::given;

/// The request of a page with this change to its message.
fn page(change: impl FnOnce(&mut PageMessage)) -> Result<Request, Failure> {
    let mut delivery: Delivery = given::page("one");
    let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
    change(message);
    let Payload::Page(message) = delivery.payload.clone() else { unreachable!() };
    let (connection, secrets) = (given::filled("opsgenie"), given::secrets());
    let account = providers::registry::find("opsgenie").unwrap().account(&connection, &secrets, given::now());
    (given::pager("opsgenie").paging[0].page.ask)(&account, &delivery, &message)
}

fn responder(change: impl FnOnce(&mut PageMessage)) -> Value {
    page(change).unwrap().body.unwrap().members["responders"][0].clone()
}

fn answer(body: &Value) -> Response {
    Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() }
}

#[test]
fn a_page_goes_to_its_target_else_to_the_person_by_their_id_else_by_their_address() {
    let target = |text: &str| responder(|message| message.target = Some(text.to_owned()));
    assert_eq!(target("d875"), json!({ "type": "schedule", "id": "d875" }));
    assert_eq!(target("policy:c3d8"), json!({ "type": "escalation", "id": "c3d8" }));
    assert_eq!(target("team:9009"), json!({ "type": "team", "id": "9009" }));
    assert_eq!(target("person:9f1b"), json!({ "type": "user", "id": "9f1b" }));
    assert_eq!(responder(|message| message.target = None), json!({ "type": "user", "id": "PT23IWX" }));
    let by_address = responder(|message| (message.target, message.person_remote) = (None, None));
    assert_eq!(by_address, json!({ "type": "user", "username": "anneke@kestrel.example" }));
    let nobody = page(|message| {
        (message.target, message.person_remote, message.person_email) = (None, None, None);
    });
    let Err(Failure::Refused(words)) = nobody else { panic!("{nobody:?}") };
    assert!(words.contains("Anneke de Vries") && words.contains("`schedule:…`"), "{words}");
}

#[test]
fn a_long_page_is_cut_to_what_an_alert_holds() {
    let request = page(|message| message.title = "long ".repeat(4_000)).unwrap();
    let members = request.body.unwrap().members;
    let length = |name: &str| members[name].as_str().unwrap().chars().count();
    assert_eq!((length("message"), length("description")), (130, 15_000));
}

#[test]
fn a_timeline_is_asked_for_until_after_the_end_of_the_window_although_it_begins_with_its_day() {
    let reading: &Reading<ScheduleShifts> = given::pager("opsgenie").shifts.as_ref().unwrap();
    let (connection, secrets) = (given::filled("opsgenie"), given::secrets());
    let account = providers::registry::find("opsgenie").unwrap().account(&connection, &secrets, given::now());
    let of = ["d875".to_owned()];
    for hours in [1, 24, 25, 120 * 24] {
        let window = Span::of(given::now(), given::now() + TimeDelta::hours(hours));
        let steps = (reading.begin)(&Scope { now: given::now(), window, of: &of });
        let url = (reading.ask)(&account, &steps[0]).unwrap().url;
        let days = url.query_pairs().find(|(key, _)| key == "interval").unwrap().1.parse::<i64>().unwrap();
        // The first of them may be over but for a moment, and a day in spring has 23 hours.
        assert!((days - 1) * 24 > hours, "{hours} hours in {days} days");
    }
}

#[test]
fn one_unreadable_time_makes_no_gap() {
    let reading = given::pager("opsgenie").shifts.as_ref().unwrap();
    let of = ["d875".to_owned()];
    let steps = (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &of });
    let period = json!({ "startDate": "tomorrow", "endDate": "2026-11-22T08:00:00Z", "type": "base" });
    let timeline = json!({ "data": { "finalTimeline": { "rotations": [{ "id": "r", "periods": [period] }] } } });
    assert!(matches!((reading.read)(&answer(&timeline), &steps[0]), Err(Failure::Garbled(_))));
}

#[test]
fn an_answer_is_read_from_our_own_alert_alone() {
    let progress = given::pager("opsgenie").paging[0].progress.unwrap();
    let alert = |alias: &str, status: &str, acknowledged: bool| {
        let report = json!({ "closeTime": 60_000, "closedBy": "idris@kestrel.example" });
        let created_at = "2026-11-20T14:02:00Z";
        json!({ "alias": alias, "status": status, "acknowledged": acknowledged, "createdAt": created_at, "report": report })
    };
    let read = |alerts: &[Value]| (progress.read)(&answer(&json!({ "data": alerts })), &given::page("one"));
    assert_eq!(read(&[]), Ok(PageProgress::Unanswered));
    assert_eq!(read(&[alert("one", "open", false)]), Ok(PageProgress::Unanswered));
    let closed = PageProgress::Resolved {
        by: Some("idris@kestrel.example".to_owned()),
        at: Some(given::now() + TimeDelta::minutes(1)),
    };
    assert_eq!(read(&[alert("one", "closed", true)]), Ok(closed));
    // The newest counts: the older one was closed before.
    assert_eq!(read(&[alert("one", "open", false), alert("one", "closed", true)]), Ok(PageProgress::Unanswered));
    // A search may find more than was looked for: somebody else's acknowledgement is none of ours.
    assert_eq!(read(&[alert("one.more", "open", true), alert("one", "open", false)]), Ok(PageProgress::Unanswered));
    assert_eq!(read(&[alert("one.more", "closed", true)]), Ok(PageProgress::Unanswered));
    let (connection, secrets) = (given::filled("opsgenie"), given::secrets());
    let account = providers::registry::find("opsgenie").unwrap().account(&connection, &secrets, given::now());
    let receipt = Receipt { remote: "43a29c5c".to_owned(), link: None, update: None };
    let url = (progress.ask)(&account, &given::page("one"), &receipt).unwrap().url;
    assert!(url.query_pairs().any(|(key, words)| key == "query" && words == "alias:\"one\""), "{url}");
}

#[test]
fn what_the_service_complains_of_is_told_in_its_words() {
    let complaint = providers::registry::find("opsgenie").unwrap().complaint;
    let words = |body: Value| complaint(&answer(&body)).words;
    assert_eq!(
        words(json!({ "message": "Key format is not valid!", "took": 0.0 })).unwrap(),
        "Key format is not valid!"
    );
    assert_eq!(words(json!({ "errors": [{ "title": "One", "code": "X" }, { "title": "Two" }] })).unwrap(), "One: Two");
    assert_eq!(words(json!({ "errorMessages": ["No such user"], "errors": {} })).unwrap(), "No such user");
    assert_eq!(words(json!({ "took": 0.0 })), None);
}

/// The request that adds somebody, with this change to its message.
fn joining(change: impl FnOnce(&mut PageMessage)) -> (Delivery, Value) {
    let mut delivery = given::joining("one");
    let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
    change(message);
    let message = message.clone();
    let (connection, secrets) = (given::filled("opsgenie"), given::secrets());
    let account = providers::registry::find("opsgenie").unwrap().account(&connection, &secrets, given::now());
    let request = (given::pager("opsgenie").responders[0].page.ask)(&account, &delivery, &message).unwrap();
    (delivery, Value::Object(request.body.unwrap().members))
}

#[test]
fn a_long_note_is_cut_before_the_marker_by_which_it_is_found_again() {
    let (delivery, body) = joining(|message| message.title = "long ".repeat(6_000));
    let note = body["note"].as_str().unwrap();
    assert_eq!(note.chars().count(), 25_000);
    let probe = given::pager("opsgenie").responders[0].probe.unwrap();
    let look = |notes: Value| (probe.read)(&answer(&json!({ "data": notes })), &delivery).unwrap().this.is_some();
    assert!(look(json!([{ "note": note }])));
    assert!(look(json!([{ "owner": "System" }, { "note": format!("{note}\n") }])));
    assert!(!look(json!([{ "note": format!("{note}.more") }, { "note": format!("{note}\nSeen.") }])));
    assert!(!look(json!([])));
}

#[test]
fn what_was_acknowledged_before_somebody_was_added_is_no_answer_of_theirs() {
    let progress = given::pager("opsgenie").responders[0].progress.unwrap();
    let alert = |status: &str, acknowledged: bool, responders: Value| {
        json!({ "data": [{ "alias": "intent-0.page-0", "status": status, "acknowledged": acknowledged, "owner": "idris",
            "createdAt": "2026-11-20T14:02:00Z", "responders": responders }] })
    };
    let (by_id, by_address) = (joining(|_| {}).0, joining(|message| message.person_remote = None).0);
    let told = |delivery: &Delivery, alert: &Value| (progress.read)(&answer(alert), delivery).unwrap();
    let taken = PageProgress::Acknowledged { by: Some("idris".to_owned()), at: None };
    let there = json!([{ "type": "user", "id": "PT23IWX" }]);
    assert_eq!(told(&by_id, &alert("open", true, there.clone())), taken);
    assert_eq!(told(&by_id, &alert("open", false, there)), PageProgress::Unanswered);
    let other = json!([{ "type": "team", "id": "PT23IWX" }]);
    assert_eq!(told(&by_id, &alert("open", true, other.clone())), PageProgress::Unanswered);
    assert_eq!(told(&by_address, &alert("open", true, other.clone())), taken, "an address stands nowhere");
    assert_eq!(told(&by_id, &alert("closed", true, other)), PageProgress::Resolved { by: None, at: None });
    assert_eq!(told(&by_id, &json!({ "data": [] })), PageProgress::Unanswered);
    assert_eq!(told(&by_id, &alert("open", true, json!([null, { "name": "x" }]))), PageProgress::Unanswered);
    assert_eq!(told(&by_id, &alert("open", true, Value::Null)), PageProgress::Unanswered);
}

/// A timeline is cut where the past ends, which is now.
#[test]
fn a_shift_that_goes_on_did_not_begin_when_it_was_asked_for() {
    let reading: &Reading<ScheduleShifts> = given::pager("opsgenie").shifts.as_ref().unwrap();
    let user = |id: &str| json!({ "id": id, "type": "user", "name": format!("{id}@kestrel.example") });
    let period = |kind: &str, from: &str, until: &str, id: &str| json!({ "type": kind, "startDate": from, "endDate": until, "recipient": user(id) });
    let body = json!({ "data": { "finalTimeline": { "rotations": [{ "name": "Days", "periods": [
        period("historical", "2026-11-19T09:00:00Z", "2026-11-20T09:00:00Z", "hana"),
        period("historical", "2026-11-20T09:00:00Z", "2026-11-20T14:02:00Z", "anneke"),
        period("default", "2026-11-20T14:02:00Z", "2026-11-21T09:00:00Z", "anneke"),
        period("default", "2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z", "anneke"),
    ] }] } } });
    let shifts = (reading.read)(&answer(&body), &Step::of_one("timeline", "d875")).unwrap().items.remove(0).shifts;
    let spans: Vec<String> = shifts.iter().map(|shift| format!("{} {:?}", shift.person.id, shift.span)).collect();
    assert_eq!(shifts.len(), 3, "{spans:?}");
    assert_eq!(shifts[1].span.from.to_rfc3339(), "2026-11-20T09:00:00+00:00");
    assert_eq!(shifts[1].span.until.to_rfc3339(), "2026-11-21T09:00:00+00:00");
    assert_eq!(shifts[2].span.from, shifts[1].span.until, "two turns of one person are two shifts");
}

#[test]
fn how_people_are_reached_is_asked_for_only_where_the_list_does_not_tell() {
    let people = given::pager("opsgenie").people.as_ref().unwrap();
    let (connection, secrets) = (given::filled("opsgenie"), given::secrets());
    let account = providers::registry::find("opsgenie").unwrap().account(&connection, &secrets, given::now());
    let first = (people.begin)(&Scope { now: given::now(), window: given::window(), of: &[] }).remove(0).at("100");
    let query = |step: &Step| (people.ask)(&account, step).unwrap().url.query().unwrap().to_owned();
    assert_eq!(query(&first), "limit=100&offset=100", "no word that the specification does not know");
    let user = |contacts: bool| {
        let mut user = json!({ "id": "9f1b", "username": "anneke@kestrel.example", "fullName": "Anneke de Vries" });
        if contacts {
            user["userContacts"] = json!([{ "to": "31-612345678", "contactMethod": "voice", "enabled": true }]);
        }
        answer(&json!({ "data": [user], "paging": { "next": "https://api.opsgenie.com/v2/users?offset=101" } }))
    };
    let told = (people.read)(&user(true), &first).unwrap();
    assert_eq!((told.items[0].contact.len(), told.then.len()), (1, 1));
    let untold = (people.read)(&user(false), &first).unwrap();
    assert_eq!((untold.items.len(), untold.then.len()), (1, 2), "known by their address, whatever comes of the rest");
    let again = &untold.then[1];
    assert_eq!(query(again), "limit=100&offset=100&expand=contact");
    assert!(again.of.is_some(), "a refusal of it hides nobody");
    let with_contacts = (people.read)(&user(true), again).unwrap();
    assert_eq!((with_contacts.items[0].contact.len(), with_contacts.then.len()), (1, 0), "the list goes on by itself");
}
