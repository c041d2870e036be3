//! Slack: blocks in which our words stay words, and what its answers mean.

use std::collections::BTreeMap;

use domain::delivery::{Delivery, Failure, Payload};
use proptest::prelude::*;
use providers::account::Secrets;
use providers::capability::{Carriage, Check};
use providers::registry;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::given;
use crate::server::{Server, answer};

fn secrets(webhook: &str) -> Secrets {
    BTreeMap::from([("webhook".to_owned(), SecretString::from(webhook.to_owned()))])
}

/// What would be sent.
fn body(title: &str, text: &str) -> Value {
    let descriptor = registry::find("slack").unwrap();
    let (connection, secrets) = (given::connection("slack", &[]), given::secrets());
    let account = descriptor.account(&connection, &secrets, given::now());
    let delivery = message(title, text);
    let Payload::Outreach(message) = &delivery.payload else { unreachable!() };
    let Carriage::Http(pair) = &descriptor.outreach.as_ref().unwrap().carriage else { unreachable!() };
    let request = (pair.ask)(&account, &delivery, message).unwrap();
    serde_json::from_slice(&request.body.unwrap().to_bytes()).unwrap()
}

fn message(title: &str, text: &str) -> Delivery {
    given::said(given::message("one"), |message| {
        title.clone_into(&mut message.title);
        text.clone_into(&mut message.body);
    })
}

/// The text objects between title and mark of the original.
fn sections(text: &str) -> Vec<(String, String)> {
    let body = body("Title", text);
    let blocks = body["blocks"].as_array().unwrap();
    let section = |block: &Value| {
        assert_eq!(block["type"], "section");
        (block["text"]["type"].as_str().unwrap().to_owned(), block["text"]["text"].as_str().unwrap().to_owned())
    };
    blocks[1..blocks.len() - 1].iter().map(section).collect()
}

#[test]
fn words_stay_words_and_addresses_become_links() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let told = sections(text);
        let told: Vec<(&str, &str)> = told.iter().map(|(kind, text)| (kind.as_str(), text.as_str())).collect();
        assert_eq!(told, expected);
    };
    check("We look into it.\n\nMore soon.", &[("mrkdwn", "We look into it.\n\nMore soon.")]);
    check("Q&A <now> at 14:02:10", &[("mrkdwn", "Q&amp;A &lt;now&gt; at 14:02:10")]);
    check("See https://a.example/x_y?b=c&d=e.", &[("mrkdwn", "See <https://a.example/x_y?b=c&amp;d=e>.")]);
    check("Say:\n- one\n- two", &[("mrkdwn", "Say:\n• one\n• two")]);
    // A mention that Slack would read out of an address in brackets, and the words for everybody.
    check("<!channel> <@U123>", &[("plain_text", "&lt;!channel&gt; &lt;@U123&gt;")]);
    check("<!here|here>", &[("mrkdwn", "&lt;!here|here&gt;")]);
    for text in ["@channel", "ask @here", "*bold*", "snake_case", "~gone~", "`code`", "> quoted", ":warning: now"] {
        let (kind, _) = sections(text).remove(0);
        assert_eq!(kind, "plain_text", "{text}");
    }
    // Only the paragraph that needs it loses its links.
    check(
        "At https://a.example/\n\n5 * 5\n\nAt https://b.example/",
        &[("mrkdwn", "At <https://a.example/>"), ("plain_text", "5 * 5"), ("mrkdwn", "At <https://b.example/>")],
    );
}

#[test]
fn a_long_title_is_no_header_and_what_is_read_out_calls_nobody() {
    let told = body(&"Cards & more ".repeat(20), "Text of @channel");
    assert_eq!(told["blocks"][0]["type"], "section");
    assert!(told["text"].as_str().unwrap().ends_with("Text of @\u{2060}channel"));
    assert_eq!(body("Cards & more", "Text")["blocks"][0]["text"]["text"], "Cards &amp; more");
    let last = body("Cards", "Text");
    let last = last["blocks"].as_array().unwrap().last().unwrap();
    assert_eq!(
        *last,
        json!({
            "type": "context", "elements": [{ "type": "plain_text", "text": "INC-12 · entry 42", "emoji": false }],
        })
    );
}

/// Slack takes fifty blocks, and ours are far fewer whatever stands in them.
#[test]
fn the_longest_texts_are_few_blocks() {
    let pair = format!("a\n\n{}\n\n", "b".repeat(2_990));
    for text in ["&".repeat(10_000), "a\n\n*\n\n".repeat(1_666), pair.repeat(3), "a ".repeat(5_000)] {
        let body = body("Title", &text);
        let blocks = body["blocks"].as_array().unwrap();
        assert!(blocks.len() <= 50, "{}", blocks.len());
        assert!(blocks.iter().all(|block| block["text"]["text"].as_str().unwrap_or_default().len() <= 3_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_said_slack_takes_it_as_a_whole_and_nothing_of_it_is_markup(
        title in "([A-Za-z&<>@ ]|\\PC){1,400}",
        text in "([&<>*_`~@:!| \n-]|\n\n|https://a\\.example/&|[a-z]{1,30}|\\PC){1,600}",
    ) {
        let text: String = text.chars().take(10_000).collect();
        let told = body(&title, &text);
        let blocks = told["blocks"].as_array().unwrap();
        prop_assert!(blocks.len() <= 50, "{}", blocks.len());
        for block in blocks {
            let text = if block["type"] == "context" { &block["elements"][0] } else { &block["text"] };
            let most = if block["type"] == "header" { 150 } else { 3_000 };
            let words = text["text"].as_str().unwrap();
            prop_assert!(words.encode_utf16().count() <= most);
            // A bracket begins nothing but a link of ours, and what is taken verbatim has no mark.
            for (at, _) in words.match_indices('<') {
                prop_assert!(text["type"] == "mrkdwn" && words[at..].starts_with("<http"), "{words}");
            }
            if text["type"] == "mrkdwn" {
                prop_assert_eq!(&text["verbatim"], true);
                let outside: String = words.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest)).collect();
                prop_assert!(!outside.contains(['*', '_', '~', '`', '@']), "{words}");
            } else {
                prop_assert_eq!(&text["emoji"], false);
            }
        }
        // Nothing is lost: letter by letter, without spaces, bullets and escapes.
        let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace() && !"-•".contains(*letter)).collect::<String>();
        let section = |block: &Value| block["text"]["text"].as_str().unwrap().to_owned();
        let from = blocks.iter().position(|block| block["type"] == "section" && !block["text"]["text"].as_str().unwrap().is_empty());
        prop_assume!(from.is_some() && blocks[0]["type"] == "header");
        let shown: String = blocks[1..blocks.len() - 1].iter().map(section).collect();
        let shown = shown.replace("<http", "http").replace('>', "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        prop_assert_eq!(letters(&shown), letters(&text));
    }
}

#[tokio::test]
async fn each_of_slacks_answers_has_a_meaning() {
    let check = async |status: u16, text: &str, headers: &[(&str, &str)], expected: Result<(), Failure>| {
        // Anew each time: what a host asked to wait for one message must not keep the next one back.
        let (gateway, _folder) = given::gateway();
        let server = Server::always(answer(status, headers, text.as_bytes())).await;
        let secrets = secrets(&format!("{}/services/T0/B0/s3cret8c1f20be7a6d4f59", server.address));
        let connection = given::connection("slack", &[]);
        let outcome = gateway.deliver(&connection, &secrets, &given::message("one"), None, given::now()).await;
        assert_eq!(outcome.clone().map(|_| ()), expected, "{status} {text}");
        assert!(!format!("{outcome:?}").contains("s3cret"), "{outcome:?}");
        assert_eq!(server.received()[0].path, "/services/T0/B0/s3cret8c1f20be7a6d4f59");
    };
    let refused = |words: &str| Err(Failure::Refused(words.to_owned()));
    check(200, "ok", &[], Ok(())).await;
    let gone = "the webhook is not there any more. Create one in the channel, and store its address as `webhook`";
    check(404, "no_service", &[], refused(&format!("{gone} (`no_service`)"))).await;
    check(403, "invalid_token", &[], refused(&format!("{gone} (`invalid_token`)"))).await;
    let none = "the channel is not there any more. Create a webhook in another one, and store its address (`channel_not_found`)";
    check(404, "channel_not_found", &[], refused(none)).await;
    let archived = "the channel is archived. Take it out of the archive, or store the webhook of another one (`channel_is_archived`)";
    check(410, "channel_is_archived", &[], refused(archived)).await;
    let forbidden = "its administrators let this webhook say nothing there. Ask them, or store the webhook of another channel (`action_prohibited`)";
    check(403, "action_prohibited", &[], refused(forbidden)).await;
    check(400, "invalid_payload", &[], refused("it does not take the message (`invalid_payload`)")).await;
    check(403, "<html>Blocked by the proxy", &[], Err(Failure::Unauthorized)).await;
    check(
        429,
        "rate_limited",
        &[("retry-after", "30")],
        Err(Failure::Throttled(given::now() + chrono::Duration::seconds(30))),
    )
    .await;
    check(500, "rollup_error", &[], Err(Failure::Unsure)).await;
    check(
        200,
        "<html>Log in to this network",
        &[],
        Err(Failure::Garbled("it did not answer with Slack's `ok`".to_owned())),
    )
    .await;
}

#[test]
fn an_address_that_takes_no_such_message_is_told_before_one_is_sent() {
    let descriptor = registry::find("slack").unwrap();
    let Check::Form(look) = &descriptor.check else { panic!("Slack can be read") };
    let connection = given::connection("slack", &[]);
    let told = |webhook: &str| {
        let secrets = secrets(webhook);
        look(&descriptor.account(&connection, &secrets, given::now()))
    };
    assert!(told("https://hooks.slack.com/services/T0/B0/x").unwrap().contains("Only a message would prove"));
    for other in [
        "https://hooks.slack.com/triggers/T0/1/x",
        "https://kestrel.slack.com/archives/C0",
        "hooks.slack.com/services/T0",
    ] {
        assert!(
            matches!(told(other), Err(Failure::Refused(words)) if !words.contains("T0") && !words.contains("C0")),
            "{other}"
        );
    }
    assert_eq!(told(" "), Err(Failure::Unauthorized));
}
