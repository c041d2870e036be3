//! Microsoft Teams: a card in which our words stay words, and what a workflow's answers mean.

use std::collections::BTreeMap;

use domain::delivery::{Delivery, Failure, Payload};
use proptest::prelude::*;
use providers::account::Secrets;
use providers::capability::{Carriage, Check, Outreach};
use providers::registry;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::given;
use crate::server::{Server, answer};

const PATH: &str =
    "/workflows/5f0d3c8a91b24e7f/triggers/manual/paths/invoke?api-version=1&sig=s3cretSig-8c1f20be7a6d4f59";

fn secrets(webhook: &str) -> Secrets {
    BTreeMap::from([("webhook".to_owned(), SecretString::from(webhook.to_owned()))])
}

fn outreach() -> &'static Outreach {
    registry::find("microsoft_teams").unwrap().outreach.as_ref().unwrap()
}

fn message(title: &str, text: &str) -> Delivery {
    given::said(given::message("one"), |message| {
        title.clone_into(&mut message.title);
        text.clone_into(&mut message.body);
    })
}

/// What would be sent, in bytes.
fn body(delivery: &Delivery) -> Vec<u8> {
    let descriptor = registry::find("microsoft_teams").unwrap();
    let (connection, secrets) = (given::connection("microsoft_teams", &[]), given::secrets());
    let account = descriptor.account(&connection, &secrets, given::now());
    let Payload::Outreach(message) = &delivery.payload else { unreachable!() };
    let Carriage::Http(pair) = &outreach().carriage else { unreachable!() };
    (pair.ask)(&account, delivery, message).unwrap().body.unwrap().to_bytes()
}

/// The runs of text of all blocks, one after the other.
fn runs(body: &[u8]) -> Vec<Value> {
    let body: Value = serde_json::from_slice(body).unwrap();
    let content = &body["attachments"][0]["content"];
    let blocks = content["body"].as_array().unwrap();
    blocks.iter().flat_map(|block| block["inlines"].as_array().unwrap().clone()).collect()
}

#[test]
fn words_stay_words_and_addresses_can_be_opened() {
    let text = "Say **this** <at>all</at>:\n- [no](https://a.example/x)\n\nAt {{DATE(2026-11-20T14:02:00Z, SHORT)}}.";
    let runs = runs(&body(&message("Cards *fail*", text)));
    assert!(runs.iter().all(|run| run["type"] == "TextRun"));
    let words: Vec<&str> = runs.iter().map(|run| run["text"].as_str().unwrap()).collect();
    let expected = [
        "Cards *fail*",
        "Say **this** <at>all</at>:",
        "• ",
        "[no](",
        "https://a.example/x",
        ")",
        "At {\u{2060}{DATE(2026-11-20T14:02:00Z, SHORT)}}.",
        "INC-12 · entry 42",
    ];
    assert_eq!(words, expected);
    assert_eq!(runs[4]["selectAction"], json!({ "type": "Action.OpenUrl", "url": "https://a.example/x" }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_it_takes_is_never_larger_than_teams_takes_it(text in "([a-z \n-]|\n\n|https://a\\.example/|\\PC){1,8000}") {
        let delivery = message("Cards fail", &text);
        let Payload::Outreach(said) = &delivery.payload else { unreachable!() };
        let size = body(&delivery).len();
        match outreach().takes("Microsoft Teams", said) {
            Ok(()) => prop_assert!(size <= 28 * 1024, "{size}"),
            // It is not refused long before it must be.
            Err(failure) => prop_assert!(size + 1_024 > 28 * 1024 || text.chars().count() > 20_000, "{size}: {failure:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_sent() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(answer(202, &[], b"")).await;
    let secrets = secrets(&format!("{}{PATH}", server.address));
    let delivery = message("Cards fail", &"ö".repeat(15_000));
    let connection = given::connection("microsoft_teams", &[]);
    let outcome = gateway.deliver(&connection, &secrets, &delivery, None, given::now()).await;
    assert!(matches!(outcome, Err(Failure::Refused(words)) if words.contains("28672 bytes")));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn each_of_a_workflows_answers_has_a_meaning() {
    let check = async |status: u16, text: &str, headers: &[(&str, &str)], expected: Result<(), Failure>| {
        // Anew each time: what a host asked to wait for one message must not keep the next one back.
        let (gateway, _folder) = given::gateway();
        let server = Server::always(answer(status, headers, text.as_bytes())).await;
        let secrets = secrets(&format!("{}{PATH}", server.address));
        let connection = given::connection("microsoft_teams", &[]);
        let outcome = gateway.deliver(&connection, &secrets, &given::message("one"), None, given::now()).await;
        assert_eq!(outcome.clone().map(|_| ()), expected, "{status} {text}");
        assert!(!format!("{outcome:?}").contains("s3cret"), "{outcome:?}");
        assert_eq!(server.received()[0].path, PATH);
    };
    let refused = |words: &str| Err(Failure::Refused(words.to_owned()));
    let error = |words: &str| json!({ "error": { "code": "Code", "message": words } }).to_string();
    check(202, "", &[], Ok(())).await;
    let gone = "the workflow is not there any more. Create one in the channel, and store its address as `webhook`";
    check(404, &error("The workflow '5f0d3c8a91b24e7f' could not be found."), &[], refused(gone)).await;
    check(410, "", &[], refused(gone)).await;
    check(400, &error("The trigger is not enabled."), &[], refused("The trigger is not enabled.")).await;
    check(400, &error(&format!("No: {PATH}")), &[], refused("No: •••")).await;
    check(413, "", &[], refused("the message is too large for it")).await;
    check(401, &error("The signature is not valid."), &[], Err(Failure::Unauthorized)).await;
    check(403, "", &[], Err(Failure::Unauthorized)).await;
    check(429, "", &[("retry-after", "7")], Err(Failure::Throttled(given::now() + chrono::Duration::seconds(7)))).await;
    check(502, "", &[], Err(Failure::Lost(given::now()))).await;
    // What stands behind the address answers as it likes, so long as it is no page.
    check(200, "1", &[], Ok(())).await;
    check(200, "{}", &[("content-type", "application/json")], Ok(())).await;
    check(204, "", &[], Ok(())).await;
    // A connector of old said 200 also of what it did not post, and so does the page of a hotel.
    let strange = || Err(Failure::Garbled("it did not answer as a workflow does that was begun".to_owned()));
    check(200, "Webhook message delivery failed with error: HTTP error 413", &[], strange()).await;
    check(200, "<html>Welcome", &[], strange()).await;
    check(202, "Welcome", &[("content-type", "text/html; charset=utf-8")], strange()).await;
}

#[test]
fn an_address_of_a_retired_connector_is_told_before_one_is_sent() {
    let descriptor = registry::find("microsoft_teams").unwrap();
    let Check::Form(look) = &descriptor.check else { panic!("a workflow can be read") };
    let connection = given::connection("microsoft_teams", &[]);
    let told = |webhook: &str| {
        let secrets = secrets(webhook);
        look(&descriptor.account(&connection, &secrets, given::now()))
    };
    let good =
        ["https://prod-12.westeurope.logic.azure.com:443", "https://default1.a.environment.api.powerplatform.com:443"];
    for host in good {
        assert!(told(&format!("{host}{PATH}")).unwrap().contains("Only a message would prove"));
    }
    for host in ["https://kestrel.webhook.office.com", "https://outlook.office.com"] {
        let outcome = told(&format!("{host}/webhookb2/s3cret8c1f20be7a6d4f59"));
        assert!(
            matches!(outcome, Err(Failure::Refused(words)) if words.contains("retired") && !words.contains("s3cret"))
        );
    }
}
