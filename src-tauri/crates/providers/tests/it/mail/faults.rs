//! Every step of the conversation, every way in which it can fail, and what that means.

use std::time::Duration;

use chrono::TimeDelta;
use domain::delivery::Failure;
use providers::mail::Transport;

use super::fault::{Act, BODY, DOT, FaultServer, GREETING, Script};
use super::given::{connection, deliver, gateway, letter, patience};
use crate::given;

const USER: (&str, &str) = ("user", "bridge");

/// What never comes is waited for so long; all else comes at once.
fn impatient() -> Transport {
    Transport::patient(patience(Duration::from_millis(400)))
}

/// What one attempt leads to, and how many letters the server has.
async fn attempt(script: Script) -> (Result<(), Failure>, usize) {
    let server = FaultServer::start([script]).await;
    let way = connection(server.port, "none", &[USER]);
    let outcome = deliver(&impatient(), &way, &letter("one")).await;
    (outcome.map(|_| ()), server.letters())
}

#[tokio::test]
async fn a_letter_is_taken_where_nothing_fails() {
    assert_eq!(attempt(Vec::new()).await, (Ok(()), 1));
}

#[tokio::test]
async fn before_the_letter_is_whole_it_is_put_off_refused_or_tried_again() {
    let later = Failure::Throttled(given::now() + TimeDelta::seconds(60));
    let refused = |words: &str| Failure::Refused(words.to_owned());
    let table = [
        ((GREETING, Act::Say("421 4.3.2 come back later")), later.clone()),
        ((GREETING, Act::Say("554 5.3.2 no service")), refused("554 5.3.2 no service")),
        ((GREETING, Act::Drop), Failure::Offline),
        ((GREETING, Act::Hang), Failure::Offline),
        ((GREETING, Act::Say("HTTP/1.1 400 Bad Request")), Failure::Offline),
        (("EHLO", Act::Say("502 5.5.1 what?")), refused("502 5.5.1 what?")),
        (("EHLO", Act::Drop), Failure::Offline),
        (
            ("EHLO", Act::Say("250 fault.example")),
            refused("The server offers no way to sign in that is known here (PLAIN or LOGIN)."),
        ),
        (("AUTH", Act::Say("535 5.7.8 wrong")), Failure::Unauthorized),
        (("AUTH", Act::Say("534 5.7.9 use another")), Failure::Unauthorized),
        (("AUTH", Act::Say("454 4.7.0 not now")), later.clone()),
        (("AUTH", Act::Drop), Failure::Offline),
        (("AUTH", Act::Hang), Failure::Offline),
        (("MAIL", Act::Say("550 5.7.1 not from you")), refused("550 5.7.1 not from you")),
        (("MAIL", Act::Say("451 4.3.0 busy")), later.clone()),
        (("MAIL", Act::Drop), Failure::Offline),
        (
            ("RCPT TO:<desk@", Act::Say("550-5.1.1 no such\r\n550 5.1.1 user")),
            refused(
                "desk@north.example is refused: 550 5.1.1 no such user. Nothing was sent to the others of this letter either.",
            ),
        ),
        (("RCPT", Act::Say("452 4.2.2 mailbox full")), later.clone()),
        (("RCPT", Act::Hang), Failure::Offline),
        (("DATA", Act::Say("554 5.5.1 no")), refused("554 5.5.1 no")),
        (("DATA", Act::Say("421 4.3.2 going down")), later),
        (("DATA", Act::Drop), Failure::Offline),
        (("DATA", Act::Hang), Failure::Offline),
    ];
    for (moment, failure) in table {
        let told = format!("{moment:?}");
        assert_eq!(attempt(vec![moment]).await, (Err(failure), 0), "{told}");
    }
}

#[tokio::test]
async fn after_the_last_dot_only_an_answer_tells() {
    let refused = Failure::Refused("552 5.3.4 too big".to_owned());
    assert_eq!(attempt(vec![(DOT, Act::Say("552 5.3.4 too big"))]).await, (Err(refused), 0));
    let later = Failure::Throttled(given::now() + TimeDelta::seconds(60));
    assert_eq!(attempt(vec![(DOT, Act::Say("451 4.7.1 greylisted"))]).await, (Err(later), 0));
    assert_eq!(attempt(vec![(DOT, Act::Drop)]).await, (Err(Failure::Unsure), 1));
    assert_eq!(attempt(vec![(DOT, Act::Hang)]).await, (Err(Failure::Unsure), 1));
    assert_eq!(attempt(vec![(DOT, Act::Say("what was that"))]).await, (Err(Failure::Unsure), 0));
    assert_eq!(attempt(vec![("QUIT", Act::Hang)]).await, (Ok(()), 1), "nothing depends on a farewell");
}

#[tokio::test]
async fn a_way_that_breaks_within_the_letter_is_no_doubt() {
    let server = FaultServer::start([vec![(BODY, Act::Drop)]]).await;
    let way = connection(server.port, "none", &[USER]);
    // More than the system takes before somebody reads it.
    let long = given::said(letter("one"), |message| message.body = "All of it. ".repeat(1_000_000));
    assert_eq!(deliver(&impatient(), &way, &long).await, Err(Failure::Offline));
}

#[tokio::test]
async fn a_host_that_is_not_there_was_never_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    for security in ["none", "starttls", "tls"] {
        let way = connection(port, security, &[USER]);
        assert_eq!(deliver(&impatient(), &way, &letter("one")).await, Err(Failure::Offline), "{security}");
    }
}

#[tokio::test]
async fn nothing_is_said_to_a_server_that_offers_no_encryption() {
    let server = FaultServer::start([]).await;
    let way = connection(server.port, "starttls", &[USER]);
    let refused = deliver(&impatient(), &way, &letter("one")).await;
    assert!(matches!(&refused, Err(Failure::Refused(words)) if words.contains("offers no encryption")), "{refused:?}");
    assert!(!server.heard("AUTH") && !server.heard("MAIL"));
    // Encrypted from the first byte is what it cannot do at all.
    let way = connection(server.port, "tls", &[USER]);
    assert_eq!(deliver(&impatient(), &way, &letter("one")).await, Err(Failure::Offline));
}

#[tokio::test]
async fn words_that_somebody_put_behind_the_turn_to_encryption_count_for_nothing() {
    // The server would go on in plain words, and each of them would answer the question before it.
    let offers = ("EHLO", Act::Say("250-fault.example\r\n250 STARTTLS"));
    let turn = (
        "STARTTLS",
        Act::Say(
            "220 go\r\n250-fault.example\r\n250 AUTH PLAIN\r\n235 welcome\r\n250 OK\r\n250 OK\r\n354 go on\r\n250 taken",
        ),
    );
    let server = FaultServer::start([vec![offers, turn]]).await;
    let way = connection(server.port, "starttls", &[USER]);
    assert_eq!(deliver(&impatient(), &way, &letter("one")).await, Err(Failure::Offline));
    assert!(!server.heard("AUTH"));
}

#[tokio::test]
async fn no_secret_stands_in_what_a_server_says() {
    // The password itself, and the whole proof as it travels: `\0bridge\0s3cret-password` in base64.
    let echoes = ["550 no: s3cret-password", "550 no: AGJyaWRnZQBzM2NyZXQtcGFzc3dvcmQ="];
    for echo in echoes {
        let (outcome, _) = attempt(vec![("MAIL", Act::Say(echo))]).await;
        let Err(Failure::Refused(words)) = outcome else { panic!("{outcome:?}") };
        assert!(words.contains("•••") && !words.contains("cret-pass") && !words.contains("czM2NyZXQtcGFz"), "{words}");
    }
    let server = FaultServer::start([vec![("AUTH", Act::Say("535 5.7.8 wrong: s3cret-password"))]]).await;
    let (gateway, _folder) = gateway(impatient());
    let way = connection(server.port, "none", &[USER]);
    let setback = gateway.check(&way, &given::secrets(), given::now()).await.unwrap_err();
    assert_eq!(setback.said.as_deref(), Some("535 5.7.8 wrong: •••"));
    assert!(!format!("{setback:?}").contains("s3cret"));
}
