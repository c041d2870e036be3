//! GoAlert: its questions against its own schema, what an answer of success may hide, and how an API key is used.

mod schema;

use chrono::TimeDelta;
use domain::delivery::{Failure, PageMessage, Payload};
use domain::span::{Instant, Span};
use providers::capability::Scope;
use providers::message::{Request, Response};
use providers::registry;
use secrecy::SecretString;
use serde_json::json;

use crate::{exchange, given};

const ID: &str = "goalert";
const DOCUMENT: &str = include_str!("../../src/provider/goalert/document.graphql");

fn answer(status: u16, body: &serde_json::Value) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string().into_bytes() }
}

fn page(change: impl FnOnce(&mut PageMessage)) -> Result<Request, Failure> {
    let mut delivery = given::page("one");
    let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
    change(message);
    let Payload::Page(message) = &delivery.payload else { unreachable!() };
    let (connection, secrets) = (given::filled(ID), given::secrets());
    let account = registry::find(ID).unwrap().account(&connection, &secrets, given::now());
    (given::pager(ID).paging[0].page.ask)(&account, &delivery, message)
}

fn member<'a>(request: &'a Request, name: &str) -> Option<&'a serde_json::Value> {
    request.body.as_ref().unwrap().members.get(name)
}

/// A value as it stands in a question.
fn literal(value: &serde_json::Value) -> String {
    let Some(members) = value.as_object() else { return value.to_string() };
    let members: Vec<_> = members.iter().map(|(name, value)| format!("{name}: {}", literal(value))).collect();
    format!("{{ {} }}", members.join(", "))
}

#[test]
fn every_question_is_one_that_the_schema_knows() {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/specs/goalert.graphql");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let schema = schema::Schema::read(&text);
    schema.check(DOCUMENT).unwrap_or_else(|fault| panic!("{fault}"));
    exchange::calls(registry::find(ID).unwrap(), |name, request, _| {
        let query = member(&request, "query").unwrap().as_str().unwrap();
        schema.check(query).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        // Once more with the variables in their places, and nothing declared: so each of them is known and none is missing.
        let (head, body) = query.split_once('{').unwrap();
        let (kind, _) = head.split_once(' ').unwrap();
        let variables = member(&request, "variables").unwrap().as_object().unwrap();
        let filled = variables.iter().fold(body.to_owned(), |body, (name, value)| {
            assert!(head.contains(&format!("${name}: ")), "{name} is not declared by {head}");
            body.replace(&format!("${name}"), &literal(value))
        });
        schema.check(&format!("{kind} Filled {{ {filled}")).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    });
    for wrong in [
        "query A { users { nodes { colour } } }",
        "query A { users(colour: 1) { nodes { id } } }",
        "query A { users(input: { colour: 1 }) { nodes { id } } }",
        "query A { schedule { id } }",
        "query A { users { nodes } }",
        "query A { users { nodes { id { id } } } }",
        "query A($id: String) { schedule(id: $id) { id } }",
        "query A { schedule(id: $id) { id } }",
        "query A { nobody { id } }",
        "query A { escalationPolicies { nodes { steps { actions { displayInfo { ... on User { id } } } } } } }",
    ] {
        assert!(schema.check(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn each_call_sends_its_operation_alone_and_every_operation_is_used() {
    let mut used = Vec::new();
    exchange::calls(registry::find(ID).unwrap(), |name, request, _| {
        let operation = member(&request, "operationName").unwrap().as_str().unwrap().to_owned();
        let query = member(&request, "query").unwrap().as_str().unwrap();
        let (kind, rest) = query.split_once(' ').unwrap();
        assert!(rest.starts_with(&operation), "{name}");
        assert_eq!(kind == "mutation", request.is_write(), "{name}: only a change may be unsure");
        assert_eq!(query.matches("\n}").count(), 1, "{name}");
        used.push(format!("{kind} {operation}"));
    });
    let all = DOCUMENT.lines().filter(|line| line.starts_with("query ") || line.starts_with("mutation "));
    for line in all {
        let name = line.split(['(', '{']).next().unwrap().trim();
        assert!(used.iter().any(|used| used == name), "{name} is never asked");
    }
}

#[test]
fn an_api_key_uses_the_query_that_it_is_bound_to() {
    let (connection, mut secrets) = (given::filled(ID), given::secrets());
    secrets.insert("token".to_owned(), SecretString::from("eyJhbGciOi.s3cret"));
    let descriptor = registry::find(ID).unwrap();
    let request =
        (descriptor.check.pair().unwrap().ask)(&descriptor.account(&connection, &secrets, given::now())).unwrap();
    assert_eq!(member(&request, "query"), None);
    assert_eq!(member(&request, "operationName"), Some(&json!("Check")));

    let bound = |errors: serde_json::Value| {
        (descriptor.check.pair().unwrap().read)(&answer(200, &json!({ "errors": errors, "data": null })))
    };
    for error in [
        json!({ "message": "wrong query for API key", "extensions": { "code": "invalid_query" } }),
        json!({ "message": "operation Check not found" }),
    ] {
        let told = bound(json!([error]));
        assert!(matches!(&told, Err(Failure::Refused(words)) if words.contains("document.graphql")), "{told:?}");
        let complaint = (descriptor.complaint)(&answer(422, &json!({ "errors": [error] })));
        assert!(complaint.words.is_some_and(|words| words.contains("document.graphql")));
    }
}

#[test]
fn an_error_inside_an_answer_of_success_is_a_failure() {
    let page = &given::pager(ID).paging[0].page;
    let told = |message: &str| {
        let errors = json!([{ "message": message, "path": ["createAlert"] }]);
        (page.read)(&answer(200, &json!({ "errors": errors, "data": { "createAlert": null } })))
    };
    assert_eq!(told("service does not exist"), Err(Failure::Refused("service does not exist".to_owned())));
    assert_eq!(told("access denied"), Err(Failure::Unauthorized));
    assert_eq!(told("unexpected error"), Err(Failure::Unsure), "it may have come after the alert");
    assert_eq!(told("duplicate alert already exists"), Err(Failure::Unsure), "it is there: it is looked for");

    let people = given::pager(ID).people.as_ref().unwrap();
    let step = &(people.begin)(&Scope { now: given::now(), window: given::window(), of: &[] })[0];
    let read = |body: serde_json::Value| (people.read)(&answer(200, &body), step);
    assert_eq!(read(json!({ "errors": [{ "message": "unexpected error" }], "data": null })), Err(Failure::Offline));
    assert!(matches!(read(json!({ "data": { "users": null } })), Err(Failure::Garbled(_))));
    let both = json!({ "errors": [{ "message": "no" }], "data": { "users": { "nodes": [], "pageInfo": {} } } });
    let both = read(both).unwrap();
    assert_eq!((both.items.len(), both.faults.len(), both.then.len()), (0, 1, 0));
}

#[test]
fn a_page_fits_a_service_and_nothing_else() {
    let fits = |target: Option<&str>, option: Option<&str>| {
        let mut connection = given::filled(ID);
        connection.options.remove("service");
        connection.options.extend(option.map(|id| ("service".to_owned(), id.to_owned())));
        let mut delivery = given::page("one");
        let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
        message.target = target.map(str::to_owned);
        registry::find(ID).unwrap().repeat(&connection, &delivery.payload).is_some()
    };
    assert!(fits(Some("b9a3f3de"), None) && fits(Some("service:b9a3f3de"), None) && fits(None, Some("b9a3f3de")));
    assert!(!fits(None, None));
    for target in ["person:1", "schedule:1", "policy:1", "team:1"] {
        assert!(!fits(Some(target), Some("b9a3f3de")), "{target}");
    }
    let refused = page(|message| message.target = Some("policy:1".to_owned()));
    assert!(matches!(&refused, Err(Failure::Refused(words)) if words.contains("`service:…`")), "{refused:?}");
}

#[test]
fn the_marker_stays_in_the_longest_details() {
    let request = page(|message| message.reason = "because ".repeat(2_000)).unwrap();
    let input = &member(&request, "variables").unwrap()["input"];
    let length = |name: &str| input[name].as_str().unwrap().chars().count();
    assert_eq!((length("summary"), length("details")), (1_024, 6_144));
    assert!(input["details"].as_str().unwrap().ends_with("\nbridgewatch:one"));
}

#[test]
fn what_is_not_among_the_newest_alerts_is_not_taken_for_never_sent() {
    let probe = given::pager(ID).paging[0].probe.unwrap();
    let look = |more: bool| {
        let alerts = json!({ "nodes": [], "pageInfo": { "hasNextPage": more } });
        (probe.read)(&answer(200, &json!({ "data": { "alerts": alerts } })), &given::page("one"))
    };
    assert_eq!(look(false), Ok(providers::marker::Found::default()));
    assert!(matches!(look(true), Err(Failure::Refused(_))));
}

#[test]
fn a_schedule_is_asked_for_once_in_thirds_of_at_most_fifty_days_without_a_gap() {
    let of = ["one".to_owned(), "two".to_owned()];
    let reading = given::pager(ID).shifts.as_ref().unwrap();
    let (connection, secrets) = (given::filled(ID), given::secrets());
    let account = registry::find(ID).unwrap().account(&connection, &secrets, given::now());
    for (days, requests) in [(1, 1), (120, 1), (150, 1), (151, 2), (400, 3)] {
        let window = Span::of(given::now() - TimeDelta::days(30), given::now() + TimeDelta::days(days - 30));
        let steps = (reading.begin)(&Scope { now: given::now(), window, of: &of });
        for id in &of {
            let own: Vec<_> = steps.iter().filter(|step| step.of.as_ref() == Some(id)).collect();
            assert_eq!(own.len(), requests, "{days} days");
            let mut thirds = Vec::new();
            for step in own {
                let request = (reading.ask)(&account, step).unwrap();
                let variables = member(&request, "variables").unwrap();
                let at = |name: &str| variables[name].as_str().unwrap().parse::<Instant>().unwrap();
                let ends = [at("start"), at("second"), at("third"), at("end")];
                thirds.extend(ends.windows(2).map(|ends| Span::of(ends[0], ends[1])));
            }
            assert!(thirds.iter().all(|third| third.length() <= TimeDelta::days(50)), "{thirds:?}");
            assert_eq!(window.without(&thirds), [], "{days} days");
        }
    }
}

#[test]
fn a_schedule_of_which_a_third_is_missing_is_not_one_with_a_gap() {
    let reading = given::pager(ID).shifts.as_ref().unwrap();
    let step =
        (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &["one".to_owned()] }).remove(0);
    let shift = json!({ "userID": "u1", "start": "2026-11-20T15:00:00Z", "end": "2026-11-20T16:00:00Z" });
    let read =
        |schedule: serde_json::Value| (reading.read)(&answer(200, &json!({ "data": { "schedule": schedule } })), &step);
    let whole = read(json!({ "first": [shift], "second": [shift], "third": [] })).unwrap();
    assert_eq!((whole.items[0].shifts.len(), whole.faults.len()), (2, 0));
    assert!(matches!(read(json!({ "first": [shift], "second": [shift] })), Err(Failure::Garbled(_))));
}
