//! What the gateway makes of a provider's answers, over a real connection.

use chrono::Duration;
use domain::delivery::{Delivery, Failure, Receipt, Repeat};
use domain::phase::Phase;
use providers::gateway::Earlier;
use providers::gateway::Seen;
use providers::marker::Found;
use serde_json::json;

use crate::given;
use crate::server::{self, Act, Server, answer};

#[tokio::test]
async fn every_answer_to_a_write_means_what_the_table_says() {
    let (gateway, _folder) = given::gateway();
    let check = async |act: Act, expected: Result<Receipt, Failure>| {
        let server = Server::always(act).await;
        let connection = given::connection("pagerduty", &[("events_url", &server.address)]);
        let delivery = given::page("intent-1.page-1");
        let outcome = gateway.deliver(&connection, &given::secrets(), &delivery, None, given::now()).await;
        assert_eq!(outcome, expected);
        assert_eq!(server.received().len(), 1, "sent once, whatever comes back");
        assert_eq!(server.received()[0].path, "/v2/enqueue");
    };
    let body = |text: &str| json!({ "status": "invalid event", "message": text, "errors": ["one", "two"] });
    let refused = |text: &str| Err(Failure::Refused(text.to_owned()));
    let until = |seconds| Err(Failure::Throttled(given::now() + Duration::seconds(seconds)));
    let receipt = Receipt { remote: "intent-1.page-1".to_owned(), link: None, update: None };
    check(server::json(202, &json!({ "status": "success", "dedup_key": "intent-1.page-1" })), Ok(receipt)).await;
    check(server::json(400, &body("Event object is invalid")), refused("Event object is invalid: one: two")).await;
    check(server::json(400, &body("Length of 'routing_key' is incorrect")), Err(Failure::Unauthorized)).await;
    check(server::json(401, &body("no")), Err(Failure::Unauthorized)).await;
    check(server::json(403, &body("no")), Err(Failure::Unauthorized)).await;
    check(answer(404, &[], b"<html>"), refused("it answered with the status 404")).await;
    check(server::json(409, &body("Conflict")), refused("Conflict: one: two")).await;
    check(answer(420, &[], b""), until(30)).await;
    check(answer(429, &[("Retry-After", "17")], b""), until(17)).await;
    check(answer(429, &[("Retry-After", "Fri, 20 Nov 2026 14:03:00 GMT")], b""), until(60)).await;
    check(answer(500, &[], b""), Err(Failure::Unsure)).await;
    check(answer(504, &[], b""), Err(Failure::Lost(given::now()))).await;
    check(Act::Close, Err(Failure::Lost(given::now()))).await;
    check(Act::Silence, Err(Failure::Lost(given::now()))).await;
    let moved = "it points to another address; correct the connection's address".to_owned();
    check(answer(307, &[("location", "https://example.com")], b""), Err(Failure::Garbled(moved))).await;
    let form = "the answer is not of the documented form (line 1, column 1)".to_owned();
    check(answer(202, &[], b"<html>"), Err(Failure::Garbled(form.clone()))).await;
    let html = [("content-type", "Text/HTML; charset=utf-8")];
    let login = Failure::Garbled("it answered with text/html instead of JSON".to_owned());
    check(answer(200, &html, b"<html>Welcome to the hotel"), Err(login)).await;
    check(answer(200, &[("content-type", "<b>/nonsense")], b"<html>"), Err(Failure::Garbled(form.clone()))).await;
    check(
        answer(200, &[("content-type", "application/json")], b"{\"a\":"),
        Err(Failure::Garbled(form.replace("column 1", "column 5"))),
    )
    .await;
    let receipt = Receipt { remote: "intent-1.page-1".to_owned(), link: None, update: None };
    check(answer(202, &html, br#"{"dedup_key":"intent-1.page-1"}"#), Ok(receipt)).await;
}

#[tokio::test]
async fn a_host_that_asks_for_a_pause_without_saying_what_it_did_is_left_alone_until_then() {
    let check = async |provider: &str, delivery: Delivery, header: &str| {
        let (gateway, _folder) = given::gateway();
        let server = Server::always(answer(503, &[("retry-after", header)], b"")).await;
        let options = [("api_url", server.address.as_str()), ("events_url", &server.address), ("page", "p")];
        let (connection, secrets) = (given::connection(provider, &options), given::secrets());
        let deliver = async |delivery: &Delivery, seconds| {
            let now = given::now() + Duration::seconds(seconds);
            gateway.deliver(&connection, &secrets, delivery, None, now).await
        };
        let until = given::now() + Duration::seconds(40);
        assert_eq!(deliver(&delivery, 0).await, Err(Failure::Unsure), "it is known at once that it is not known");
        assert_eq!(deliver(&delivery, 1).await, Err(Failure::Throttled(until)));
        assert_eq!(deliver(&delivery, 39).await, Err(Failure::Throttled(until)));
        let early = gateway
            .probe(&connection, &secrets, &delivery, Earlier::default(), given::now() + Duration::seconds(39))
            .await;
        let is_keyed = gateway.repeat(&connection, &delivery.payload) == Some(Repeat::Keyed);
        assert_eq!(early, if is_keyed { Ok(Found::default()) } else { Err(Failure::Throttled(until)) });
        assert_eq!(server.received().len(), 1, "nothing is sent before the pause is over");
        let other = Delivery { id: "another".into(), ..delivery.clone() };
        assert_eq!(deliver(&other, 2).await, Err(Failure::Unsure), "nobody waits for somebody else's pause");
        assert_eq!(deliver(&delivery, 40).await, Err(Failure::Unsure));
        assert_eq!(server.received().len(), 3);
    };
    for header in ["40", "Fri, 20 Nov 2026 14:02:40 GMT"] {
        check("pagerduty", given::page("one"), header).await;
        check("statuspage", given::update("one", Phase::Identified), header).await;
    }
}

#[tokio::test]
async fn error_codes_of_pagerduty_say_more_than_their_status() {
    let (gateway, _folder) = given::gateway();
    let check = async |code: i64, errors: serde_json::Value, expected: Failure| {
        let body = json!({ "error": { "message": "Words", "code": code, "errors": errors } });
        let server = Server::always(server::json(400, &body)).await;
        let connection = given::connection("pagerduty", &[("api_url", &server.address)]);
        let outcome = gateway.check(&connection, &given::secrets(), given::now()).await.map_err(Failure::from);
        assert_eq!(outcome, Err(expected), "{code}");
        assert_eq!(server.received()[0].header("authorization"), Some("Token token=s3cret-token"));
    };
    let refused = |text: &str| Failure::Refused(text.to_owned());
    check(2001, json!(["a", "b"]), refused("Words: a: b")).await;
    check(
        2001,
        json!({ "since": ["is too early"], "until": "is too late" }),
        refused("Words: is too early: is too late"),
    )
    .await;
    check(2006, json!([]), Failure::Unauthorized).await;
    check(2010, json!(null), Failure::Unauthorized).await;
    check(2016, json!([]), Failure::Offline).await;
    check(2020, json!([]), Failure::Throttled(given::now() + Duration::seconds(30))).await;
}

/// Only whoever tests a connection reads them: a page that is held has one sentence for all refused credentials.
#[tokio::test]
async fn a_host_that_refuses_the_credentials_is_quoted_without_them() {
    let (gateway, _folder) = given::gateway();
    let check = async |status: u16, title: &str, expected: &str| {
        let body = json!({ "title": title, "description": "Wrong digest of s3cret-token" });
        let server = Server::always(server::json(status, &body)).await;
        let connection = given::connection("linkedin_oncall", &[("api_url", &server.address)]);
        let setback = gateway.check(&connection, &given::secrets(), given::now()).await.unwrap_err();
        assert_eq!(setback.words_of_reading(), expected);
        let mut proofs = Vec::new();
        gateway.prove(&connection, &given::secrets(), &mut proofs, given::now()).await;
        assert!(proofs.iter().any(|proof| proof.seen == Seen::Fails(setback.clone())), "{proofs:?}");
    };
    let told = "credentials refused, reconnect. It says: Authentication failure: Wrong digest of •••";
    check(401, "Authentication failure", told).await;
    check(403, "Authentication failure", told).await;
    check(400, "Bad", "refused: Bad: Wrong digest of •••").await;
    check(401, &"no ".repeat(200), &format!("credentials refused, reconnect. It says: {}", "no ".repeat(100))).await;
}

/// A wrong id and a wrong address are told by the same two words of the host.
#[tokio::test]
async fn what_a_host_has_not_is_named_with_where_its_id_is_found() {
    let server = Server::always(server::json(404, &json!({ "error": "not found" }))).await;
    let (host, secrets) = (server.address.trim_end_matches('/'), given::secrets());
    let check = async |provider: &str, options: &[(&str, &str)]| {
        let options: Vec<_> = [("api_url", host)].into_iter().chain(options.iter().copied()).collect();
        let (connection, (gateway, _folder)) = (given::connection(provider, &options), given::gateway());
        gateway.check(&connection, &secrets, given::now()).await.unwrap_err().words_of_reading()
    };
    assert_eq!(
        check("statuspage", &[("page", "wr0ng1d")]).await,
        format!(
            "refused: not found. It was asked for {host}/pages/wr0ng1d. Page id “wr0ng1d”: 12 letters and digits, under \
             your avatar › API info."
        )
    );
    let told = check("betterstack", &[("page", "4711")]).await;
    assert!(told.contains("/4711. ") && told.contains(" “4711”: "), "{told}");
    let told = check("upptime", &[("repository", "kestrel/status")]).await;
    assert!(told.contains("“kestrel/status”: "), "{told}");
    let told = check("kener", &[("page", "no-part-of-it")]).await;
    assert!(told.ends_with(". Correct the address of the connection."), "{told}");
    let gone = Server::always(server::json(500, &json!({}))).await;
    let connection = given::connection("statuspage", &[("api_url", &gone.address), ("page", "p")]);
    let (gateway, _folder) = given::gateway();
    let setback = gateway.check(&connection, &secrets, given::now()).await.unwrap_err();
    assert_eq!(setback.missing, None, "it has said nothing of the kind");
}

/// Statuspage allows three reads at once. What the pace puts off is proven when it has given something back.
#[tokio::test]
async fn a_test_goes_on_at_the_pace_of_the_provider() {
    let (gateway, _folder) = given::gateway();
    let server = Server::start(|request| {
        let body = if request.path.contains("count") { json!({ "email": 3 }) } else { json!([]) };
        server::json(200, &body)
    })
    .await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let (mut now, mut proofs, mut rounds) = (given::now(), Vec::new(), 0);
    let secrets = given::secrets();
    let failing = |proofs: &[providers::gateway::Proof]| {
        proofs.iter().filter(|proof| matches!(proof.seen, Seen::Fails(_))).count()
    };
    while let Some(until) = gateway.prove(&connection, &secrets, &mut proofs, now).await {
        assert!(failing(&proofs) > 0 && until > now, "{proofs:?}");
        (now, rounds) = (until, rounds + 1);
        assert!(rounds < 10, "{proofs:?}");
    }
    assert!(rounds > 0, "it allows no more at once");
    let seen: Vec<(&str, bool)> = proofs.iter().map(|proof| (proof.what, proof.seen == Seen::Works)).collect();
    let expected = [
        ("components", true),
        ("open incidents", true),
        ("maintenances", true),
        ("subscribers", true),
        ("publish updates", false),
    ];
    assert_eq!(seen, expected);
    assert_eq!(server.received().len(), 4, "nothing is asked twice");
}

#[tokio::test]
async fn a_list_is_read_to_its_end_and_never_for_ever() {
    let (gateway, _folder) = given::gateway();
    let user = |id: usize| json!({ "id": format!("P{id}"), "name": "Somebody", "email": "a@example.com" });
    let server = Server::start(move |request| {
        let offset = request.path.split("offset=").nth(1).unwrap().split('&').next().unwrap().parse::<usize>().unwrap();
        server::json(200, &json!({ "users": [user(offset), user(offset + 1)], "offset": offset, "more": offset < 4 }))
    })
    .await;
    let connection = given::connection("pagerduty", &[("api_url", &server.address)]);
    let reading = given::pager("pagerduty").people.as_ref().unwrap();
    let people = given::list(&gateway, &connection, reading, &given::secrets()).await.unwrap();
    let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(ids, ["P0", "P1", "P2", "P3", "P4", "P5"]);

    let circle = json!({ "users": [user(0)], "offset": 0, "more": true });
    let server = Server::always(server::json(200, &circle)).await;
    let connection = given::connection("pagerduty", &[("api_url", &server.address)]);
    let outcome = given::list(&gateway, &connection, reading, &given::secrets()).await;
    assert_eq!(outcome, Err(Failure::Garbled("its list does not end".to_owned())));
}

#[tokio::test]
async fn an_update_beyond_the_limits_is_refused_before_it_is_sent() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(Act::Close).await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let check = async |title: usize, body: usize, words: &str| {
        let delivery = given::worded(given::update("one", Phase::Identified), |update| {
            update.title = "ö".repeat(title);
            update.body = "ö".repeat(body);
        });
        let outcome = gateway.deliver(&connection, &given::secrets(), &delivery, None, given::now()).await;
        assert_eq!(outcome, Err(Failure::Refused(words.to_owned())));
    };
    check(256, 1, "Statuspage takes a title of 1 to 255 characters; this one has 256.").await;
    check(255, 25_001, "Statuspage takes a text of 1 to 25000 characters; this one has 25001.").await;
    check(0, 1, "Statuspage takes a title of 1 to 255 characters; this one has 0.").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_later_update_does_not_rename_the_incident_that_customers_know() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(server::json(200, &json!({ "id": "p31zjtct2jer" }))).await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let titled =
        |id: &str, title: String| given::worded(given::update(id, Phase::Resolved), |update| update.title = title);
    let first = titled("one", "Card payments at checkout".to_owned());
    let receipt = gateway.deliver(&connection, &given::secrets(), &first, None, given::now()).await.unwrap();
    // A title that is not sent need not keep to the page's limit either.
    let second = titled("two", "Card payments at checkout: resolved ".repeat(20));
    gateway.deliver(&connection, &given::secrets(), &second, Some(&receipt), given::now()).await.unwrap();
    let written = server.received().into_iter().filter(|request| request.method != "GET");
    let names: Vec<_> = written.map(|request| request.json()["incident"]["name"].clone()).collect();
    assert_eq!(names, [json!("Card payments at checkout"), json!(null)]);
}

#[tokio::test]
async fn a_connection_that_is_asked_too_often_waits_without_a_request() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(server::json(200, &json!({ "name": "Page" }))).await;
    let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
    let mut outcomes = Vec::new();
    for _ in 0..5 {
        outcomes.push(gateway.check(&connection, &given::secrets(), given::now()).await.map_err(Failure::from));
    }
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3);
    assert!(matches!(outcomes[4], Err(Failure::Throttled(until)) if until > given::now()));
    assert_eq!(server.received().len(), 3);
    let update = given::update("one", Phase::Identified);
    assert_eq!(gateway.repeat(&connection, &update.payload), Some(Repeat::Probe));
    assert!(!matches!(
        gateway.probe(&connection, &given::secrets(), &update, Earlier::default(), given::now()).await,
        Err(Failure::Throttled(_))
    ));
}
