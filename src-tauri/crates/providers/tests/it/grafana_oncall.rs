//! Grafana OnCall: whom a page reaches, what a second try may conclude, and what a chain that cannot be read hides.

use chrono::TimeDelta;
use domain::agreement::Connection;
use domain::delivery::{Failure, PageMessage, Payload, Repeat};
use domain::span::Span;
use providers::capability::{Part, RemotePolicy, Scope};
use providers::message::{Request, Response, Value};
use providers::registry;
use serde_json::json;

use crate::given;

const ID: &str = "grafana_oncall";

fn page(change: impl FnOnce(&mut PageMessage)) -> Result<Request, Failure> {
    let mut delivery = given::page("one");
    let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
    change(message);
    let Payload::Page(message) = &delivery.payload else { unreachable!() };
    let (connection, secrets) = (given::filled(ID), given::secrets());
    let account = registry::find(ID).unwrap().account(&connection, &secrets, given::now());
    (given::pager(ID).paging[0].page.ask)(&account, &delivery, message)
}

fn answer(body: &serde_json::Value) -> Response {
    Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() }
}

#[test]
fn a_page_reaches_a_team_or_a_person_and_says_what_to_do_where_it_has_neither() {
    let reaches = |target: Option<&str>, member: &str, expected: serde_json::Value| {
        let body = page(|message| message.target = target.map(str::to_owned)).unwrap().body.unwrap();
        assert_eq!(body.members.get(member), Some(&expected), "{target:?}");
        // Both together are refused, and a team that is left out is the one that whoever made the token has chosen.
        let (other, none) = if member == "team" { ("users", None) } else { ("team", Some(&json!(null))) };
        assert_eq!(body.members.get(other), none, "{target:?}");
    };
    let person = |id: &str| json!([{ "id": id, "important": true }]);
    reaches(Some("TI73TDU19W48J"), "team", json!("TI73TDU19W48J"));
    reaches(Some("team:TI73TDU19W48J"), "team", json!("TI73TDU19W48J"));
    reaches(Some("person:U6RV9WPSL6DFW"), "users", person("U6RV9WPSL6DFW"));
    reaches(Some("schedule:SBM7DV7BKFUYU"), "users", person("PT23IWX"));
    reaches(None, "users", person("PT23IWX"));

    let refused = page(|message| (message.target, message.person_remote) = (None, None));
    let Err(Failure::Refused(words)) = refused else { panic!("{refused:?}") };
    assert!(words.contains("Anneke de Vries") && words.contains("`team:…`"), "{words}");
}

#[test]
fn the_token_of_a_service_account_names_its_stack_and_pages_nobody() {
    let mut connection: Connection = given::filled(ID);
    connection.options.insert("stack_url".to_owned(), "https://kestrel.grafana.net/".to_owned());
    let descriptor = registry::find(ID).unwrap();
    let secrets = given::secrets();
    let account = descriptor.account(&connection, &secrets, given::now());
    let request = (descriptor.check.pair().unwrap().ask)(&account).unwrap();
    let stack = request.headers.iter().find(|(name, _)| *name == "x-grafana-url").map(|(_, value)| value);
    assert!(matches!(stack, Some(Value::Plain(text)) if text == "https://kestrel.grafana.net"), "{stack:?}");
    assert_eq!(descriptor.repeat(&connection, &given::page("one").payload), None);
}

#[test]
fn a_person_is_added_to_a_group_and_a_team_never_is() {
    let (connection, secrets) = (given::filled(ID), given::secrets());
    let account = registry::find(ID).unwrap().account(&connection, &secrets, given::now());
    let added = |target: Option<&str>, person: Option<&str>| {
        let delivery = given::joining("one");
        let Payload::Page(mut message) = delivery.payload.clone() else { unreachable!() };
        (message.target, message.person_remote) = (target.map(str::to_owned), person.map(str::to_owned));
        (given::pager(ID).responders[0].page.ask)(&account, &delivery, &message)
            .map(|request| serde_json::Value::Object(request.body.unwrap().members))
    };
    // The engine takes a group together with a team, and wakes nobody; with a title or a message it refuses it.
    let person = |id: &str| json!({ "alert_group_id": "Q2KU1VX3E8LAQ4", "users": [{ "id": id, "important": true }] });
    assert_eq!(added(None, Some("U6RV9WPSL6DFW")), Ok(person("U6RV9WPSL6DFW")));
    assert_eq!(added(Some("team:TI73TDU19W48J"), Some("U6RV9WPSL6DFW")), Ok(person("U6RV9WPSL6DFW")));
    assert_eq!(added(Some("person:UOTHER1"), Some("U6RV9WPSL6DFW")), Ok(person("UOTHER1")));
    let refused = added(Some("team:TI73TDU19W48J"), None);
    assert!(matches!(&refused, Err(Failure::Refused(words)) if words.contains("Anneke de Vries")), "{refused:?}");
}

#[test]
fn the_token_of_a_service_account_adds_nobody_but_writes_notes() {
    let mut connection: Connection = given::filled(ID);
    let descriptor = registry::find(ID).unwrap();
    let (joining, note) = (given::joining("one").payload, given::note("one").payload);
    assert_eq!(descriptor.repeat(&connection, &joining), Some(Repeat::Never));
    connection.options.insert("stack_url".to_owned(), "https://kestrel.grafana.net/".to_owned());
    assert_eq!(descriptor.repeat(&connection, &joining), None);
    assert_eq!(descriptor.repeat(&connection, &note), Some(Repeat::Probe));
}

#[test]
fn a_note_that_is_not_among_those_told_is_not_taken_for_never_written() {
    let probe = given::pager(ID).notes.as_ref().unwrap().probe.unwrap();
    let look = |next: Option<&str>| (probe.read)(&answer(&json!({ "results": [], "next": next })), &given::note("one"));
    assert_eq!(look(None), Ok(providers::marker::Found::default()));
    let more = look(Some("https://pager.kestrel.example/api/v1/resolution_notes/?page=2"));
    assert!(matches!(&more, Err(Failure::Refused(words)) if words.contains("`bridgewatch:one`")), "{more:?}");
}

#[test]
fn what_is_not_among_the_newest_groups_is_not_taken_for_never_sent() {
    let probe = given::pager(ID).paging[0].probe.unwrap();
    let look = |next: Option<&str>| (probe.read)(&answer(&json!({ "results": [], "next": next })), &given::page("one"));
    assert_eq!(look(None), Ok(providers::marker::Found::default()));
    let more = look(Some("https://pager.kestrel.example/api/v1/alert_groups/?page=2"));
    assert!(matches!(&more, Err(Failure::Refused(words)) if words.contains("`bridgewatch:one`")), "{more:?}");
}

/// A busy day has more groups than one answer gives. They are asked for from long before the page was owed, since clocks
/// differ; those that are not told are older than it all the same.
#[test]
fn newest_groups_that_reach_back_to_before_the_page_leave_nothing_to_doubt() {
    let probe = given::pager(ID).paging[0].probe.unwrap();
    let look = |minutes: &[i64]| {
        let group = |minutes: &i64| json!({ "id": "I1", "created_at": given::now() + TimeDelta::minutes(*minutes) });
        let results: Vec<_> = minutes.iter().map(group).collect();
        let next = "https://pager.kestrel.example/api/v1/alert_groups/?page=2";
        (probe.read)(&answer(&json!({ "results": results, "next": next })), &given::page("one"))
    };
    assert_eq!(look(&[3, -5, -11]), Ok(providers::marker::Found::default()));
    assert!(matches!(look(&[3, -5, -9]), Err(Failure::Refused(_))), "it may be older than these, by another clock");
    assert!(matches!(look(&[-11, -5, 3]), Err(Failure::Refused(_))), "the oldest first: what came since is not told");
    assert!(matches!(look(&[-11]), Err(Failure::Refused(_))), "in which order they come is not told");
}

#[test]
fn a_long_window_is_asked_for_in_parts_without_a_gap() {
    let window = Span::of(given::now(), given::now() + TimeDelta::days(800));
    let of = ["SBM7DV7BKFUYU".to_owned()];
    let steps = (given::pager(ID).shifts.as_ref().unwrap().begin)(&Scope { now: given::now(), window, of: &of });
    let windows: Vec<Span> = steps.iter().map(|step| step.window.unwrap()).collect();
    assert_eq!(windows.len(), 3);
    assert!(windows.iter().all(|part| part.length() <= TimeDelta::days(363)));
    assert_eq!(window.without(&windows), []);
}

/// Reads parts of the list of steps one after the other, with one chain listed before: each part, and whether it goes on.
fn steps(parts: &[(serde_json::Value, bool)]) -> Result<Part<RemotePolicy>, Failure> {
    let policies = given::pager(ID).policies.as_ref().unwrap();
    let listed = json!([{ "id": "F5JU6KJET33FE", "name": "Payments ladder" }]);
    let mut step = (policies.begin)(&Scope { now: given::now(), window: given::window(), of: &[] }).remove(0);
    let mut whole = Part::default();
    for (results, goes_on) in [(listed, false)].iter().chain(parts) {
        let next = goes_on.then_some("https://pager.kestrel.example/api/v1/escalation_policies/?page=2");
        let part = (policies.read)(&answer(&json!({ "results": results, "next": next })), &step)?;
        whole.items.extend(part.items);
        whole.faults.extend(part.faults);
        whole.then = part.then;
        step = whole.then.first().cloned().unwrap_or(step);
    }
    Ok(whole)
}

/// A step that wakes that person.
fn wakes(chain: &str, position: u32, person: &str) -> serde_json::Value {
    json!({ "escalation_chain_id": chain, "position": position, "type": "notify_persons", "persons_to_notify": [person] })
}

#[test]
fn a_chain_with_an_unreadable_step_is_a_fault_and_no_shorter_chain() {
    let good = wakes("F5JU6KJET33FE", 0, "U6RV9WPSL6DFW");
    let bad = json!({ "escalation_chain_id": "F5JU6KJET33FE", "position": 1, "type": 7 });
    let read = steps(&[(json!([good]), false)]).unwrap();
    assert_eq!((read.items[0].levels.len(), read.faults.len(), read.then.len()), (1, 0, 0));
    let read = steps(&[(json!([good, bad, good]), false)]).unwrap();
    assert_eq!((read.items.len(), read.faults[0].of.as_deref()), (0, Some("F5JU6KJET33FE")));
    let whose = steps(&[(json!([{ "type": "wait" }]), false)]);
    assert!(matches!(whose, Err(Failure::Garbled(_))), "{whose:?}");
}

#[test]
fn a_chain_goes_on_in_the_next_answer_but_not_after_another_one() {
    let of = |person| wakes("F5JU6KJET33FE", 0, person);
    let other = wakes("FOTHER", 0, "U6RV9WPSL6DFW");
    let read = steps(&[(json!([of("UA")]), true), (json!([of("UB"), other]), false)]).unwrap();
    assert_eq!(read.items.len(), 1, "one that was not listed has no name");
    assert_eq!(read.items[0].levels[0].targets.len(), 2);
    let changed = steps(&[(json!([of("UA"), other]), true), (json!([of("UB")]), false)]);
    assert!(matches!(&changed, Err(Failure::Garbled(words)) if words.contains("F5JU6KJET33FE")), "{changed:?}");
}

#[test]
fn a_pause_without_a_length_lasts_as_long_as_the_engine_waits() {
    let pause = json!({ "escalation_chain_id": "F5JU6KJET33FE", "position": 0, "type": "wait", "duration": null });
    let read = steps(&[(json!([pause, wakes("F5JU6KJET33FE", 1, "UA")]), false)]).unwrap();
    assert_eq!(read.items[0].levels[0].after_minutes, 5);
}

#[test]
fn complaints_say_what_to_do_a_missing_right_is_no_wrong_token() {
    let complaint = registry::find(ID).unwrap().complaint;
    let of = |status, body: serde_json::Value| {
        let said = complaint(&Response { status, ..answer(&body) });
        (said.status, said.words.unwrap_or_default())
    };
    assert_eq!(of(403, json!({ "detail": "Invalid token." })).0, 403);
    let (status, words) = of(403, json!({ "detail": "You do not have permission to perform this action." }));
    assert!(status == 400 && words.contains("right"), "{status} {words}");
    assert_eq!(of(404, json!({ "detail": "Not found." })), (404, "it is not there any more".to_owned()));
    assert_eq!(of(400, json!({ "team": ["Object does not exist"] })).1, "team: Object does not exist");
    let nobody = json!({ "users": [{ "non_field_errors": ["User UNOPE does not exist"] }] });
    assert_eq!(of(400, nobody).1, "users: User UNOPE does not exist");
}

/// The engine keeps texts as a page of the web would show them, also that by which a second try finds the first one.
#[test]
fn a_marker_is_found_in_the_form_in_which_the_engine_keeps_it() {
    let probe = given::pager(ID).paging[0].probe.unwrap();
    let group =
        json!({ "id": "I1", "last_alert": { "payload": { "oncall": { "message": "x\nbridgewatch:a&amp;b" } } } });
    let found = (probe.read)(&answer(&json!({ "results": [group] })), &given::page("a&b")).unwrap();
    assert_eq!(found.this.unwrap().remote, "I1");
}
