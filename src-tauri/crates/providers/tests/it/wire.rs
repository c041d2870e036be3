//! The wire against a server that does its worst.

use std::time::Duration;

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
async fn an_answer_that_falls_silent_or_never_ends_is_given_up() {
    let hour = Duration::from_hours(1);
    let short = Duration::from_millis(300);
    let trouble = async |act: Act, limits: Limits| {
        let server = Server::always(act).await;
        Wire::open(limits).unwrap().send(&read(&server)).await
    };
    let silence = Limits { silence: short, whole: hour, ..Limits::default() };
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n";
    for begun in ["", "HTTP/1.1 200 OK\r\n", head, &format!("{head}begun")] {
        let outcome = trouble(Act::Stall(begun.as_bytes().to_vec()), silence).await;
        assert_eq!(outcome, Err(Trouble::AfterSending), "{begun:?}");
    }
    // A byte now and then is no silence, but there is an end to patience as well.
    let whole = Limits { silence: hour, whole: short, ..Limits::default() };
    let endless = format!("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{}", "x".repeat(5_000));
    assert_eq!(trouble(Act::Drip(endless.into_bytes()), whole).await, Err(Trouble::AfterSending));
    let endless = format!("HTTP/1.1 200 OK\r\nx-thing: {}", "x".repeat(5_000));
    assert_eq!(trouble(Act::Drip(endless.into_bytes()), whole).await, Err(Trouble::AfterSending));
}

/// A host that is slow is better waited for than looked at and asked again.
#[tokio::test]
async fn what_must_not_be_sent_twice_is_waited_for_longer() {
    let short = Duration::from_millis(300);
    let wire = Wire::open(Limits { silence: short, whole: short, ..Limits::default() }).unwrap();
    let Act::Say(bytes) = answer(201, &[], b"taken") else { unreachable!() };
    let server = Server::always(Act::Drip(bytes)).await;
    let write = || Request::post(Url::parse(&server.address).unwrap(), Body::json(json!({})));
    assert_eq!(wire.send(&write()).await, Err(Trouble::AfterSending));
    assert_eq!(wire.send(&write().patient(true)).await.unwrap().body, b"taken");
    assert!(!read(&server).patient(true).is_patient, "what only reads is asked again");
    let hasty = Wire::open(Limits { patience: short, ..Limits::default() }).unwrap();
    assert_eq!(hasty.send(&write().patient(true)).await, Err(Trouble::AfterSending), "and not for ever");
    let limits = Limits::default();
    assert!(limits.patience > limits.whole && limits.patience <= Duration::from_secs(90));
}

#[tokio::test]
async fn an_answer_in_parts_is_whole_only_with_its_last_part() {
    let parts = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n4\r\nbody\r\n";
    let server = Server::always(raw(&format!("{parts}0\r\n\r\n"))).await;
    assert_eq!(given::wire().send(&read(&server)).await.unwrap().body, b"body");
    assert_eq!(trouble_of(raw(parts)).await, Trouble::AfterSending);
    assert_eq!(trouble_of(raw(&format!("{parts}9\r\nbo"))).await, Trouble::AfterSending);
}

#[tokio::test]
async fn an_answer_beyond_the_cap_is_not_read_on() {
    let server = Server::always(answer(200, &[], &[b'x'; 2_000])).await;
    let wire = Wire::open(Limits { body: 1_000, ..Limits::default() }).unwrap();
    assert_eq!(wire.send(&read(&server)).await, Err(Trouble::TooLarge));
}

#[tokio::test]
async fn a_packed_answer_is_unpacked_under_the_same_cap() {
    let packed = gzip(&[b'x'; 2_000]);
    let server = Server::always(answer(200, &[("content-encoding", "gzip")], &packed)).await;
    assert_eq!(given::wire().send(&read(&server)).await.unwrap().body, vec![b'x'; 2_000]);
    let wire = Wire::open(Limits { body: 1_000, ..Limits::default() }).unwrap();
    assert_eq!(wire.send(&read(&server)).await, Err(Trouble::TooLarge));
    let broken = answer(200, &[("content-encoding", "gzip")], b"this is not packed at all");
    assert!(matches!(trouble_of(broken).await, Trouble::Unreadable(_)));
    let cut = answer(200, &[("content-encoding", "gzip")], &packed[..packed.len() / 2]);
    assert!(matches!(trouble_of(cut).await, Trouble::Unreadable(_) | Trouble::AfterSending));
    assert_eq!(server.received()[0].header("accept-encoding"), Some("gzip"), "what is not asked for cannot be read");
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

/// In a process of its own, since an environment belongs to the whole process.
#[tokio::test]
async fn a_proxy_of_the_environment_is_used_for_the_world_and_never_for_this_computer() {
    const NAME: &str = "wire::a_proxy_of_the_environment_is_used_for_the_world_and_never_for_this_computer";
    let proxy = Server::always(Act::Close).await;
    if std::env::var_os("BRIDGEWATCH_TEST_PROXY").is_some() {
        let near = Server::always(answer(200, &[], b"near")).await;
        assert_eq!(given::wire().send(&read(&near)).await.unwrap().body, b"near");
        let world = Request::get(Url::parse("https://api.example.invalid/v1").unwrap());
        assert_eq!(given::wire().send(&world).await, Err(Trouble::NotSent));
        return;
    }
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", NAME]).env("BRIDGEWATCH_TEST_PROXY", "1");
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"] {
        again.env(name, &proxy.address).env_remove(name.to_lowercase());
    }
    again.env_remove("NO_PROXY").env_remove("no_proxy");
    let ended = tokio::task::spawn_blocking(move || again.output()).await.unwrap().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stdout));
    let asked: Vec<String> =
        proxy.received().iter().map(|request| format!("{} {}", request.method, request.path)).collect();
    assert_eq!(asked, ["CONNECT api.example.invalid:443"]);
    assert_eq!(proxy.received()[0].header("authorization"), None);
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
