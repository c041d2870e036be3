//! Options and secrets as people type and paste them.

use domain::delivery::{Failure, Payload};
use domain::severity::Severity;
use providers::account::Secrets;
use providers::message::{Request, Value};
use providers::registry;
use secrecy::{ExposeSecret, SecretString};

use crate::given;

fn check_request(provider: &str, options: &[(&str, &str)], token: &str) -> Result<Request, Failure> {
    let descriptor = registry::find(provider)?;
    let connection = given::connection(provider, options);
    let mut secrets: Secrets = given::secrets();
    secrets.insert("token".to_owned(), SecretString::from(token.to_owned()));
    let account = descriptor.account(&connection, &secrets, given::now());
    (descriptor.check.pair().unwrap().ask)(&account)
}

#[test]
fn a_pasted_secret_loses_its_line_break_and_one_that_cannot_be_sent_is_told() {
    let check = |token: &str, expected: Result<&str, Failure>| {
        let header = check_request("statuspage", &[("page", "p")], token).map(|request| match &request.headers[0] {
            (_, Value::Secret(secret)) => secret.expose_secret().to_owned(),
            other => panic!("{other:?}"),
        });
        assert_eq!(header, expected.map(str::to_owned), "{token:?}");
    };
    check("abc", Ok("OAuth abc"));
    check(" abc\r\n", Ok("OAuth abc"));
    for token in ["", "  \n", "a\nb", "“abc”"] {
        check(token, Err(Failure::Unauthorized));
    }
}

#[test]
fn an_option_that_leads_nowhere_is_refused_with_what_to_do() {
    let check = |provider: &str, options: &[(&str, &str)], words: &str| {
        let outcome = check_request(provider, options, "abc").map(|request| request.url.to_string());
        assert_eq!(outcome, Err(Failure::Refused(words.to_owned())));
    };
    check("statuspage", &[], "The connection `main` lacks its `Page id`. Fill in `page`.");
    check("statuspage", &[("page", "  ")], "The connection `main` lacks its `Page id`. Fill in `page`.");
    check("pagerduty", &[("region", "mars")], "PagerDuty has no region `mars`. Choose `us` or `eu`.");
    for address in ["api.example.com", "sandbox://main", "file:///etc/passwd", "https://"] {
        let words = format!("`{address}` is no web address. Correct `api_url` of the connection.");
        check("pagerduty", &[("api_url", address)], &words);
    }
}

#[test]
fn an_option_decides_where_a_request_goes_and_cannot_lead_it_astray() {
    let check = |provider: &str, options: &[(&str, &str)], url: &str| {
        assert_eq!(check_request(provider, options, "abc").unwrap().url.as_str(), url);
    };
    check("pagerduty", &[], "https://api.pagerduty.com/abilities");
    check("pagerduty", &[("region", "eu")], "https://api.eu.pagerduty.com/abilities");
    check("pagerduty", &[("api_url", "https://proxy.example/pd/")], "https://proxy.example/pd/abilities");
    check("statuspage", &[("page", "a/../b?c#d")], "https://api.statuspage.io/v1/pages/a%2F..%2Fb%3Fc%23d");
}

#[test]
fn a_long_summary_is_cut_between_two_characters() {
    let descriptor = registry::find("pagerduty").unwrap();
    let (connection, secrets) = (given::filled("pagerduty"), given::secrets());
    let account = descriptor.account(&connection, &secrets, given::now());
    let ask = descriptor.pager.as_ref().unwrap().paging.last().unwrap().page.ask;
    let summary = |title: &str, severity: Severity| {
        let mut delivery = given::page("one");
        let Payload::Page(message) = &mut delivery.payload else { unreachable!() };
        (message.title, message.severity) = (title.to_owned(), severity);
        let message = message.clone();
        let body = ask(&account, &delivery, &message).unwrap().body.unwrap();
        let payload = &body.members["payload"];
        (payload["summary"].as_str().unwrap().to_owned(), payload["severity"].as_str().unwrap().to_owned())
    };
    let (text, _) = summary(&"ü🚒".repeat(1_000), Severity::Sev1);
    assert_eq!(text.chars().count(), 1_024);
    assert!(text.ends_with('…'));
    let words = Severity::ALL.map(|severity| summary("Short", severity).1);
    assert_eq!(words, ["critical", "error", "warning", "info"]);
}
