//! No reading goes on for ever: hosts that answer every request for a list with “there is more”.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::TimeDelta;
use domain::delivery::Failure;
use providers::capability::{Reading, Scope};
use providers::descriptor::{Descriptor, Reach};
use providers::gateway::{Gateway, Walk, Walked};
use providers::pace::Urgency;
use providers::registry;
use serde_json::{Value, json};
use url::Url;

use crate::server::{self, Received, Server};
use crate::{exchange, given};

/// How many requests a reading may take at a host that never ends.
const MOST: usize = 1_100;

/// As many entries make a part full everywhere.
const LENGTH: usize = 1_000;

/// What such a host answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answers {
    /// The same for ever, as one that does not look at where it is asked to go on.
    Alike,
    /// Something new each time.
    Anew,
}

/// A host that answers as was recorded for a reading, but that there is always more.
async fn host(descriptor: &Descriptor, reading: &str, answers: Answers) -> Server {
    let mut recorded: HashMap<String, Value> = HashMap::new();
    exchange::calls(descriptor, |name, request, _| {
        let is_of_it = name == reading || name.strip_prefix(reading).is_some_and(|rest| rest.starts_with('-'));
        let body = request.body.map(|body| body.to_bytes()).unwrap_or_default();
        let operation = serde_json::from_slice::<Value>(&body).unwrap_or_default()["operationName"].clone();
        if is_of_it {
            let answer = serde_json::from_slice(&exchange::recorded(descriptor.id, name).body).unwrap();
            recorded.entry(format!("{} {operation}", request.url.path())).or_insert(answer);
        }
    });
    let mut number = 0_u64;
    Server::start(move |request: &Received| {
        let path = request.path.split('?').next().unwrap();
        number += u64::from(answers == Answers::Anew);
        let answer = recorded.get(&format!("{path} {}", request.json()["operationName"]));
        answer.map_or_else(|| server::json(404, &json!({})), |answer| server::json(200, &more(answer.clone(), number)))
    })
    .await
}

/// The answer with the word for “there is more” of every provider; lists that go on until they are short are long.
fn more(mut answer: Value, number: u64) -> Value {
    let lengthen = |list: &mut Vec<Value>| {
        let entries = list.clone();
        list.extend(entries.into_iter().cycle().take(if list.is_empty() { 0 } else { LENGTH }));
    };
    match &mut answer {
        Value::Array(list) => {
            lengthen(list);
            list.iter_mut().filter_map(Value::as_object_mut).for_each(|entry| {
                entry.insert("number".to_owned(), json!(number));
            });
        }
        Value::Object(members) => {
            if !members.contains_key("meta")
                && let Some(Value::Array(list)) = members.get_mut("data")
            {
                lengthen(list);
            }
            let page = json!({ "hasNextPage": true, "endCursor": format!("cursor-{number}") });
            let lists =
                members.get_mut("data").and_then(Value::as_object_mut).into_iter().flat_map(|data| data.values_mut());
            lists.filter_map(Value::as_object_mut).filter(|list| list.contains_key("nodes")).for_each(|list| {
                list.insert("pageInfo".to_owned(), page.clone());
            });
            members.insert("more".to_owned(), json!(true));
            members.insert("offset".to_owned(), json!(number * 1_000));
            members.insert("next".to_owned(), json!(format!("https://pager.kestrel.example/?page={number}")));
            members.insert("pagination_meta".to_owned(), json!({ "after": format!("cursor-{number}") }));
            members.insert("pagination".to_owned(), json!({ "next": "https://pager.kestrel.example/?page=2" }));
            if members.contains_key("meta") {
                members.insert("meta".to_owned(), json!({ "next_page": number + 2 }));
            }
        }
        _ => {}
    }
    answer
}

/// What comes of a reading there, and how many requests it took.
async fn walk<Item>(descriptor: &Descriptor, reading: &Reading<Item>, server: &Server) -> (Walked<Item>, usize) {
    let usual = descriptor.fields.iter().find(|field| field.key == "api_url").and_then(|field| field.default);
    let root = usual.map_or(String::new(), |usual| Url::parse(usual).unwrap().path().trim_end_matches('/').to_owned());
    let mut connection = given::filled(descriptor.id);
    connection.options.insert("api_url".to_owned(), format!("{}{root}", server.address));
    let (gateway, secrets, of) = (Gateway::new(given::wire(), "".into()), given::secrets(), ["PI7DH85".to_owned()]);
    let scope = Scope { now: given::now(), window: given::window(), of: if reading.each { &of } else { &[] } };
    let mut walk = Walk::begin(reading, &scope);
    // Nobody waits: the clock runs as far as the pace of the connection asks for.
    let passed = AtomicI64::new(0);
    let clock = || given::now() + TimeDelta::milliseconds(passed.load(Ordering::SeqCst));
    while let Err(until) =
        gateway.walk(&connection, &secrets, reading, &mut walk, Urgency::Background, &clock, &|_| ()).await
    {
        passed.store((until - given::now()).num_milliseconds() + 1, Ordering::SeqCst);
        assert!(server.received.lock().unwrap().len() <= MOST, "it does not end");
    }
    let requests = server.received.lock().unwrap().len();
    (walk.walked(), requests)
}

/// Whether the reading says that it ended before its end; it ends in any case.
async fn says_so<Item>(descriptor: &Descriptor, name: &str, reading: Option<&Reading<Item>>, answers: Answers) -> bool {
    let Some(reading) = reading else { return false };
    let server = host(descriptor, name, answers).await;
    let (walked, requests) = walk(descriptor, reading, &server).await;
    let words = "its list does not end";
    let is_it = |failure: &Failure| matches!(failure, Failure::Garbled(told) if told == words || told.starts_with("it has more"));
    let said = walked.broken.iter().chain(walked.faults.iter().map(|fault| &fault.failure)).any(is_it);
    let mut usual = 0;
    exchange::calls(descriptor, |call, _, _| usual += usize::from(call.starts_with(name)));
    let what = format!("{} of {}, {answers:?}", name, descriptor.id);
    assert!(said || requests <= usual, "{what}: {requests} requests instead of {usual}, and not a word");
    assert!(
        answers == Answers::Anew || requests <= 3 * usual + 3,
        "{what}: nothing new came, and {requests} were asked"
    );
    assert!(requests <= MOST, "{what}: {requests} requests");
    said
}

#[tokio::test]
async fn a_host_that_always_has_more_is_left_with_a_word() {
    let mut silent = Vec::new();
    // A feed is one file at an address of its own: it has no parts, and ends where the file does. A room has no lists at all.
    let has_parts = |descriptor: &&&Descriptor| {
        let has_lists = descriptor.pager.is_some() || descriptor.status_page.is_some();
        has_lists && descriptor.reach == Reach::World && descriptor.id != "icalendar"
    };
    for descriptor in registry::descriptors().iter().filter(has_parts) {
        let mut endless = Vec::new();
        macro_rules! check {
            ($($name:literal: $reading:expr),* $(,)?) => {
                $(
                    if says_so(descriptor, $name, $reading, Answers::Alike).await {
                        endless.push($name);
                    }
                )*
            };
        }
        if let Some(pager) = &descriptor.pager {
            check!(
                "people": pager.people.as_ref(),
                "teams": pager.teams.as_ref(),
                "services": pager.services.as_ref(),
                "schedules": pager.schedules.as_ref(),
                "shifts": pager.shifts.as_ref(),
                "shifts_of": pager.shifts_of.as_ref(),
                "policies": pager.policies.as_ref(),
                "on_call": pager.on_call.as_ref(),
            );
        }
        if let Some(page) = &descriptor.status_page {
            check!("components": Some(&page.components));
        }
        if endless.is_empty() {
            silent.push(descriptor.id);
        }
    }
    // These give every list in one answer.
    assert_eq!(
        silent,
        ["splunk_on_call", "linkedin_oncall", "kener", "upptime", "cstate", "firehydrant"],
        "of a provider with lists in parts, no list was played here"
    );
}

/// The bound is that of every walk, so one provider is enough.
#[tokio::test]
async fn a_host_that_always_has_something_new_is_left_after_a_thousand_parts() {
    let descriptor = registry::find("pagerduty").unwrap();
    let teams = descriptor.pager.as_ref().unwrap().teams.as_ref();
    assert!(says_so(descriptor, "teams", teams, Answers::Anew).await);
}
