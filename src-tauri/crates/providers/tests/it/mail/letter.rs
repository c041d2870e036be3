//! What is written: the same words twice, known by its delivery, and nothing in it becomes a header.

use std::collections::BTreeMap;

use domain::delivery::{Delivery, Failure, Payload, Recipient};
use providers::capability::Carriage;
use providers::letter::Letter;
use providers::option::faults;
use providers::registry;

use super::given::{connection, letter};
use crate::given;

fn written(options: &[(&str, &str)], delivery: &Delivery) -> Result<Letter, Failure> {
    let descriptor = registry::find("smtp").unwrap();
    let (connection, none) = (connection(587, "starttls", options), BTreeMap::new());
    let account = descriptor.account(&connection, &none, given::now());
    let Some(Carriage::Mail { write, .. }) = descriptor.outreach.as_ref().map(|outreach| &outreach.carriage) else {
        panic!("mail is carried by mail")
    };
    let Payload::Outreach(message) = &delivery.payload else { unreachable!() };
    write(&account, delivery, message)
}

fn refused(options: &[(&str, &str)], delivery: &Delivery) -> String {
    match written(options, delivery) {
        Err(Failure::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_letter_is_the_same_words_as_text_and_as_html() {
    let letter = written(&[("reply_to", "desk@kestrel.example")], &letter("intent-1.u3.outreach.0")).unwrap();
    insta::with_settings!({ snapshot_path => "../../../fixtures/exchanges/smtp", prepend_module_to_snapshot => false }, {
        insta::assert_debug_snapshot!("letter", letter);
    });
}

/// A customer reads what was previewed; whoever reads a list inside finds the original.
#[test]
fn only_the_list_of_an_audience_inside_reads_where_the_original_stands() {
    let both = |delivery: &Delivery| {
        let letter = written(&[], delivery).unwrap();
        let html = letter.html.unwrap();
        [letter.text, html].map(|words| words.contains("INC-12 · entry 42"))
    };
    assert_eq!(both(&letter("one")), [false, false]);
    assert_eq!(both(&given::message("one")), [true, true]);
}

#[test]
fn an_account_gets_its_own_letter_and_an_audience_inside_the_list_of_the_connection() {
    let addresses = |letter: Letter| letter.to.into_iter().map(|to| to.address).collect::<Vec<_>>();
    assert_eq!(addresses(written(&[], &letter("one")).unwrap()), ["dana@north.example", "desk@north.example"]);
    assert_eq!(
        addresses(written(&[], &given::message("one")).unwrap()),
        ["board@kestrel.example", "duty@kestrel.example"]
    );
    let nobody = given::said(letter("one"), |message| message.recipients.clear());
    assert_eq!(refused(&[], &nobody), "Nobody at `north` can be written to. Add `contacts` to the account.");
    let listless = refused(&[("to", "")], &given::message("one"));
    assert_eq!(listless, "The connection `main` does not say who reads it. Fill in `to`, or write to accounts.");
}

#[test]
fn a_letter_is_known_by_its_delivery_whatever_letters_that_has() {
    let id = |id: &str| written(&[], &letter(id)).unwrap().message_id;
    assert_eq!(id("470ec005-4b44.u3.outreach.0"), "470ec005-4b44.u3.outreach.0@kestrel.example");
    for odd in ["a..b", "once>\r\nBcc: all@x.example", "été", "", "a b", &"x".repeat(300)] {
        let (first, second) = (id(odd), id(odd));
        assert_eq!(first, second, "the same at every try");
        let local = first.strip_suffix("@kestrel.example").unwrap();
        assert!(
            local.len() == 43 && local.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter)),
            "{first}"
        );
    }
    assert_ne!(id("a..b"), id("a...b"));
}

#[test]
fn the_letters_of_an_incident_stand_together_and_those_of_another_do_not() {
    let thread = |delivery: &Delivery| {
        let headers = written(&[], delivery).unwrap().headers;
        let of = |name: &str| headers.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        assert_eq!(of("In-Reply-To"), of("References"));
        assert_eq!(of("Auto-Submitted").as_deref(), Some("auto-generated"));
        of("References").unwrap()
    };
    let first = thread(&letter("one"));
    assert_eq!(first, "<key-of-inc-12.outreach@kestrel.example>");
    assert_eq!(first, thread(&letter("two")));
    let other = given::said(letter("one"), |message| message.incident_key = "key-of-inc-13".to_owned());
    assert_ne!(first, thread(&other));
}

#[test]
fn what_a_form_says_is_judged_before_anything_is_sent() {
    let said = |options: &[(&str, &str)]| {
        let found = faults(&given::connection("smtp", options));
        found.iter().map(|fault| format!("{} {}", fault.message, fault.help)).collect::<Vec<_>>().join("\n")
    };
    let good = [("host", "smtp.kestrel.example"), ("from", "a@b.example")];
    assert_eq!(said(&good), "");
    assert_eq!(said(&[("host", "::1"), ("from", "A <a@b.example>"), ("to", "a@b.example, B <b@b.example>")]), "");
    let bad = [
        ("host", "https://smtp.kestrel.example"),
        ("port", "70000"),
        ("security", "ssl"),
        ("from", "Kestrel"),
        ("reply_to", "a@b.example, c@d.example"),
        ("to", "a@b.example; c@d.example"),
        ("password", "hunter2"),
    ];
    insta::assert_snapshot!(said(&bad), @r#"
    `host` cannot be `https://smtp.kestrel.example`. Write the name of the host alone, like `mail.kestrel.example`.
    `port` cannot be `70000`. Write the number of a port, like `587`.
    `security` cannot be `ssl`. Write one of: `tls`, `starttls`, `none`.
    `password` is a secret, and a secret never stands in a file. Remove it here, revoke it where it was issued, and store the new one with `bwatch connections secret`.
    `from` is no address of mail. Write one, like `status@kestrel.example` or `Kestrel Commerce <status@kestrel.example>`.
    `reply_to` is no address of mail. Write one, like `status@kestrel.example` or `Kestrel Commerce <status@kestrel.example>`.
    `to` are no addresses of mail, or one of them twice. Write them with commas between them, like `board@kestrel.example, duty@kestrel.example`.
    "#);
    insta::assert_snapshot!(said(&[("to", "a@b.example, A@B.example")]), @r#"
    Mail (SMTP) needs `host`, its server. Add `host` under `options`: The one that takes letters from your programs, as `smtp.kestrel.example`.
    Mail (SMTP) needs `from`, its from. Add `from` under `options`: Who writes: `Kestrel Commerce <status@kestrel.example>`; the server must let the user write so.
    `to` are no addresses of mail, or one of them twice. Write them with commas between them, like `board@kestrel.example, duty@kestrel.example`.
    "#);
}

#[test]
fn nothing_travels_unencrypted_out_of_this_computer() {
    use providers::mail::{Security, Server};
    for near in ["localhost", "127.0.0.1", "::1", "[::1]", "127.9.9.9"] {
        assert!(Server::at(near, 25, Security::None, None).is_ok(), "{near}");
    }
    for far in ["mail.kestrel.example", "10.0.0.1", "0.0.0.0", "localhost.kestrel.example", "::2"] {
        assert!(matches!(Server::at(far, 25, Security::None, None), Err(Failure::Refused(_))), "{far}");
        assert!(Server::at(far, 587, Security::StartTls, None).is_ok(), "{far}");
    }
}

#[test]
fn an_address_may_have_a_name_before_it() {
    let read =
        |text: &str| providers::mail::mailbox(text).map(|Recipient { name, address }| format!("{name}|{address}"));
    assert_eq!(read(" a@b.example ").as_deref(), Some("|a@b.example"));
    assert_eq!(read("A B <a@b.example>").as_deref(), Some("A B|a@b.example"));
    assert_eq!(read("\"B, A\" <a@b.example>").as_deref(), Some("B, A|a@b.example"));
    for bad in [
        "",
        "a",
        "A <a@b.example",
        "<>",
        "A\nB <a@b.example>",
        "A <a@b.example> <c@d.example>",
        "a@b.example, c@d.example",
    ] {
        assert_eq!(read(bad), None, "{bad:?}");
    }
}
