//! Whatever a host echoes, in whatever form, no secret of the account is in anything that comes out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::phase::Phase;
use proptest::prelude::*;
use providers::account::Secrets;
use providers::gateway::Earlier;
use providers::message::Response;
use providers::redaction::Redaction;
use providers::registry;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::given;
use crate::server::{Server, answer};

/// How a host says what it was told.
#[derive(Debug, Clone, Copy)]
enum Echo {
    Plain,
    Shouted,
    Schemed,
    Strewn,
    Escaped,
    Percent,
    Unicode,
    Html,
    Hex,
    Base64,
    Basic,
    UrlSafe,
}

const ECHOES: [Echo; 12] = [
    Echo::Plain,
    Echo::Shouted,
    Echo::Schemed,
    Echo::Strewn,
    Echo::Escaped,
    Echo::Percent,
    Echo::Unicode,
    Echo::Html,
    Echo::Hex,
    Echo::Base64,
    Echo::Basic,
    Echo::UrlSafe,
];

impl Echo {
    fn of(self, secret: &str, before: &str) -> String {
        let each = |form: fn(u8) -> String| secret.bytes().map(form).collect::<String>();
        match self {
            Self::Plain => secret.to_owned(),
            Self::Shouted => secret.to_uppercase(),
            Self::Schemed => format!("Authorization: Token token={secret}"),
            Self::Strewn => each(|byte| format!("{}\u{7}\n\u{200b}", char::from(byte))),
            Self::Escaped => json!(secret).to_string().replace('/', "\\/"),
            Self::Percent => each(|byte| match byte {
                b'a'..=b'z' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            }),
            Self::Unicode => each(|byte| format!("\\u{byte:04x}")),
            Self::Html => each(|byte| format!("&#{byte};")),
            Self::Hex => each(|byte| format!("{byte:02X}")),
            Self::Base64 => base64(secret),
            Self::Basic => format!("Basic {}", base64(&format!("{before}:{secret}@host"))),
            Self::UrlSafe => base64(&format!("{before}{secret}")).replace('+', "-").replace('/', "_"),
        }
    }
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = text.bytes().fold(String::new(), |mut bits, byte| {
        write!(bits, "{byte:08b}").unwrap();
        bits
    });
    bits.push_str(&"0".repeat((6 - bits.len() % 6) % 6));
    let six = bits.as_bytes().chunks(6).map(|six| std::str::from_utf8(six).unwrap());
    six.map(|six| char::from(LETTERS[usize::from_str_radix(six, 2).unwrap()])).collect()
}

fn secrets(secret: &str) -> Secrets {
    let all = ["token", "routing_key"].map(|key| (key.to_owned(), SecretString::from(secret.to_owned())));
    BTreeMap::from(all)
}

/// An answer that every reader of every provider finds something in, and the text everywhere.
fn answers(text: &str) -> [Value; 3] {
    let person = json!({ "id": text, "name": text, "email": text, "summary": text });
    let incident = json!({
        "id": text, "name": text, "status": text, "shortlink": text, "group_id": text,
        "metadata": { "bridgewatch": { "incident": "key-of-inc-12", "delivery": "one" } },
    });
    let everything = json!({
        "id": text, "name": text, "shortlink": text, "dedup_key": text, "status": text, "abilities": [text], "more": false,
        "message": text, "errors": { text: [text] }, "error": ["Name is too long", text], "users": [person],
        "oncalls": [{ "user": person, "schedule": person, "escalation_policy": person, "escalation_level": 1 }],
        "schedule": { "final_schedule": { "rendered_schedule_entries": [] } },
    });
    [everything, json!([incident]), json!({ "error": { "message": text, "errors": [text], "code": 2001 } })]
}

/// All that the gateway makes of a host that answers everything alike.
async fn told(status: u16, body: &[u8], header: &str, secrets: &Secrets) -> String {
    let (gateway, _folder) = given::gateway();
    let server = Server::always(answer(status, &[("location", header), ("retry-after", header)], body)).await;
    let address = server.address.as_str();
    let (page, update, now) = (given::page("one"), given::update("one", Phase::Identified), given::now());
    let pager = given::connection("pagerduty", &[("api_url", address), ("events_url", address)]);
    let status_page = given::connection("statuspage", &[("api_url", address), ("page", "p")]);
    let components = &registry::find("statuspage").unwrap().status_page.as_ref().unwrap().components;
    // There the address itself is the secret, by its signature.
    let mut hook = url::Url::parse(&format!("{address}/workflows/5f0d3c8a91b24e7f/invoke")).unwrap();
    hook.query_pairs_mut().append_pair("sig", secrets["token"].expose_secret());
    let hooked = BTreeMap::from([("webhook".to_owned(), SecretString::from(String::from(hook)))]);
    let message = given::message("one");
    let room = given::connection("microsoft_teams", &[]);
    let text = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        gateway.check(&pager, secrets, now).await,
        gateway.deliver(&pager, secrets, &page, None, now).await,
        given::list(&gateway, &pager, given::pager("pagerduty").on_call.as_ref().unwrap(), secrets).await,
        given::list(&gateway, &pager, given::pager("pagerduty").people.as_ref().unwrap(), secrets).await,
        gateway.check(&status_page, secrets, now).await,
        gateway.deliver(&status_page, secrets, &update, None, now).await,
        gateway.probe(&status_page, secrets, &update, Earlier::default(), now).await,
        given::list(&gateway, &status_page, components, secrets).await,
        gateway.deliver(&room, &hooked, &message, None, now).await,
    );
    // As it is read, and not as a literal of Rust.
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}

fn letters(text: &str) -> String {
    text.chars().filter(char::is_ascii_graphic).collect::<String>().to_lowercase()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_secret_is_in_what_comes_out_whatever_a_host_echoes(
        secret in "[!-~][ -~]{6,38}[!-~]",
        echo in prop::sample::select(&ECHOES[..]),
        before in prop_oneof!["[ -~]{0,12}", "[a-z ]{250,310}"],
        after in "[ -~]{0,12}",
        status in prop::sample::select(vec![200_u16, 201, 302, 400, 401, 404, 409, 422, 429, 500, 503]),
        shape in 0_usize..4,
    ) {
        let echoed = echo.of(&secret, &before);
        let text = format!("{before}{echoed}{after}");
        let body = answers(&text).get(shape).map_or_else(|| text.clone(), Value::to_string);
        let header: String = text.chars().filter(char::is_ascii_graphic).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let told = runtime.block_on(told(status, body.as_bytes(), &header, &secrets(&secret)));
        prop_assert!(!letters(&told).contains(&letters(&secret)), "{told}");
        prop_assert!(!letters(&told).contains(&letters(&echoed)), "{told}");
    }

    #[test]
    fn what_holds_no_secret_comes_back_as_it_was(body in prop::collection::vec(any::<u8>(), 0..200), header in "[ -~]{0,40}") {
        let response = Response { status: 200, headers: vec![("x-thing".to_owned(), header)], body };
        prop_assert_eq!(Redaction::of(given::secrets().values()).response(response.clone()), response);
    }
}

#[test]
fn only_the_secret_is_hidden_and_the_words_around_it_stay() {
    let redaction = Redaction::of(&[SecretString::from(" SPTOKEN/SECRET\n".to_owned()), "short".to_owned().into()]);
    let check = |text: &str, expected: &str| {
        let response = Response { body: text.as_bytes().to_vec(), ..Response::default() };
        assert_eq!(String::from_utf8(redaction.response(response).body).unwrap(), expected);
    };
    check("Token OAuth SPTOKEN/SECRET is unknown", "Token OAuth ••• is unknown");
    check(r#"{"error":["name too long","Token sptoken\/secret."]}"#, r#"{"error":["name too long","Token •••."]}"#);
    check(r#"{"a SPTOKEN/SECRET":1}"#, r#"{"a •••":1}"#);
    check("?key=SPTOKEN%2FSECRET&next", "?key=•••&next");
    check("SPTOKEN/SECRETSPTOKEN/SECRET", "••••••");
    check("Basic dXNlcjpTUFRPS0VOL1NFQ1JFVA==", "Basic dXNlcjp•••A==");
    check("In short, nothing.", "In short, nothing.");
    check("ü SPTOKEN…/SECRET ü", "ü ••• ü");
    // What stands before a secret must not swallow the beginning of its escape.
    check(r"a\%53PTOKEN%2FSECRET", "a•••");
    check("a%%53PTOKEN%2FSECRET", "a%•••");
    check(r"a\\u0053PTOKEN\/SECRET", "a•••");
    check("a&&#83;PTOKEN%2FSECRET", "a&•••");
}
