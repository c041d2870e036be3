//! Webhooks of our own: signed as Standard Webhooks has it, so that any receiver can check them.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::{Failure, Payload};
use hmac::{Hmac, KeyInit, Mac};
use proptest::prelude::*;
use providers::account::Secrets;
use providers::capability::Check;
use providers::provider::webhook::signature::{self, Key};
use providers::registry;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use sha2::Sha256;

use crate::given;
use crate::server::{Received, Server, answer};

/// A secret of the specification's own libraries.
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn secrets(secret: &str) -> Secrets {
    BTreeMap::from([("secret".to_owned(), SecretString::from(secret.to_owned()))])
}

/// Whether a receiver who has the secret takes a request for ours, as `docs/providers.md` tells it to look.
pub(crate) fn is_ours(request: &Received, key: &[u8]) -> bool {
    let header = |name: &str| request.header(name).unwrap_or_default().as_bytes().to_vec();
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(&[header("webhook-id"), header("webhook-timestamp"), request.body.clone()].join(&b'.'));
    let signatures = String::from_utf8(header("webhook-signature")).unwrap();
    signatures
        .split(' ')
        .filter_map(|one| one.strip_prefix("v1,"))
        .any(|encoded| STANDARD.decode(encoded).is_ok_and(|signature| mac.clone().verify_slice(&signature).is_ok()))
}

/// The published vector: <https://github.com/standard-webhooks/standard-webhooks/tree/main/libraries>
#[test]
fn a_signature_is_the_one_that_the_specification_makes() {
    let key = Key::read(&SecretString::from(SECRET)).unwrap();
    let signature = key.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#).unwrap();
    assert_eq!(signature.expose_secret(), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assert!(!format!("{key:?} {signature:?}").contains("g0hM"));
    assert!(Key::read(&SecretString::from("whsec_no base64")).is_none());
}

#[tokio::test]
async fn a_receiver_can_check_what_it_gets_and_anything_else_is_not_ours() {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(answer(200, &[("content-type", "text/html")], b"thanks")).await;
    let connection = given::connection("webhook", &[("address", &format!("{}/hooks", server.address))]);
    let coded = STANDARD.decode(SECRET.strip_prefix("whsec_").unwrap()).unwrap();
    for (secret, key) in [(SECRET, coded), ("plain s3cret words", b"plain s3cret words".to_vec())] {
        let delivery = given::message("intent-1.u2.main");
        let receipt = gateway.deliver(&connection, &secrets(secret), &delivery, None, given::now()).await.unwrap();
        assert_eq!(receipt.remote, "intent-1%2Eu2%2Emain");
        let request = server.received().pop().unwrap();
        assert!(is_ours(&request, &key));
        assert!(!is_ours(&request, b"another key"));
        let mut other = request.clone();
        other.body.push(b' ');
        assert!(!is_ours(&other, &key));
        assert_eq!(request.header("webhook-id"), Some("intent-1%2Eu2%2Emain"));
        assert_eq!(request.header("webhook-timestamp"), Some(given::now().timestamp().to_string().as_str()));
        assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/hooks"));
    }
    let Payload::Outreach(message) = given::message("one").payload else { unreachable!() };
    let expected = json!({
        "type": "incident.message",
        "timestamp": "2026-11-20T14:02:00Z",
        "data": {
            "delivery": "intent-1.u2.main", "incident": "INC-12", "entry": 42, "update": "update-1", "output": "talking_points",
            "audience": "customers", "phase": "investigating", "severity": "sev1", "title": message.title, "body": message.body,
        },
    });
    assert_eq!(server.received()[0].json(), expected);
}

#[tokio::test]
async fn each_answer_has_a_meaning() {
    let check = async |status: u16, text: &str, headers: &[(&str, &str)], expected: Result<(), Failure>| {
        // Anew each time: what a host asked to wait for one message must not keep the next one back.
        let (gateway, _folder) = given::gateway();
        let server = Server::always(answer(status, headers, text.as_bytes())).await;
        let connection = given::connection("webhook", &[("address", &server.address)]);
        let outcome = gateway.deliver(&connection, &secrets(SECRET), &given::message("one"), None, given::now()).await;
        assert_eq!(outcome.clone().map(|_| ()), expected, "{status} {text}");
        assert!(!format!("{outcome:?}").contains("MfKQ9r8"), "{outcome:?}");
    };
    let refused = |words: &str| Err(Failure::Refused(words.to_owned()));
    check(200, "", &[], Ok(())).await;
    check(204, "", &[], Ok(())).await;
    check(401, SECRET, &[], Err(Failure::Unauthorized)).await;
    check(403, SECRET, &[], Err(Failure::Unauthorized)).await;
    check(404, "", &[], refused("nothing takes webhooks at its address. Correct `address` of the connection")).await;
    let gone = "webhooks are not taken at its address any more. Correct `address`, or remove the connection";
    check(410, "", &[], refused(gone)).await;
    check(422, SECRET, &[], refused("it answered with the status 422")).await;
    check(429, "", &[("retry-after", "9")], Err(Failure::Throttled(given::now() + chrono::Duration::seconds(9)))).await;
    check(503, "", &[], Err(Failure::Unsure)).await;
    let moved = "it points to another address; correct the connection's address";
    check(301, "", &[("location", "https://elsewhere.example/")], Err(Failure::Garbled(moved.to_owned()))).await;
    let page = "a web page is shown at its address, and nothing says that webhooks are taken there";
    check(200, "\n<!DOCTYPE html><p>Welcome", &[], Err(Failure::Garbled(page.to_owned()))).await;
}

#[test]
fn what_could_not_be_signed_is_told_before_anything_is_sent() {
    let descriptor = registry::find("webhook").unwrap();
    let Check::Form(look) = &descriptor.check else { panic!("a webhook can be read") };
    let told = |address: &str, secret: &str| {
        let (connection, secrets) = (given::connection("webhook", &[("address", address)]), secrets(secret));
        look(&descriptor.account(&connection, &secrets, given::now()))
    };
    assert!(told("https://a.example/hook", SECRET).unwrap().contains("Only a message would prove"));
    assert!(matches!(told("https://a.example", "whsec_%%%"), Err(Failure::Refused(words)) if !words.contains("%%%")));
    assert!(matches!(told("", SECRET), Err(Failure::Refused(words)) if words.contains("`address`")));
    assert_eq!(told("https://a.example", " "), Err(Failure::Unauthorized));
}

proptest! {
    #[test]
    fn an_id_has_no_full_stop_stands_in_a_header_and_is_of_one_delivery(ids in prop::collection::btree_set("([.%_~a-c]|\\PC){0,6}", 0..12)) {
        let made: BTreeSet<String> = ids.iter().map(|id| signature::id(&given::message(id))).collect();
        prop_assert_eq!(made.len(), ids.len());
        prop_assert!(made.iter().all(|id| id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'.')));
    }
}
