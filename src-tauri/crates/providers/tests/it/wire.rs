//! The wire against a server that does its worst.

use providers::message::{Body, Request, Trouble, Value};
use providers::wire::{Limits, Wire};
use secrecy::SecretString;
use serde_json::json;
use url::Url;

use crate::given;
use crate::server::{Act, Server, answer};

fn read(server: &Server) -> Request {
    let token = Value::Secret(SecretString::from("s3cret".to_owned()));
    Request::get(Url::parse(&server.address).unwrap()).header("authorization", token)
}

async fn trouble_of(act: Act) -> Trouble {
    let server = Server::always(act).await;
    given::wire().send(&read(&server)).await.unwrap_err()
}

fn raw(text: &str) -> Act {
    Act::Say(text.as_bytes().to_vec())
}

#[tokio::test]
async fn a_request_goes_out_as_it_was_made_and_comes_back_whole() {
    let server = Server::always(answer(201, &[("X-Thing", "one")], b"body")).await;
    let body = Body::json(json!({ "a": 1 })).secret("key", SecretString::from("s3cret".to_owned()));
    let request = Request::post(Url::parse(&server.address).unwrap(), body).query("a b", "c&d");
    let response = given::wire().send(&request).await.unwrap();
    assert_eq!(
        (response.status, response.header("x-thing"), response.body.as_slice()),
        (201, Some("one"), &b"body"[..])
    );
    let received = server.received().remove(0);
    assert_eq!((received.method.as_str(), received.path.as_str()), ("POST", "/?a+b=c%26d"));
    assert_eq!(received.json(), json!({ "a": 1, "key": "s3cret" }));
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert!(received.header("user-agent").unwrap().starts_with("Bridgewatch/"));
}

#[tokio::test]
async fn a_request_that_cannot_connect_was_certainly_not_sent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let closed = Request::get(Url::parse(&address).unwrap());
    assert_eq!(given::wire().send(&closed).await, Err(Trouble::NotSent));
    // Our server speaks no TLS, so no connection ever stands.
    let server = Server::always(Act::Close).await;
    let encrypted = server.address.replace("http://", "https://");
    let request = Request::get(Url::parse(&encrypted).unwrap());
    assert_eq!(given::wire().send(&request).await, Err(Trouble::NotSent));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn an_answer_that_is_lost_or_cut_off_may_follow_an_applied_request() {
    assert_eq!(trouble_of(Act::Close).await, Trouble::AfterSending);
    assert_eq!(trouble_of(Act::Silence).await, Trouble::AfterSending);
    assert_eq!(trouble_of(raw("nonsense\r\n\r\n")).await, Trouble::AfterSending);
    assert_eq!(trouble_of(raw("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\ncut")).await, Trouble::AfterSending);
    assert_eq!(trouble_of(raw("HTTP/1.1 200 OK\r\ncontent-len")).await, Trouble::AfterSending);
}

#[tokio::test]
async fn an_answer_beyond_the_cap_is_not_read_on() {
    let server = Server::always(answer(200, &[], &[b'x'; 2_000])).await;
    let wire = Wire::open(Limits { body: 1_000, ..Limits::default() }).unwrap();
    assert!(matches!(wire.send(&read(&server)).await, Err(Trouble::Unreadable(_))));
}

#[tokio::test]
async fn a_packed_answer_is_unpacked_under_the_same_cap() {
    let packed = gzip(&[b'x'; 2_000]);
    let server = Server::always(answer(200, &[("content-encoding", "gzip")], &packed)).await;
    assert_eq!(given::wire().send(&read(&server)).await.unwrap().body, vec![b'x'; 2_000]);
    let wire = Wire::open(Limits { body: 1_000, ..Limits::default() }).unwrap();
    assert!(matches!(wire.send(&read(&server)).await, Err(Trouble::Unreadable(_))));
    let broken = answer(200, &[("content-encoding", "gzip")], b"this is not packed at all");
    assert!(matches!(trouble_of(broken).await, Trouble::Unreadable(_)));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_token_stays() {
    let elsewhere = Server::always(answer(200, &[], b"{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let server = Server::always(answer(status, &[("location", &elsewhere.address)], b"")).await;
        assert_eq!(given::wire().send(&read(&server)).await.unwrap().status, status);
        assert_eq!(server.received().len(), 1);
    }
    assert!(elsewhere.received().is_empty());
}

#[tokio::test]
async fn a_token_never_travels_unencrypted() {
    for address in ["http://api.example.com", "http://10.0.0.1", "http://localhost.example.com", "ftp://127.0.0.1"] {
        let outcome = given::wire().send(&Request::get(Url::parse(address).unwrap())).await;
        assert!(matches!(outcome, Err(Trouble::Kept(words)) if words.contains("https")), "{address}");
    }
}

/// Packs without compressing: one stored block.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(bytes);
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    });
    packed.extend((!sum).to_le_bytes());
    packed.extend(u32::from(length).to_le_bytes());
    packed
}
