//! What is particular to Upptime: which labels an issue gets and when, and a marker that no page shows.

use domain::delivery::{ComponentState, Delivery, Failure, Payload, Receipt};
use domain::phase::Phase;
use providers::capability::{Posting, Turn};
use providers::classify::of_status;
use providers::message::{Request, Response};
use providers::registry;
use serde_json::{Value, json};

use crate::given;

fn answer(status: u16, body: &Value) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string().into() }
}

/// All that is asked for an update, each answered as if it went well.
fn asked(label_sites: &str, delivery: &Delivery, issue: Option<&Value>) -> Vec<Request> {
    let options = [("repository", "kestrel/status"), ("label_sites", label_sites)];
    let (connection, secrets) = (given::connection("upptime", &options), given::secrets());
    let descriptor = registry::find("upptime").unwrap();
    let account = descriptor.account(&connection, &secrets, given::now());
    let Payload::Update(update) = &delivery.payload else { unreachable!() };
    let known = Receipt { remote: "7".to_owned(), link: None, update: None };
    let posting = Posting { delivery, update, known: issue.map(|_| &known), others: &[] };
    let publish = descriptor.status_page.as_ref().unwrap().publish;
    let (mut answers, mut asked) = (Vec::new(), Vec::new());
    while let Turn::Ask(request) = publish(&account, &posting, &answers).unwrap() {
        let body = request.body.as_ref().map_or(Value::Null, |body| Value::Object(body.members.clone()));
        let path = request.url.path().trim_start_matches("/repos/kestrel/status/issues").to_owned();
        answers.push(match path.as_str() {
            "" => answer(201, &json!({ "number": 7, "state": "open", "labels": named(&body["labels"]) })),
            "/7/lock" => answer(204, &Value::Null),
            "/7/labels" => answer(200, &named(&body["labels"])),
            "/7/comments" => answer(201, &json!({ "id": 1, "created_at": "2026-11-20T14:02:00Z" })),
            _ if body.is_null() => answer(200, issue.unwrap()),
            _ => answer(200, &json!({ "number": 7, "state": body["state"] })),
        });
        asked.push(*request);
    }
    asked
}

fn named(labels: &Value) -> Value {
    labels.as_array().unwrap().iter().map(|name| json!({ "name": name })).collect()
}

/// The labels that the requests give.
fn labels(asked: &[Request]) -> Vec<String> {
    let given = asked.iter().filter_map(|request| request.body.as_ref()?.members.get("labels")?.as_array());
    given.flatten().map(|label| label.as_str().unwrap().to_owned()).collect()
}

#[test]
fn sites_are_labelled_when_it_is_resolved_unless_something_else_is_wanted() {
    let first = given::update("one", Phase::Investigating);
    let last = given::worded(given::update("two", Phase::Resolved), |update| {
        update.components = [("checkout".to_owned(), ComponentState::Operational)].into();
    });
    let issue =
        json!({ "number": 7, "state": "open", "comments": 1, "locked": true, "labels": [{ "name": "Status" }] });
    let of =
        |label_sites| (labels(&asked(label_sites, &first, None)), labels(&asked(label_sites, &last, Some(&issue))));
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(of("when_resolved"), (words(&["status"]), words(&["checkout"])));
    assert_eq!(of("at_once"), (words(&["status", "checkout"]), words(&["checkout"])));
    assert_eq!(of("never"), (words(&["status"]), words(&[])));
    // It is closed before Upptime's checks could take it for one of theirs.
    let paths: Vec<String> =
        asked("", &last, Some(&issue)).iter().map(|request| request.url.path().to_owned()).collect();
    assert_eq!(
        paths.iter().map(|path| path.rsplit('/').next().unwrap()).collect::<Vec<_>>(),
        ["7", "7", "labels", "comments"]
    );
}

#[test]
fn an_issue_that_was_closed_by_others_is_opened_again_by_an_update_that_goes_on() {
    let closed =
        json!({ "number": 7, "state": "closed", "comments": 2, "locked": true, "labels": [{ "name": "status" }] });
    let asked = asked("", &given::update("two", Phase::Monitoring), Some(&closed));
    assert_eq!(asked[1].body.as_ref().unwrap().members["state"], "open");
    assert!(asked[2].url.path().ends_with("/comments"));
}

#[test]
fn nothing_in_a_marker_can_end_it_or_mean_anything_to_a_reader() {
    let site = "a--> <b>_it_</b> [x](y) **z**";
    let update = given::worded(given::update("one", Phase::Investigating), |update| {
        update.components = [(site.to_owned(), ComponentState::MajorOutage)].into();
    });
    let asked = asked("never", &update, None);
    let text = asked.last().unwrap().body.as_ref().unwrap().members["body"].as_str().unwrap();
    let (shown, hidden) = text.split_once("<!--").unwrap();
    assert_eq!(shown, "**Investigating:** We are looking into failing card payments.\n\n");
    let within = hidden.strip_suffix(" -->").unwrap();
    assert!(!within.contains(['_', '*', '[', '<', '>', '`']) && !within.contains("--"), "{within}");
    let mark: Value = serde_json::from_str(within.trim().strip_prefix("bridgewatch:").unwrap()).unwrap();
    assert_eq!(mark["sites"][site], "down");
}

#[test]
fn too_many_requests_are_told_like_a_want_of_rights_and_are_none() {
    let complaint = registry::find("upptime").unwrap().complaint;
    let meant = |headers: &[(&str, &str)], message: &str| {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let answer = Response { headers, ..answer(403, &json!({ "message": message })) };
        of_status(&answer, complaint(&answer), true, given::now())
    };
    let limit = "You have exceeded a secondary rate limit.";
    assert!(matches!(meant(&[("retry-after", "60")], "Wait."), Some(Failure::Throttled(_))));
    assert!(matches!(meant(&[("x-ratelimit-remaining", "0")], "Wait."), Some(Failure::Throttled(_))));
    assert!(matches!(meant(&[], limit), Some(Failure::Throttled(_))));
    let rights = "Resource not accessible by personal access token";
    assert_eq!(meant(&[("x-ratelimit-remaining", "4999")], rights), Some(Failure::Unauthorized));
}
