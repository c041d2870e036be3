//! What each mishap on the way to a host becomes: one word for a read, and one for a write.

use chrono::TimeDelta;
use domain::delivery::Failure;
use providers::gateway::Gateway;
use serde_json::json;

use crate::given;
use crate::mishap::{Mishap, Pause, all};
use crate::server::{Server, answer};

/// What it becomes; none where it becomes nothing.
fn expected(mishap: Mishap, is_write: bool) -> Option<Failure> {
    let throttled = |seconds| Some(Failure::Throttled(given::now() + TimeDelta::seconds(seconds)));
    let garbled = |words: &str| Some(Failure::Garbled(words.to_owned()));
    let of_write = |failure| Some(if is_write { failure } else { Failure::Offline });
    let (lost, unsure) = (of_write(Failure::Lost(given::now())), of_write(Failure::Unsure));
    match mishap {
        Mishap::None | Mishap::Lagging => None,
        // It left, and may have been applied: only a read may be taken for one that never left.
        Mishap::AnswerLost
        | Mishap::RequestLost
        | Mishap::Reset { .. }
        | Mishap::Slow
        | Mishap::Cut
        | Mishap::Late(_)
        | Mishap::Garbage { .. } => lost,
        Mishap::Broken { applied: true } => unsure,
        // That a host is not sure is told at once; only a read needs no more than to wait.
        Mishap::Broken { applied: false } if is_write => unsure,
        Mishap::Broken { applied: false } => throttled(3),
        // An answer of success that cannot be read: whoever wrote must find out.
        Mishap::CutShort => garbled("the answer is not of the documented form"),
        Mishap::Foreign { .. } => garbled("it answered with text/html instead of JSON"),
        Mishap::Redirect => garbled("it points to another address; correct the connection's address"),
        Mishap::Refused(401 | 403) => Some(Failure::Unauthorized),
        Mishap::Refused(status) => Some(Failure::Refused(format!("it answered with the status {status}"))),
        Mishap::Throttled(_, Pause::Untold) => throttled(30),
        Mishap::Throttled(_, Pause::Seconds) => throttled(2),
        Mishap::Throttled(_, Pause::Date) => throttled(40),
    }
}

/// The same without the place at which an answer stops to make sense.
fn placeless(failure: Failure) -> Failure {
    match failure {
        Failure::Garbled(words) => Failure::Garbled(words.split(" (line").next().unwrap().to_owned()),
        other => other,
    }
}

#[tokio::test]
async fn each_mishap_becomes_one_failure_for_a_read_and_one_for_a_write() {
    let elsewhere = Server::always(answer(200, &[], b"{}")).await;
    let (secrets, page) = (given::secrets(), given::page("one"));
    for mishap in all() {
        let address = elsewhere.address.clone();
        let server = Server::start(move |request| {
            let body = match request.method.as_str() {
                "POST" => json!({ "escalation": { "id": "01ESC" } }),
                _ => json!({ "escalations": [] }),
            };
            mishap.play(&address, || (200, body))
        })
        .await;
        let connection = given::connection("incidentio", &[("api_url", &server.address)]);
        // Anew each time: what a host asked to wait for one call must not keep the next one back.
        let gateway = || Gateway::new(given::wire(), std::path::PathBuf::new());
        let written = gateway().deliver(&connection, &secrets, &page, None, given::now()).await;
        let proof = domain::delivery::Receipt { remote: "01ESC".to_owned(), link: None, update: None };
        let read = gateway().progress(&connection, &secrets, &page, &proof, given::now()).await;
        assert_eq!(written.err().map(placeless), expected(mishap, true), "writing, {mishap:?}");
        assert_eq!(read.err().map(placeless), expected(mishap, false), "reading, {mishap:?}");
        assert_eq!(server.received().len(), 2, "nothing is sent twice by itself: {mishap:?}");
    }
    assert!(elsewhere.received().is_empty(), "a token went where a host pointed");
}

#[tokio::test]
async fn no_host_at_all_is_the_one_trouble_in_which_a_write_was_certainly_not_applied() {
    let (gateway, _folder) = given::gateway();
    let (secrets, page) = (given::secrets(), given::page("one"));
    let connection = given::connection("incidentio", &[("api_url", "http://127.0.0.1:9")]);
    let written = gateway.deliver(&connection, &secrets, &page, None, given::now()).await;
    assert_eq!(written, Err(Failure::Offline));
    assert_eq!(gateway.check(&connection, &secrets, given::now()).await, Err(Failure::Offline.into()));
}

/// The wish of a host that is not sure is kept, although that it is not sure is told at once.
#[tokio::test]
async fn a_host_that_fails_within_and_asks_to_wait_is_left_alone_by_that_page_only() {
    let server = Server::start(|_| Mishap::Broken { applied: false }.play("", || (200, json!({})))).await;
    let (gateway, _folder) = given::gateway();
    let connection = given::connection("incidentio", &[("api_url", &server.address)]);
    let deliver = async |id: &str| {
        gateway.deliver(&connection, &given::secrets(), &given::page(id), None, given::now()).await.unwrap_err()
    };
    assert_eq!(deliver("one").await, Failure::Unsure);
    assert_eq!(deliver("one").await, Failure::Throttled(given::now() + TimeDelta::seconds(3)));
    assert_eq!(deliver("two").await, Failure::Unsure);
    assert_eq!(server.received().len(), 2);
}
