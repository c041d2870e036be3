//! PagerDuty: schedules that a list names only, and words of a status page that are its own.

use domain::delivery::{ComponentState, Delivery, Failure};
use domain::phase::Phase;
use providers::capability::{Scope, Step};
use providers::gateway::Earlier;
use providers::message::Response;
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Received, Server};

/// It renders shifts in a list because it is asked to; what comes without them must not be lost.
#[test]
fn a_schedule_that_a_list_names_without_its_shifts_is_asked_for_by_itself() {
    let reading = given::pager("pagerduty").shifts.as_ref().unwrap();
    let step = (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &[] }).remove(0);
    let body = json!({
        "schedules": [
            { "id": "PI7DH85", "type": "schedule", "name": "Payments", "final_schedule": null },
            { "id": "PI7DH86", "type": "schedule", "name": "Edge" },
            { "id": "PI7DH87", "type": "schedule", "name": "Search", "final_schedule": { "rendered_schedule_entries": [] } },
        ],
        "limit": 3, "offset": 0, "more": true, "total": null,
    });
    let response = Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() };
    let part = (reading.read)(&response, &step).unwrap();
    assert_eq!(part.items.iter().map(|item| item.schedule.as_str()).collect::<Vec<_>>(), ["PI7DH87"]);
    assert_eq!(part.faults, []);
    let next: Vec<Option<&str>> = part.then.iter().map(|step| step.of.as_deref()).collect();
    assert_eq!(next, [Some("PI7DH85"), Some("PI7DH86"), None]);
    let (connection, secrets) = (given::filled("pagerduty"), given::secrets());
    let account = providers::registry::find("pagerduty").unwrap().account(&connection, &secrets, given::now());
    let path = |step: &Step| (reading.ask)(&account, step).unwrap().url.path().to_owned();
    assert_eq!(path(&part.then[0]), "/schedules/PI7DH85");
    assert_eq!(part.then[0].window, step.window);
    assert_eq!(path(&part.then[2]), "/schedules", "and the list goes on");
}

/// What the first list of a reading says of one entry.
fn read<Item: Clone>(reading: &providers::capability::Reading<Item>, body: &Value) -> (Vec<Item>, usize) {
    let step = (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &[] }).remove(0);
    let response = Response { status: 200, headers: Vec::new(), body: body.to_string().into_bytes() };
    let part = (reading.read)(&response, &step).unwrap();
    (part.items, part.faults.len())
}

#[test]
fn a_number_is_dialled_from_abroad_as_its_country_has_it() {
    let rows = [
        (31, "0612345678", "+31612345678"),
        (44, "02079460000", "+442079460000"),
        (1, "2025550123", "+12025550123"),
        (39, "0612345678", "+390612345678"),
        (39, "3471234567", "+393471234567"),
        (225, "0102030405", "+2250102030405"),
        (49, "+4930123456", "+4930123456"),
    ];
    for (code, address, dialled) in rows {
        let method = json!({ "type": "phone_contact_method", "address": address, "country_code": code });
        let user = json!({ "id": "PU1", "name": "Hana Novak", "contact_methods": [method] });
        let (people, faults) = read(given::pager("pagerduty").people.as_ref().unwrap(), &json!({ "users": [user] }));
        assert_eq!((people[0].contact[0].value.as_str(), faults), (dialled, 0), "{code} {address}");
    }
}

#[test]
fn a_null_where_the_documents_promise_more_spoils_no_entry() {
    let policy = json!({ "id": "PE1", "name": "Payments", "num_loops": null, "teams": null, "escalation_rules": [
        { "escalation_delay_in_minutes": null, "targets": null },
        { "escalation_delay_in_minutes": 5, "targets": [{ "id": "PU1", "type": "user_reference" }] },
    ] });
    let body = json!({ "escalation_policies": [policy], "more": null });
    let (policies, faults) = read(given::pager("pagerduty").policies.as_ref().unwrap(), &body);
    assert_eq!((policies.len(), faults, policies[0].repeats), (1, 0, 0));
    assert_eq!(policies[0].levels.iter().map(|level| level.targets.len()).collect::<Vec<_>>(), [0, 1]);
}

/// A page with fewer words than we have, and one post.
fn page(request: &Received) -> Option<Value> {
    let (path, _) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let words = |words: &[&str]| -> Value {
        words.iter().map(|word| json!({ "id": format!("P-{word}"), "description": word })).collect()
    };
    let update = json!({
        "id": "PUPDA01",
        "message": "<p>Cards &amp; wallets fail:<br>5 &lt; 6.</p>",
        "status": { "id": "P-Investigating" },
        "impacted_services": [],
        "reported_at": "2026-11-20T14:02:00Z",
    });
    Some(match path.strip_prefix("/status_pages/p/")? {
        "statuses" => json!({ "statuses": words(&["Investigating", "Detected", "Resolved"]) }),
        "severities" => json!({ "severities": words(&["All good", "Minor", "Major"]) }),
        "impacts" => json!({ "impacts": words(&["Operational", "Outage"]) }),
        "posts" if request.method == "GET" => json!({ "posts": [{ "id": "PPOST01", "title": "Card payments fail" }] }),
        "posts" => json!({ "post": { "id": "PPOST02", "updates": [{ "id": "PUPDA02" }] } }),
        "posts/PPOST01/post_updates" => json!({ "post_updates": [update] }),
        _ => return None,
    })
}

/// What is written there, and what comes of it.
async fn publish(delivery: &Delivery, page_words: &str) -> (Vec<Value>, Result<(), Failure>) {
    let server = Server::start(|request| match page(request) {
        Some(body) => server::json(200, &body),
        None => server::json(404, &json!({})),
    })
    .await;
    let options = [("api_url", server.address.as_str()), ("page", "p"), ("page_words", page_words)];
    let connection = given::connection("pagerduty", &options);
    let (gateway, _folder) = given::gateway();
    let outcome = gateway.deliver(&connection, &given::secrets(), delivery, None, given::now()).await;
    let written = server.received().into_iter().filter(|request| request.method != "GET");
    (written.map(|request| request.json()).collect(), outcome.map(|_| ()))
}

#[tokio::test]
async fn what_a_page_has_no_word_for_is_refused_with_those_that_it_has() {
    let on = |phase, state| {
        given::worded(given::update("one", phase), |update| update.components = [("PSERV01".to_owned(), state)].into())
    };
    let refused = async |delivery: &Delivery, page_words: &str| match publish(delivery, page_words).await {
        (written, Err(Failure::Refused(words))) if written.is_empty() => words,
        other => panic!("{other:?}"),
    };
    let identified = on(Phase::Identified, ComponentState::MajorOutage);
    assert_eq!(
        refused(&identified, "").await,
        "The page at PagerDuty has no status for `identified`. It has: Investigating, Detected, Resolved. Choose another, or \
         say in `page_words` of the connection which of them it is, as `identified=Investigating`."
    );
    let degraded = on(Phase::Identified, ComponentState::Degraded);
    let words = refused(&degraded, "identified = detected").await;
    assert!(
        words.starts_with("The page at PagerDuty has no impact for `degraded`. It has: Operational, Outage."),
        "{words}"
    );
    let words = refused(&identified, "identified=Detected, colour=red").await;
    assert!(words.starts_with("`colour=red` of the connection's `page_words` says nothing."), "{words}");
    // A word that was said and is not there is not replaced by a usual one.
    let words = refused(&on(Phase::Resolved, ComponentState::Operational), "resolved=Fixed").await;
    assert!(words.starts_with("The page at PagerDuty has no status for `resolved`."), "{words}");
}

#[tokio::test]
async fn what_a_page_calls_otherwise_is_said_in_its_words() {
    let identified = given::update("one", Phase::Identified);
    let (written, outcome) = publish(&identified, "identified=Detected").await;
    assert_eq!(outcome, Ok(()));
    let said = &written[0]["post"]["updates"][0];
    assert_eq!((&said["status"]["id"], &said["severity"]["id"]), (&json!("P-Detected"), &json!("P-Major")));
    assert_eq!(said["impacted_services"][0]["impact"]["id"], "P-Outage");
    let resolved = given::worded(given::update("one", Phase::Resolved), |update| update.components.clear());
    let (written, _) = publish(&resolved, "").await;
    assert_eq!(written[0]["post"]["updates"][0]["severity"]["id"], "P-All good");
}

#[tokio::test]
async fn a_text_is_found_again_in_what_the_page_made_of_it() {
    let server = Server::start(|request| server::json(200, &page(request).unwrap_or_default())).await;
    let connection = given::connection("pagerduty", &[("api_url", &server.address), ("page", "p")]);
    let (gateway, _folder) = given::gateway();
    let looked_for = async |body: &str| {
        let delivery =
            given::worded(given::update("one", Phase::Investigating), |update| body.clone_into(&mut update.body));
        let (secrets, earlier) = (given::secrets(), Earlier::default());
        let found = gateway.probe(&connection, &secrets, &delivery, earlier, given::now()).await.unwrap();
        found.this.map(|receipt| (receipt.remote, receipt.update))
    };
    let there = Some(("PPOST01".to_owned(), Some("PUPDA01".to_owned())));
    assert_eq!(looked_for("Cards & wallets fail:\n5 < 6.").await, there);
    assert_eq!(looked_for("<p>Cards &amp; wallets fail:</p><p>5 &lt; 6.</p>").await, there);
    assert_eq!(looked_for("Cards & wallets fail: 5 < 7.").await, None);
}
