//! What is particular to cState: a file that others write too, one state for all systems of an incident, and a site that a
//! title or a text could break.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::{ComponentState, Delivery, Failure, Payload, Receipt};
use domain::phase::Phase;
use providers::capability::{Posting, Scope, Turn};
use providers::classify::of_status;
use providers::message::{Method, Request, Response};
use providers::registry;
use serde_json::{Value, json};

use crate::given;

/// Written by somebody who has ways of their own.
const BEFORE: &str = "---\r
title: 'Card payments fail'   # as agreed\r
date: 2026-11-20 14:02:00\r
resolved: false # by hand\r
severity: disrupted\r
affected:\r
- \"checkout\"\r
- Ledger\r
# asked for by legal\r
owner: desk\r
section: issue\r
---\r
\r
*Investigating* - Something is wrong. {{< track \"2026-11-20 14:02:00\" >}}\r
";

fn told(options: &[(&str, &str)], delivery: &Delivery, known: bool, there: Option<&str>) -> Result<Request, Failure> {
    let options = [&[("repository", "kestrel/status")], options].concat();
    let (connection, secrets) = (given::connection("cstate", &options), given::secrets());
    let descriptor = registry::find("cstate").unwrap();
    let account = descriptor.account(&connection, &secrets, given::now());
    let Payload::Update(update) = &delivery.payload else { unreachable!() };
    let receipt = Receipt { remote: "2026-11-20-it.md".to_owned(), link: None, update: None };
    let posting = Posting { delivery, update, known: known.then_some(&receipt), others: &[] };
    let publish = descriptor.status_page.as_ref().unwrap().publish;
    let answer = there.map_or_else(Response::untold, |text| {
        let body =
            json!({ "name": "2026-11-20-it.md", "sha": "5ha", "encoding": "base64", "content": STANDARD.encode(text) });
        Response { status: 200, headers: Vec::new(), body: body.to_string().into() }
    });
    assert!(matches!(publish(&account, &posting, &[])?, Turn::Ask(_)));
    match publish(&account, &posting, &[answer])? {
        Turn::Ask(request) => Ok(*request),
        Turn::Done(receipt) => panic!("{receipt:?}"),
    }
}

fn file(name: &str, text: &str) -> Response {
    let body = json!({ "name": name, "sha": "5ha", "encoding": "base64", "content": STANDARD.encode(text) });
    Response { status: 200, headers: Vec::new(), body: body.to_string().into() }
}

fn text(request: &Request) -> String {
    let content = request.body.as_ref().unwrap().members["content"].as_str().unwrap().to_owned();
    String::from_utf8(STANDARD.decode(content).unwrap()).unwrap()
}

fn update(phase: Phase, components: &[(&str, ComponentState)]) -> Delivery {
    given::worded(given::update("intent-9.update-9.main", phase), |update| {
        update.components = components.iter().map(|(system, state)| ((*system).to_owned(), *state)).collect();
    })
}

fn refused(outcome: Result<Request, Failure>) -> String {
    match outcome {
        Err(Failure::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_change_leaves_the_rest_of_the_file_as_somebody_wrote_it() {
    let resolved = update(Phase::Resolved, &[("checkout", ComponentState::Operational)]);
    let after = text(&told(&[], &resolved, true, Some(BEFORE)).unwrap());
    let marker = r#"{"incident":"key-of-inc-12","delivery":"intent-9.update-9.main"}"#;
    let expected = BEFORE
        .replace("resolved: false # by hand", "resolved: true # by hand")
        .replace("section: issue\r\n", &format!("section: issue\r\nresolvedWhen: 2026-11-20T14:02:00Z\r\nbridgewatch: {marker}\r\n"))
        .replace(
            "---\r\n\r\n*Inv",
            "---\r\n\r\n*Resolved* - We are looking into failing card payments. {{< track \"2026-11-20T14:02:00Z\" >}}\r\n\r\n*Inv",
        );
    assert_eq!(after, expected);
}

#[test]
fn all_systems_of_an_incident_have_one_state() {
    use ComponentState::{Degraded, Maintenance, MajorOutage, Operational, PartialOutage};
    let changed =
        |phase, components: &[(&str, ComponentState)]| told(&[], &update(phase, components), true, Some(BEFORE));
    let both = changed(Phase::Identified, &[("checkout", MajorOutage), ("Ledger", MajorOutage)]).unwrap();
    assert!(
        text(&both)
            .contains("\r\nseverity: down\r\naffected:\r\n- \"checkout\"\r\n- Ledger\r\n# asked for by legal\r\n")
    );
    let one_less = text(&changed(Phase::Identified, &[("Ledger", Operational)]).unwrap());
    assert!(
        one_less.contains("\r\nseverity: disrupted\r\naffected:\r\n  - \"checkout\"\r\n# asked for by legal\r\n"),
        "{one_less}"
    );
    let one_more = text(&changed(Phase::Identified, &[("Website", Degraded)]).unwrap());
    assert!(one_more.contains("  - \"Ledger\"\r\n  - \"Website\"\r\n  - \"checkout\"\r\n"), "{one_more}");
    for components in [&[("checkout", MajorOutage)][..], &[("checkout", MajorOutage), ("Ledger", Maintenance)]] {
        let words = refused(changed(Phase::Identified, components));
        assert!(words.contains("`Ledger`") && words.contains("down"), "{words}");
    }
    assert!(refused(changed(Phase::Resolved, &[("checkout", Degraded)])).contains("`checkout` disrupted"));
    assert!(refused(changed(Phase::Identified, &[("checkout", PartialOutage)])).contains("PartialOutage"));
}

#[test]
fn what_would_break_the_site_is_written_otherwise_or_refused() {
    let titled =
        |title: &str| given::worded(update(Phase::Investigating, &[]), |update| update.title = title.to_owned());
    let request = told(&[], &titled("The \"fast\" lane & more"), false, None).unwrap();
    assert!(text(&request).contains("title: \"The “fast” lane & more\"\n"));
    assert!(request.url.path().ends_with("/contents/content/issues/2026-11-20-the-fast-lane-more-573de4e1.md"));
    for title in ["C:\\ is full", "two\nlines", " "] {
        assert!(matches!(told(&[], &titled(title), false, None), Err(Failure::Refused(_))), "{title}");
    }
    let body = "See {{< figure >}} and <b>this</b>.\n\n- one\n- two";
    let worded = given::worded(update(Phase::Investigating, &[]), |update| update.body = body.to_owned());
    let written = text(&told(&[("time_zone", "Europe/Paris")], &worded, false, None).unwrap());
    assert!(written.ends_with(
        "*Investigating* - See {&#123;&lt; figure >}} and &lt;b>this&lt;/b>.\n\n- one\n- two\n\n{{< track \"2026-11-20T15:02:00+01:00\" >}}\n"
    ), "{written}");
}

#[test]
fn a_file_of_somebody_else_is_never_written_over() {
    let first = update(Phase::Investigating, &[]);
    assert!(refused(told(&[], &first, false, Some(BEFORE))).contains("of another incident"));
    let changed = told(&[], &first, true, Some(BEFORE)).unwrap();
    assert_eq!((changed.method, &changed.body.unwrap().members["sha"]), (Method::Put, &json!("5ha")));
    let toml = "+++\ntitle = \"it\"\n+++\n";
    assert!(matches!(told(&[], &first, true, Some(toml)), Err(Failure::Garbled(_))));
    let meanwhile = [
        (409, "content/issues/2026-11-20-it.md does not match 5ha"),
        (409, "is at 1f2e but expected 5d6c"),
        (422, "Invalid request.\n\n\"sha\" wasn't supplied."),
        (422, "repository file already exists [path: content/issues/2026-11-20-it.md]"),
        (422, "sha does not match [given: 5ha, expected: 6ha]"),
    ];
    let complaint = registry::find("cstate").unwrap().complaint;
    let meant = |status: u16, message: &str| {
        let body = json!({ "message": message }).to_string().into();
        let answer = Response { status, headers: Vec::new(), body };
        of_status(&answer, complaint(&answer), true, given::now())
    };
    for (status, message) in meanwhile {
        assert!(matches!(meant(status, message), Some(Failure::Throttled(_))), "{message}");
    }
    assert!(matches!(meant(409, "Repository rule violations found"), Some(Failure::Refused(_))));
}

#[test]
fn gitea_makes_a_file_in_a_way_of_its_own_and_must_be_told_where_it_is() {
    let first = update(Phase::Investigating, &[]);
    let gitea = [("host", "gitea"), ("api_url", "https://git.kestrel.example/api/v1"), ("branch", "pages")];
    let made = told(&gitea, &first, false, None).unwrap();
    assert_eq!(made.method, Method::Post);
    assert!(
        made.url
            .as_str()
            .starts_with("https://git.kestrel.example/api/v1/repos/kestrel/status/contents/content/issues/")
    );
    assert_eq!(made.body.unwrap().members.get("branch"), Some(&Value::from("pages")));
    assert!(refused(told(&gitea[..1], &first, false, None)).contains("`api_url`"));
}

/// The states stand on the built page alone, whose JSON any title can break: without them the systems are known all the same.
#[test]
fn states_are_read_from_the_built_page_which_never_sees_the_token() {
    let options = [("repository", "kestrel/status"), ("site_url", "https://status.kestrel.example")];
    let (connection, secrets) = (given::connection("cstate", &options), given::secrets());
    let descriptor = registry::find("cstate").unwrap();
    let account = descriptor.account(&connection, &secrets, given::now());
    let components = &descriptor.status_page.as_ref().unwrap().components;
    let scope = Scope { now: given::now(), window: given::window(), of: &[] };
    let first = (components.begin)(&scope).remove(0);
    let request = (components.ask)(&account, &first).unwrap();
    assert_eq!(request.url.as_str(), "https://status.kestrel.example/index.json");
    assert!(request.headers.iter().all(|(name, _)| *name != "authorization"));
    let configuration = "params:\n  systems:\n  - name: checkout\n  - name: Ledger\n";
    let systems = |body: &str| {
        let answer = Response { status: 200, headers: Vec::new(), body: body.as_bytes().to_vec() };
        let then = (components.read)(&request.answered(answer), &first).unwrap().then.remove(0);
        let next = (components.ask)(&account, &then).unwrap();
        assert!(next.url.path().ends_with("/contents/config.yml"));
        let part = (components.read)(&next.answered(file("config.yml", configuration)), &then).unwrap();
        part.items.iter().map(|system| (system.id.clone(), system.state)).collect::<Vec<_>>()
    };
    let told =
        r#"{ "systems": [{ "name": "Ledger", "status": "notice" }, { "name": "checkout", "status": "wobbly" }] }"#;
    let with = |state| vec![("checkout".to_owned(), None), ("Ledger".to_owned(), state)];
    assert_eq!(systems(told), with(Some(ComponentState::Maintenance)));
    for broken in [r#"{ "systems": [{ "name": "The "fast" lane" }] }"#, "<html>"] {
        assert_eq!(systems(broken), with(None));
    }
}
