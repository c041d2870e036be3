//! What is particular to `LinkedIn` Oncall: the signature of applications, and answers that tell too little.

use domain::delivery::Failure;
use providers::account::Account;
use providers::capability::{Scope, Step};
use providers::message::{Request, Response, Value};
use providers::registry;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::given;

const TEAM: &str = "card payments & more";

fn account(options: &[(&str, &str)], each: impl FnOnce(&Account)) {
    let (connection, secrets) = (given::connection("linkedin_oncall", options), given::secrets());
    each(&registry::find("linkedin_oncall").unwrap().account(&connection, &secrets, given::now()));
}

fn signature(request: &Request) -> Option<String> {
    let (_, value) = request.headers.iter().find(|(name, _)| *name == "authorization")?;
    match value {
        Value::Secret(secret) => Some(secret.expose_secret().to_owned()),
        Value::Plain(_) => panic!("a signature is shown"),
    }
}

fn shifts_of(ids: &[&str]) -> Vec<Step> {
    let of: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let reading = given::pager("linkedin_oncall").shifts_of.as_ref().unwrap();
    (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &of })
}

fn ask_of(account: &Account, step: &Step) -> Request {
    (given::pager("linkedin_oncall").shifts_of.as_ref().unwrap().ask)(account, step).unwrap()
}

/// The digests are those of Python's `hmac.new(key, text, sha512)`, as the host makes them.
#[test]
fn an_application_signs_what_it_asks_for_as_the_host_sees_it() {
    // b"59839444 GET /api/v0/teams "
    let teams =
        "hmac bridgewatch:82kt3s8yaiGnNeT840nRVao8ou_4j_J4z1pOOie0xJNcbXMi_6fDDJg1R0OnE7lxAmQPGXPnJ3E2sd93dG0jjg==";
    // b"59839444 GET /api/v0/teams/card payments & more?fields=admins "
    let team =
        "hmac bridgewatch:Pt34YUTq9PeQuUpQVH4uwo0n_WOthYnUZR6jiCzD1zDV6wWhEHc2ijvdR4Kka4Z-IU0rNZQe1GEsaLWWpY7gYg==";
    for root in ["https://oncall.kestrel.example", "https://kestrel.example/oncall/"] {
        account(&[("api_url", root), ("app", "bridgewatch")], |account| {
            let check = (registry::find("linkedin_oncall").unwrap().check.ask)(account).unwrap();
            assert_eq!(signature(&check).as_deref(), Some(teams), "{root}");
            let request = ask_of(account, &shifts_of(&[TEAM])[0]);
            assert!(request.url.as_str().ends_with("/api/v0/teams/card%20payments%20&%20more?fields=admins"));
            assert_eq!(signature(&request).as_deref(), Some(team), "{root}");
        });
    }
}

#[test]
fn without_an_application_nothing_is_signed() {
    account(&[("api_url", "https://oncall.kestrel.example")], |account| {
        let request = (registry::find("linkedin_oncall").unwrap().check.ask)(account).unwrap();
        assert_eq!(signature(&request), None);
    });
}

#[test]
fn a_team_or_role_that_does_not_exist_is_not_one_in_which_nobody_is_on_call() {
    let steps = shifts_of(&["payments/primary", "checkout"]);
    let asked: Vec<_> = steps.iter().map(|step| (step.what, step.of.as_deref().unwrap())).collect();
    let of = "payments/primary";
    assert_eq!(asked, [("team", of), ("roles", of), ("events", of), ("team", "checkout"), ("events", "checkout")]);
    let reading = given::pager("linkedin_oncall").shifts_of.as_ref().unwrap();
    let response =
        |body: serde_json::Value| Response { status: 200, headers: Vec::new(), body: body.to_string().into() };
    let roles = |name: &str| (reading.read)(&response(json!([{ "id": 1, "name": name }])), &steps[1]);
    assert!(roles("primary").is_ok_and(|part| part.items.is_empty() && part.faults.is_empty()));
    assert_eq!(roles("primry"), Err(Failure::Refused("it has no role `primary`".to_owned())));
    let nobody = (reading.read)(&response(json!([])), &steps[2]).unwrap();
    assert_eq!((nobody.items[0].schedule.as_str(), nobody.items[0].shifts.len()), ("payments/primary", 0));
    account(&[("api_url", "https://oncall.kestrel.example")], |account| {
        let url = ask_of(account, &steps[2]).url;
        let query = "start__lt=1795788120&end__gt=1795183320&team=payments&role=primary";
        assert_eq!(url.as_str(), format!("https://oncall.kestrel.example/api/v0/events?{query}"));
    });
}
