//! A connection that can never work is told before anything is sent.

use domain::delivery::Failure;
use domain::template::Audience;
use providers::option::{OptionFault, faults};
use providers::registry;

use crate::given;

fn check(provider: &str, options: &[(&str, &str)], expected: &[(Option<&str>, &str, &str)]) {
    let fault = |(option, message, help): &(Option<&str>, &str, &str)| OptionFault {
        option: option.map(str::to_owned),
        message: (*message).to_owned(),
        help: (*help).to_owned(),
    };
    let expected: Vec<OptionFault> = expected.iter().map(fault).collect();
    assert_eq!(faults(&given::connection(provider, options)), expected);
}

#[test]
fn an_unknown_provider_is_told_with_the_one_that_was_meant() {
    let ids: Vec<String> = registry::descriptors().iter().map(|descriptor| format!("`{}`", descriptor.id)).collect();
    let all = format!("Known are {}.", ids.join(", "));
    check("carrier", &[("anything", "goes")], &[(None, "No provider is called `carrier`.", all.as_str())]);
    check("PagerDuty", &[], &[(None, "No provider is called `PagerDuty`.", "Did you mean `pagerduty`?")]);
    check("status-page", &[], &[(None, "No provider is called `status-page`.", "Did you mean `statuspage`?")]);
}

#[test]
fn a_missing_and_a_misspelt_option_are_told() {
    let missing = (
        Some("page"),
        "Atlassian Statuspage needs `page`, its page id.",
        "Add `page` under `options`: 12 letters and digits, under your avatar › API info.",
    );
    check("statuspage", &[], &[missing]);
    check("statuspage", &[("page", " \n")], &[missing]);
    let misspelt = (Some("pagee"), "Atlassian Statuspage has no option `pagee`.", "Did you mean `page`?");
    check("statuspage", &[("pagee", "p")], &[missing, misspelt]);
    let unknown = "Known are `service`, `from`, `requester`, `page`, `notify_subscribers`, `page_words`, `region`, `api_url`, `events_url`.";
    check("pagerduty", &[("colour", "red")], &[(Some("colour"), "PagerDuty has no option `colour`.", unknown)]);
    check("pagerduty", &[], &[]);
}

#[test]
fn a_value_that_cannot_work_is_told() {
    let mars = (Some("region"), "`region` cannot be `mars`.", "Write one of: `us`, `eu`.");
    check("pagerduty", &[("region", "mars")], &[mars]);
    check("pagerduty", &[("region", "EU")], &[(Some("region"), "`region` cannot be `EU`.", "Did you mean `eu`?")]);
    check("pagerduty", &[("region", " eu ")], &[]);
    let key = "deliver_notifications";
    let flag = (Some(key), "`deliver_notifications` cannot be `ture`.", "Did you mean `true`?");
    check("statuspage", &[("page", "p"), (key, "ture")], &[flag]);
    check("statuspage", &[("page", "p"), (key, "off")], &[]);
    let zone = |text: &str, help: &str| {
        let message = format!("`time_zone` cannot be `{text}`.");
        check("icalendar", &[("time_zone", text)], &[(Some("time_zone"), message.as_str(), help)]);
    };
    zone("Europe/Pariss", "Did you mean `Europe/Paris`?");
    zone("the middle of nowhere", "Write a name of the IANA time zone database, like `Europe/Paris`.");
    check("icalendar", &[("time_zone", "Europe/Paris")], &[]);
}

#[test]
fn an_address_must_be_one_that_a_token_may_travel_to() {
    let address = |url: &str, expected: Option<(&str, &str)>| {
        let expected: Vec<_> = expected.iter().map(|(message, help)| (Some("api_url"), *message, *help)).collect();
        check("pagerduty", &[("api_url", url)], &expected);
    };
    let unencrypted = ("`api_url` is not encrypted, and a token never travels like that.", "Use https.");
    for url in ["http://evil.example", "http://10.0.0.1/api", "http://localhost.evil.example"] {
        address(url, Some(unencrypted));
    }
    for url in ["https://proxy.example/pagerduty/", "http://localhost:8080", "http://127.0.0.1", "http://[::1]:1"] {
        address(url, None);
    }
    let none = ("`api_url` is no web address.", "Write it with its scheme: `https://host/path`.");
    for url in ["api.example.com", "sandbox://main", "file:///etc/passwd", "https://", "mailto:a@example.com"] {
        address(url, Some(none));
    }
    let help = "Write only scheme, host and path; secrets are kept elsewhere.";
    for url in
        ["https://me:s3cret@host.example", "https://host.example/?api_key=s3cret", "https://host.example/#s3cret"]
    {
        address(url, Some(("`api_url` holds more than an address.", help)));
    }
}

#[test]
fn a_secret_in_a_file_is_told_and_not_repeated() {
    let help = "Remove it here, revoke it where it was issued, and store the new one with `bwatch connections secret`.";
    let fault = (Some("routing_key"), "`routing_key` is a secret, and a secret never stands in a file.", help);
    check("pagerduty", &[("routing_key", "s3cret-key")], &[fault]);
    check("pagerduty", &[("routing_key", "")], &[]);
}

#[test]
fn a_connection_without_faults_makes_its_requests_and_every_default_is_without() {
    for descriptor in registry::descriptors() {
        let mut connection = given::filled(descriptor.id);
        connection.options.retain(|key, _| descriptor.fields.iter().any(|field| field.key == key));
        assert_eq!(faults(&connection), [], "{}", descriptor.id);
        for field in descriptor.fields.iter().filter(|field| !field.secret) {
            if let Some(default) = field.default {
                connection.options.insert(field.key.to_owned(), default.to_owned());
            }
        }
        assert_eq!(faults(&connection), [], "{}", descriptor.id);
        let secrets = given::secrets();
        assert!(
            given::looked_at(&descriptor.check, &descriptor.account(&connection, &secrets, given::now())).is_ok(),
            "{}",
            descriptor.id
        );
    }
}

#[test]
fn what_a_request_refuses_for_its_options_is_told_beforehand() {
    let mut refused = 0;
    for descriptor in registry::descriptors() {
        for field in descriptor.fields.iter().filter(|field| !field.secret) {
            for text in ["", "ftp://mars"] {
                let mut connection = given::filled(descriptor.id);
                connection.options.insert(field.key.to_owned(), text.to_owned());
                let secrets = given::secrets();
                let account = descriptor.account(&connection, &secrets, given::now());
                let outcome = given::looked_at(&descriptor.check, &account);
                if matches!(outcome, Err(Failure::Refused(_))) {
                    refused += 1;
                    let told = faults(&connection);
                    assert!(told.iter().any(|fault| fault.option.as_deref() == Some(field.key)), "{}", field.key);
                }
            }
        }
    }
    assert!(refused >= 3, "{refused}");
}

/// The provider is a pager too, and pages without it.
#[test]
fn what_only_a_status_page_needs_is_missed_where_updates_go_out() {
    let mut connection = given::connection("incidentio", &[]);
    assert_eq!(faults(&connection), []);
    connection.audiences = vec![Audience::Customers];
    let told: Vec<String> = faults(&connection).into_iter().map(|fault| fault.message).collect();
    assert_eq!(told, ["incident.io needs `page`, its status page."]);
    connection.options.insert("page".to_owned(), "01FCNDV6P870EA6S7TK1DSYDG0".to_owned());
    assert_eq!(faults(&connection), []);
    let descriptor = registry::find("incidentio").unwrap();
    assert!(descriptor.is_page_with(&connection.options));
    connection.options.clear();
    assert!(!descriptor.is_page_with(&connection.options));
}
