//! Jira Service Management Operations: who a request comes from, whom a page reaches, and what no answer means.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::delivery::{Failure, MadeOfPage, Payload};
use providers::account::Secrets;
use providers::capability::{PageProgress, Promised, Step};
use providers::message::{Request, Response, Value};
use providers::registry;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;

use crate::given;

const PROVIDER: &str = "jsm_operations";

/// The request that proves the credentials, with this address of the user and this token.
fn check(email: &str, token: &str) -> Request {
    let mut connection = given::filled(PROVIDER);
    connection.options.insert("email".to_owned(), email.to_owned());
    let secrets: Secrets = BTreeMap::from([("token".to_owned(), SecretString::from(token))]);
    let descriptor = registry::find(PROVIDER).unwrap();
    (descriptor.check.pair().unwrap().ask)(&descriptor.account(&connection, &secrets, given::now())).unwrap()
}

fn answer(body: &serde_json::Value) -> Response {
    Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() }
}

#[test]
fn the_user_and_the_token_are_one_secret_header() {
    // The vector of RFC 7617.
    let request = check("Aladdin", "open sesame");
    let [("authorization", Value::Secret(header))] = request.headers.as_slice() else { panic!("{request:?}") };
    assert_eq!(header.expose_secret(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(!format!("{request:?}").contains("QWxhZGRpbj"), "{request:?}");
}

#[test]
fn a_host_that_echoes_the_header_shows_no_token() {
    let request = check("lead@kestrel.example", "ATATT3xFfGF0-token-of-kestrel");
    let [(_, Value::Secret(header))] = request.headers.as_slice() else { panic!("{request:?}") };
    let echoed = format!("Bad header {}", header.expose_secret());
    let connection = given::filled(PROVIDER);
    let secrets: Secrets = BTreeMap::from([("token".to_owned(), SecretString::from("ATATT3xFfGF0-token-of-kestrel"))]);
    let account = registry::find(PROVIDER).unwrap().account(&connection, &secrets, given::now());
    let body = account.redaction().response(answer(&json!({ "message": echoed }))).body;
    let body = String::from_utf8(body).unwrap();
    assert!(body.contains("•••") && !body.contains("QVRBVFQ"), "{body}");
}

#[test]
fn a_person_is_paged_by_their_account_and_never_by_their_address_alone() {
    let (connection, secrets) = (given::filled(PROVIDER), given::secrets());
    let account = registry::find(PROVIDER).unwrap().account(&connection, &secrets, given::now());
    let delivery = given::page("one");
    let Payload::Page(mut message) = delivery.payload.clone() else { unreachable!() };
    message.target = None;
    let ask = given::pager(PROVIDER).paging[0].page.ask;
    let body = ask(&account, &delivery, &message).unwrap().body.unwrap();
    assert_eq!(body.members["responders"], json!([{ "type": "user", "id": "PT23IWX" }]));
    message.person_remote = None;
    let unknown = ask(&account, &delivery, &message);
    assert!(matches!(&unknown, Err(Failure::Refused(words)) if words.contains("Anneke de Vries")), "{unknown:?}");
}

#[test]
fn an_answer_without_participants_is_not_nobody() {
    let on_call = given::pager(PROVIDER).on_call.as_ref().unwrap();
    let step = Step::of_one("on-calls", "f8f2").at("Payments primary");
    let read = |body| (on_call.read)(&answer(&body), &step);
    assert!(matches!(read(json!({ "onCallUsers": ["5b10"] })), Err(Failure::Garbled(_))));
    assert_eq!(read(json!({ "onCallParticipants": [] })).unwrap().items, []);
}

#[test]
fn a_check_that_shows_no_schedule_says_so() {
    let read = registry::find(PROVIDER).unwrap().check.pair().unwrap().read;
    let words = read(&answer(&json!({ "values": [], "links": {} }))).unwrap();
    assert!(words.contains("its user may see none"), "{words}");
}

#[test]
fn the_people_end_where_nobody_comes_any_more() {
    let people = given::pager(PROVIDER).people.as_ref().unwrap();
    let step = Step::of_all("users").at("1000");
    let app = json!({ "accountId": "a", "accountType": "app", "active": true, "displayName": "An app" });
    let part = (people.read)(&answer(&json!([app])), &step).unwrap();
    assert_eq!((part.items.len(), part.then), (0, vec![step.at("1001")]));
    assert_eq!((people.read)(&answer(&json!([])), &step).unwrap().then, []);
}

#[test]
fn an_acknowledged_closed_or_snoozed_alert_is_read_for_what_it_is() {
    let read = given::pager(PROVIDER).paging[0].progress.unwrap().read;
    let alert = |status: &str, acknowledged: bool| {
        let closed_at = (status == "closed").then_some("2026-11-20T15:00:00Z");
        let created_at = "2026-11-20T14:02:00Z";
        json!({ "values": [{ "alias": "one", "status": status, "acknowledged": acknowledged, "createdAt": created_at,
            "closeTime": closed_at, "owner": "" }] })
    };
    let told = |status: &str, acknowledged: bool| {
        format!("{:?}", read(&answer(&alert(status, acknowledged)), &given::page("one")).unwrap())
    };
    assert_eq!(told("snoozed", false), "Unanswered");
    assert_eq!(told("acked", false), "Acknowledged { by: None, at: None }");
    assert_eq!(told("snoozed", true), "Acknowledged { by: None, at: None }");
    assert_eq!(told("closed", true), "Resolved { by: None, at: Some(2026-11-20T15:00:00Z) }");
}

/// The request that adds somebody, and the one that writes a note, to a page of which that is known.
fn additions(made: Option<MadeOfPage>) -> [Result<Request, Failure>; 2] {
    let (connection, secrets) = (given::filled(PROVIDER), given::secrets());
    let account = registry::find(PROVIDER).unwrap().account(&connection, &secrets, given::now());
    let (mut joining, mut note) = (given::joining("one"), given::note("two"));
    let (Payload::Page(page), Payload::Note(words)) = (&mut joining.payload, &mut note.payload) else { unreachable!() };
    page.joins.as_mut().unwrap().made.clone_from(&made);
    words.on.made = made;
    let (page, words) = (page.clone(), words.clone());
    let pager = given::pager(PROVIDER);
    [
        (pager.responders[0].page.ask)(&account, &joining, &page),
        (pager.notes.as_ref().unwrap().write.ask)(&account, &note, &words),
    ]
}

/// The id of a request is none of an alert: an addition that went there would be lost.
#[test]
fn nothing_is_added_to_a_page_before_its_alert_is_known() {
    let promised = MadeOfPage { kept: None, ..given::out().made.unwrap() };
    for request in additions(Some(promised)).into_iter().chain(additions(None)) {
        assert!(
            matches!(&request, Err(Failure::Refused(words)) if words.contains("what it made of it")
            || words.contains("what the pager made")),
            "{request:?}"
        );
    }
    for request in additions(given::out().made) {
        let path = request.unwrap().url.path().to_owned();
        assert!(path.contains("/v1/alerts/9b251e07-73c9-4907-9996-8cb53a6a20d0-1704440650350/"), "{path}");
    }
}

#[test]
fn a_kept_promise_names_the_alert_where_it_does() {
    let promise = given::pager(PROVIDER).paging[0].promise.unwrap();
    let read = |body: serde_json::Value| (promise.read)(&answer(&body)).unwrap();
    let kept = |id: &str| Promised::Kept(Some(id.to_owned()));
    assert_eq!(read(json!({ "isSuccess": true, "status": "Created alert", "alertId": "9b25-17" })), kept("9b25-17"));
    assert_eq!(read(json!({ "isSuccess": true, "alertId": "" })), Promised::Kept(None));
    assert_eq!(read(json!({ "isSuccess": true, "alertId": null })), Promised::Kept(None));
    assert_eq!(read(json!({ "action": "Create" })), Promised::Pending);
}

#[test]
fn a_note_is_known_by_its_end_and_never_missed_in_silence() {
    let notes = given::pager(PROVIDER).notes.as_ref().unwrap();
    let (probe, delivery) = (notes.probe.unwrap(), given::note("two"));
    let look = |notes: serde_json::Value, next: Option<&str>| {
        (probe.read)(&answer(&json!({ "values": notes, "links": { "next": next } })), &delivery)
            .map(|found| found.this.map(|receipt| receipt.remote))
    };
    let ours = json!({ "id": "1704869443312000050", "note": "An outage\n\nMiriam Adler, INC-12 (bridgewatch:two)\n" });
    let other = json!({ "id": "17", "note": "An outage\n\nMiriam Adler, INC-12 (bridgewatch:two.more)" });
    let there = Ok(Some("1704869443312000050".to_owned()));
    assert_eq!(look(json!([null, other, ours]), None), there);
    assert_eq!(look(json!([ours]), Some("/v1/alerts/9b25/notes?after=17")), there);
    assert_eq!(look(json!([other]), None), Ok(None));
    let unseen = look(json!([other]), Some("/v1/alerts/9b25/notes?after=17"));
    assert!(matches!(&unseen, Err(Failure::Refused(words)) if words.contains("`bridgewatch:two`")), "{unseen:?}");
}

#[test]
fn what_was_acknowledged_before_somebody_was_added_is_no_answer_of_theirs() {
    let progress = given::pager(PROVIDER).responders[0].progress.unwrap();
    let told = |responders: serde_json::Value| {
        let alert = json!({ "alias": "intent-0.page-0", "status": "acked", "acknowledged": true, "owner": "Idris",
            "createdAt": "2026-11-20T14:02:00Z", "ackTime": "2026-11-20T14:05:00Z", "responders": responders });
        (progress.read)(&answer(&json!({ "values": [alert] })), &given::joining("one")).unwrap()
    };
    assert_eq!(told(json!([{ "type": "user", "id": "somebody-else" }])), PageProgress::Unanswered);
    let at = given::now() + TimeDelta::minutes(3);
    let taken = PageProgress::Acknowledged { by: Some("Idris".to_owned()), at: Some(at) };
    assert_eq!(told(json!([{ "type": "user", "id": "PT23IWX" }])), taken);
}
