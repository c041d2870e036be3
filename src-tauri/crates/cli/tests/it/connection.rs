//! Configured accounts, as scripts see them.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use crate::given::{Bwatch, Done, done, host, is_instant, keys};

#[test]
fn connections_are_listed_without_their_secrets_values() {
    let bwatch = Bwatch::default();
    let list = bwatch.ask(&["connections", "list"]);
    assert_eq!(
        keys(&list),
        ["id", "name", "provider", "capabilities", "absent", "feeds", "secrets", "last_ok_at", "trouble", "armed"],
        "in the order of the documents"
    );
    assert_eq!(bwatch.ask(&["connections", "test", "pager"])["ok"], true);
    assert!(is_instant(&bwatch.ask(&["connections", "list"])[0]["last_ok_at"]));
    assert_eq!(bwatch.run(&["connections", "check", "no-such"]).code, 1);
}

#[test]
fn a_connection_that_does_not_answer_is_a_no() {
    let bwatch = Bwatch::default();
    bwatch.ask(&["sandbox", "faults", "pager", "--set", r#"[{"fault":"offline","times":1,"on":"everything"}]"#]);
    let done = bwatch.run(&["connections", "check", "pager", "--json"]);
    assert_eq!(done.code, 1);
    assert_eq!(done.json()["ok"], false);
}

/// That something is queued is told by the outbox.
#[test]
fn the_trouble_of_a_connection_is_its_own() {
    let bwatch = Bwatch::default();
    bwatch.ask(&["sandbox", "faults", "pager", "--set", r#"[{"fault":"offline","times":9,"on":"everything"}]"#]);
    let declare = ["incident", "declare", "--title", "Cards fail", "--severity", "sev1", "--page-nobody"];
    bwatch.ask(&declare);
    bwatch.ask(&["page", "payments"]);
    bwatch.run(&["outbox", "deliver", "--wait", "7"]);
    let list = bwatch.ask(&["connections", "list"]);
    let pager = list.as_array().unwrap().iter().find(|known| known["id"] == "pager").unwrap();
    assert_eq!(pager["trouble"], "out of reach", "{list}");
    let owed = bwatch.ask(&["outbox", "list"]);
    assert_eq!(owed[0]["state"], "waiting", "{owed}");
    assert_ne!(owed[0]["reason"], "out of reach", "{owed}");
}

#[test]
fn a_secret_comes_from_standard_input_and_only_for_a_field_of_the_form() {
    let bwatch = Bwatch::default();
    let store = |secret: &str| {
        let mut process = bwatch
            .command(&["--json", "connections", "secret", "pager", "token"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        process.stdin.take().unwrap().write_all(secret.as_bytes()).unwrap();
        done(&process.wait_with_output().unwrap())
    };
    assert_eq!(store("\n").code, 2, "nothing is no secret");
    let unknown = store("t0ken-value\n");
    assert_eq!(unknown.code, 1, "a sandbox has no secrets");
    assert!(!unknown.err.contains("t0ken-value") && !unknown.out.contains("t0ken-value"));
}

#[test]
fn check_judges_connections_by_their_providers_forms() {
    let organisation = "organisation: Small
connections:
  - { id: good, provider: pagerduty, name: PagerDuty, armed: true }
  - { id: unheard, provider: pagerdooty, name: Pager }
  - { id: page, provider: statuspage, name: Page, audiences: [customers] }
";
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", organisation)]);
    let done = bwatch.run(&["check", "--json"]);
    let answer = done.json();
    let told = |line: u64| {
        let found = answer.as_array().unwrap().iter().find(|problem| problem["line"] == line);
        found.map(|problem| format!("{} {}", problem["code"].as_str().unwrap(), problem["message"].as_str().unwrap()))
    };
    assert_eq!(told(3), None, "{answer}");
    assert_eq!(told(4).as_deref(), Some("unknown-provider No provider is called `pagerdooty`."), "{answer}");
    assert_eq!(
        told(5).as_deref(),
        Some("connection-option Atlassian Statuspage needs `page`, its page id."),
        "{answer}"
    );
    assert_eq!(done.code, 1);
}

#[test]
fn check_warns_of_a_rotation_whose_pager_wakes_nobody() {
    let organisation = "organisation: Small
functions: [{ id: engineering, name: Engineering, group: Engineering }]
connections:
  - { id: rota, provider: linkedin_oncall, name: Rota, options: { api_url: \"https://oncall.example.com\" } }
  - { id: feed, provider: icalendar, name: Feed }
  - { id: page, provider: statuspage, name: Page, options: { page: p }, audiences: [customers] }
  - { id: good, provider: pagerduty, name: PagerDuty }
";
    let rotation = |pager: &str| {
        format!(
            "name: Web\nfunction: engineering\ntime_zone: UTC\npager: {pager}\nprovider: {{ connection: rota, schedule: x }}\n"
        )
    };
    let files: Vec<(String, String)> =
        ["rota", "feed", "page", "good"].map(|id| (format!("rotations/{id}.yaml"), rotation(id))).into();
    let mut all = vec![("bridgewatch.yaml", organisation)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let done = Bwatch::with(&all).run(&["check"]);
    let told: Vec<&str> = done.out.lines().filter(|line| line.contains("pager-wakes-nobody")).collect();
    let line = |id: &str, name: &str| {
        format!(
            "rotations/{id}.yaml:4:8: warning [pager-wakes-nobody] `{id}` wakes nobody: {name} takes no pages. Name a \
             connection that pages, or remove `pager`."
        )
    };
    let expected =
        [line("feed", "iCalendar feed"), line("page", "Atlassian Statuspage"), line("rota", "LinkedIn Oncall")];
    assert_eq!(told, expected, "{}", done.out);
    assert_eq!(done.code, 1);
}

#[test]
fn a_connection_is_added_to_the_workspaces_file_and_what_it_lacks_is_told() {
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", "organisation: Small  # ours\n")]);
    let before = bwatch.run(&["check"]).out;
    let added = bwatch.ask(&["connections", "add", "pagerduty-main", "--provider", "pagerduty", "--set", "region=eu"]);
    assert_eq!(added["file"], "bridgewatch.yaml");
    assert_eq!(added["missing"], json!(["token"]));
    assert_eq!(bwatch.ask(&["connections", "list"])[0]["name"], "PagerDuty");
    assert_eq!(bwatch.run(&["check"]).out, before, "it brings no fault");

    let refused = |arguments: &[&str], words: &str| {
        let done = bwatch.run(&[&["connections", "add"], arguments].concat());
        assert_eq!(done.code, 1, "{}", done.err);
        assert!(done.err.contains(words), "{}", done.err);
    };
    refused(&["pagerduty-main", "--provider", "pagerduty"], "has a connection `pagerduty-main` already");
    refused(&["other", "--provider", "pagerdooty"], "No provider is called `pagerdooty`");
    refused(&["other", "--provider", "pagerduty", "--set", "region=moon"], "`region` cannot be `moon`");
    refused(&["other", "--provider", "pagerduty", "--set", "token=abc"], "a secret never stands in a file");
    refused(&["Not An Id", "--provider", "pagerduty"], "cannot be an id");
    assert_eq!(bwatch.ask(&["connections", "list"]).as_array().unwrap().len(), 1, "nothing of it was written");
    let sample = Bwatch::default().run(&["connections", "add", "other", "--provider", "pagerduty"]);
    assert!(sample.err.contains("shipped sample is not changed"), "{}", sample.err);
}

#[test]
fn a_connection_only_reads_until_it_is_armed() {
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", "organisation: Small  # ours\n")]);
    let added = bwatch.ask(&["connections", "add", "pd", "--provider", "pagerduty", "--set", "region=eu"]);
    assert_eq!(added["armed"], false);
    let armed = || bwatch.ask(&["connections", "list"])[0]["armed"].clone();
    assert_eq!(armed(), false);
    assert!(bwatch.run(&["connections", "list"]).out.contains("not armed, it only reads"));
    assert_eq!(bwatch.ask(&["connections", "arm", "pd"]), json!({ "id": "pd", "armed": true }));
    assert_eq!(armed(), true);
    let file = bwatch.read("bridgewatch.yaml");
    assert!(file.starts_with("organisation: Small  # ours\n") && file.contains("armed: true }"), "{file}");
    assert_eq!(bwatch.ask(&["connections", "disarm", "pd"])["armed"], false);
    assert!(bwatch.read("bridgewatch.yaml").contains("armed: false }"));
    let whole = ["connections", "add", "second", "--provider", "pagerduty", "--armed"];
    assert_eq!(bwatch.ask(&whole)["armed"], true);
    // A file of before says nothing, and means that it may.
    bwatch.change("bridgewatch.yaml", ", armed: false }", " }");
    assert_eq!(armed(), true);
    assert_eq!(bwatch.ask(&["connections", "disarm", "pd"])["armed"], false);
    assert_eq!(armed(), false);
    assert_eq!(bwatch.run(&["connections", "arm", "third"]).code, 1, "there is no such connection");
}

/// Nobody is told of pages and updates where none can leave.
#[test]
fn what_may_leave_through_a_connection_is_said_by_what_it_can() {
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", "organisation: Small\n")]);
    let cases = [
        (&["pd", "--provider", "pagerduty"][..], "page"),
        (&["site", "--provider", "statuspage", "--set", "page=p"], "publish"),
        (&["desk", "--provider", "webhook", "--set", "address=http://127.0.0.1:9/desk"], "write into its room"),
        (
            &["mail", "--provider", "smtp", "--set", "host=mail.example.com", "--set", "from=a@example.com"],
            "send letters",
        ),
    ];
    for (arguments, writes) in cases {
        let added = bwatch.run(&[&["connections", "add"], arguments].concat());
        assert!(added.out.contains(&format!("` lets it {writes}.")), "{} {}", added.out, added.err);
        let id = arguments[0];
        assert_eq!(bwatch.run(&["connections", "arm", id]).out, format!("{id} may {writes} now.\n"));
    }
    let nothing = "It only reads: there is nothing that could leave through it.";
    let added = bwatch.run(&["connections", "add", "feed", "--provider", "icalendar"]);
    assert!(added.out.contains(nothing) && !added.out.contains("arm feed"), "{} {}", added.out, added.err);
    assert_eq!(bwatch.run(&["connections", "arm", "feed"]).out, format!("feed is armed. {nothing}\n"));
}

#[test]
fn a_sandbox_is_always_armed() {
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", "organisation: Small\n")]);
    assert_eq!(bwatch.ask(&["connections", "add", "pager", "--provider", "sandbox"])["armed"], true);
    assert!(!bwatch.read("bridgewatch.yaml").contains("armed"));
    let refused = bwatch.run(&["connections", "disarm", "pager"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("A sandbox is always armed"), "{}", refused.err);
}

/// Nothing can be read at a webhook: that it is there, only a message proves.
#[test]
fn a_room_is_added_with_what_it_hears_and_a_test_of_it_claims_nothing() {
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", "organisation: Small\n")]);
    let arguments = ["connections", "add", "desk", "--provider", "webhook", "--set", "address=http://127.0.0.1:9/desk"];
    let added = bwatch.ask(&[&arguments[..], &["--audience", "teams", "--output", "talking_points"]].concat());
    assert_eq!(added["missing"], json!(["secret"]));
    let file = bwatch.read("bridgewatch.yaml");
    assert!(file.contains("talking_points") && file.contains("teams"), "{file}");
    let told = &bwatch.ask(&["connections", "list"])[0];
    assert_eq!((&told["capabilities"], &told["absent"]), (&json!(["messages in a room"]), &json!([])));
    let mut test = bwatch.command(&["connections", "test", "desk", "--json"]);
    let done = done(&test.env("BRIDGEWATCH_DESK_SECRET", "s3cret-words").output().unwrap());
    let answer = done.json();
    assert_eq!((done.code, answer["ok"].as_bool()), (0, Some(true)), "{}", done.err);
    assert!(answer["words"].as_str().unwrap().contains("Only a message would prove"), "{answer}");
    assert_eq!(answer["proofs"], json!([{ "what": "messages", "state": "unproven", "words": "" }]));
    assert_eq!(bwatch.ask(&["connections", "list"])[0]["last_ok_at"], json!(null), "nobody has answered");
    let refused = bwatch.run(&["connections", "add", "other", "--provider", "webhook", "--output", "poems"]);
    assert!(refused.err.contains("talking_points"), "{}", refused.err);
}

/// `LinkedIn` Oncall has a key that only some installations ask for.
#[test]
fn without_a_keychain_a_connection_works_whose_secrets_need_not_be_there() {
    let address = host(200, "[]");
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", organisation(&address, "").as_str())]);
    let list = ask(&bwatch, &["connections", "list", "--json"]).json();
    assert_eq!((list[0]["trouble"].as_str(), list[0]["secrets"][0]["stored"].as_bool()), (Some(""), Some(false)));
    let tested = ask(&bwatch, &["connections", "test", "rota", "--json"]);
    assert!(tested.json()["words"].as_str().unwrap().contains("it has 0 teams"), "{} {}", tested.out, tested.err);

    // Where the key is needed all the same, why it is missing is told.
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", organisation(&address, ", app: reader").as_str())]);
    let tested = ask(&bwatch, &["connections", "test", "rota", "--json"]);
    assert_eq!(tested.code, 1, "{} {}", tested.out, tested.err);
    let words = tested.json()["words"].as_str().unwrap().to_owned();
    assert!(words.starts_with("credentials refused"), "{words}");
    assert_eq!(words.contains("The keychain cannot be used"), cfg!(target_os = "linux"), "{words}");
}

#[test]
fn a_host_that_refuses_the_credentials_is_quoted() {
    let address = host(401, r#"{"title":"Authentication failure","description":"Wrong digest"}"#);
    let bwatch = Bwatch::with(&[("bridgewatch.yaml", organisation(&address, "").as_str())]);
    let tested = ask(&bwatch, &["connections", "test", "rota"]);
    assert_eq!(tested.code, 1, "{} {}", tested.out, tested.err);
    let told = "credentials refused, reconnect. It says: Authentication failure: Wrong digest";
    assert!(tested.out.starts_with(told), "{}", tested.out);
}

/// A workspace with a `LinkedIn` Oncall at an address.
fn organisation(address: &str, options: &str) -> String {
    format!(
        "organisation: Small\nconnections:\n  - {{ id: rota, provider: linkedin_oncall, name: Rota, options: {{ api_url: \
         \"{address}\"{options} }} }}\n"
    )
}

/// Runs it where no keychain can be reached.
fn ask(bwatch: &Bwatch, arguments: &[&str]) -> Done {
    let nowhere = "unix:path=/dev/null/nowhere";
    done(&bwatch.command(arguments).env("DBUS_SESSION_BUS_ADDRESS", nowhere).output().unwrap())
}
