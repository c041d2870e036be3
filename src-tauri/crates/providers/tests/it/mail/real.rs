//! A real server gets what was written, once, by an encrypted way and from whom it knows.

use std::time::Duration;

use domain::delivery::Failure;
use providers::gateway::Setback;
use providers::mail::Transport;
use serde_json::{Value, json};

use super::given::{connection, deliver, gateway, letter, patience};
use super::server::Server;
use crate::given;

const USER: (&str, &str) = ("user", "bridge");

/// What trusts that server.
fn trusting(server: &Server) -> Transport {
    Transport::patient(patience(Duration::from_secs(20))).trusting(server.certificate.as_bytes()).unwrap()
}

fn header<'a>(letter: &'a Value, name: &str) -> Vec<&'a str> {
    let headers = letter["headers"].as_array().unwrap().iter();
    headers.filter(|header| header[0] == name).filter_map(|header| header[1].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_arrives_by_starttls_with_both_forms_and_every_header() {
    let server = Server::start("starttls");
    let way = connection(server.port, "starttls", &[USER, ("reply_to", "desk@kestrel.example")]);
    let receipt = deliver(&trusting(&server), &way, &letter("intent-1.u3.outreach.0")).await.unwrap();
    assert_eq!(receipt.remote, "intent-1.u3.outreach.0");
    let letter = server.letter();
    assert_eq!(letter["encrypted"], true);
    assert_eq!(letter["user"], "bridge");
    assert_eq!(letter["envelope_from"], "status@kestrel.example");
    assert_eq!(letter["envelope_to"], json!(["dana@north.example", "desk@north.example"]));
    let check = |name: &str, value: &str| assert_eq!(header(&letter, name), [value], "{name}");
    check("From", "Kestrel Commerce <status@kestrel.example>");
    check("Reply-To", "desk@kestrel.example");
    check("To", "Dana Whitfield <dana@north.example>, Ödön <desk@north.example>");
    check("Subject", "Card payments fail");
    check("Date", "Fri, 20 Nov 2026 14:02:00 +0000");
    check("Message-ID", "<intent-1.u3.outreach.0@kestrel.example>");
    check("In-Reply-To", "<key-of-inc-12.outreach@kestrel.example>");
    check("References", "<key-of-inc-12.outreach@kestrel.example>");
    check("Auto-Submitted", "auto-generated");
    assert_eq!(letter["kind"], "multipart/alternative");
    let [plain, html] = letter["parts"].as_array().unwrap().as_slice() else { panic!("{letter}") };
    assert_eq!((&plain[0], &html[0]), (&json!("text/plain"), &json!("text/html")));
    let words = plain[1].as_str().unwrap().replace("\r\n", "\n");
    assert!(words.starts_with("Shoppers see “payment declined”. Nobody is charged twice.\n\n- Ask them"), "{words}");
    assert!(words.trim_end().ends_with("More: https://status.kestrel.example/"), "{words}");
    assert!(!plain[1].to_string().contains("INC-12") && !html[1].to_string().contains("INC-12"), "{letter}");
    let page = html[1].as_str().unwrap();
    assert!(page.contains("<li>Ask them to try another card</li>"), "{page}");
    assert!(page.contains(r#"<a href="https://status.kestrel.example/" rel="noopener">"#), "{page}");
    assert!(server.has_no_more());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_arrives_by_a_way_that_is_encrypted_from_the_first_byte() {
    let server = Server::start("tls");
    let way = connection(server.port, "tls", &[USER]);
    deliver(&trusting(&server), &way, &given::message("one")).await.unwrap();
    let letter = server.letter();
    assert_eq!((&letter["encrypted"], &letter["user"]), (&json!(true), &json!("bridge")));
    assert_eq!(letter["envelope_to"], json!(["board@kestrel.example", "duty@kestrel.example"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_written_becomes_a_header() {
    let server = Server::start("starttls");
    let way = connection(server.port, "starttls", &[USER]);
    let evil = given::said(letter("once\r\nBcc: a@evil.example"), |message| {
        message.title = "Cards fail\r\nBcc: b@evil.example\r\n\r\n<script>é".to_owned();
        message.incident_key = "key\r\nBcc: c@evil.example".to_owned();
        message.recipients[0].name = "Dana\r\nBcc: d@evil.example".to_owned();
        message.body = "Line\r\n.\r\nMAIL FROM:<e@evil.example>\r\n.. dots\r\n\r\n<b>bold</b> & more".to_owned();
    });
    deliver(&trusting(&server), &way, &evil).await.unwrap();
    let letter = server.letter();
    assert_eq!(header(&letter, "Bcc"), [] as [&str; 0], "{letter}");
    assert_eq!(header(&letter, "Subject"), ["Cards fail Bcc: b@evil.example <script>é"]);
    assert_eq!(letter["envelope_to"], json!(["dana@north.example", "desk@north.example"]));
    let parts = letter["parts"].to_string().replace("\\r\\n", "\\n");
    assert!(parts.contains("Line\\n.\\nMAIL FROM:<e@evil.example>\\n.. dots\\n\\n<b>bold</b> & more"), "{parts}");
    assert!(parts.contains("&lt;b&gt;bold&lt;/b&gt; &amp; more"), "{parts}");
    assert!(server.has_no_more());

    let nowhere = given::said(self::letter("two"), |message| {
        message.recipients[0].address = "dana@north.example>\r\nRCPT TO:<all@evil.example".to_owned();
    });
    let refused = deliver(&trusting(&server), &way, &nowhere).await;
    assert!(matches!(&refused, Err(Failure::Refused(words)) if words.contains("is no address of mail")), "{refused:?}");
    assert!(server.has_no_more());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_is_not_trusted_is_told_in_plain_words_and_gets_nothing() {
    for way in ["starttls", "tls"] {
        let server = Server::start(way);
        let stranger = Transport::patient(patience(Duration::from_secs(20)));
        let refused = deliver(&stranger, &connection(server.port, way, &[USER]), &letter("one")).await;
        let Err(Failure::Refused(words)) = refused else { panic!("{way}: {refused:?}") };
        assert!(words.starts_with("This computer does not trust the server's certificate."), "{words}");
        assert!(server.has_no_more());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_the_server_does_not_know_is_asked_for_other_credentials() {
    let server = Server::start("starttls");
    let way = connection(server.port, "starttls", &[("user", "somebody")]);
    assert_eq!(deliver(&trusting(&server), &way, &letter("one")).await, Err(Failure::Unauthorized));
    let (gateway, _folder) = gateway(trusting(&server));
    let check = gateway.check(&way, &given::secrets(), given::now()).await;
    let Err(Setback { failure: Failure::Unauthorized, said: Some(said), .. }) = check else { panic!("{check:?}") };
    assert!(said.starts_with("535 5.7.8"), "{said}");
    let nobody = connection(server.port, "starttls", &[]);
    let refused = deliver(&trusting(&server), &nobody, &letter("one")).await;
    assert!(matches!(&refused, Err(Failure::Refused(words)) if words.starts_with("530 5.7.0")), "{refused:?}");
    assert!(server.has_no_more());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_of_the_connection_says_what_was_proven() {
    let server = Server::start("starttls");
    let (gateway, _folder) = gateway(trusting(&server));
    let way = connection(server.port, "starttls", &[USER]);
    let said = gateway.check(&way, &given::secrets(), given::now()).await.unwrap();
    assert_eq!(
        said,
        "localhost answers by an encrypted way and takes the password of bridge; only a letter proves that it takes letters"
    );
    let open = connection(server.port, "starttls", &[]);
    let said = gateway.check(&open, &given::secrets(), given::now()).await.unwrap();
    assert!(said.contains("was shown no password"), "{said}");
    assert!(server.has_no_more(), "nothing was handed over");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_what_not_all_can_get() {
    let server = Server::start("starttls");
    let way = connection(server.port, "starttls", &[USER]);
    let mixed = given::said(letter("one"), |message| message.recipients[1].address = "nobody@north.example".to_owned());
    let refused = deliver(&trusting(&server), &way, &mixed).await;
    let Err(Failure::Refused(words)) = refused else { panic!("{refused:?}") };
    assert_eq!(
        words,
        "nobody@north.example is refused: 550 5.1.1 <nobody@north.example>: Recipient address rejected: User unknown. Nothing was \
         sent to the others of this letter either."
    );
    assert!(server.has_no_more());
    deliver(&trusting(&server), &way, &letter("one")).await.unwrap();
    assert_eq!(server.letter()["envelope_to"].as_array().map(Vec::len), Some(2), "mended, it goes to all");
}
