//! What is particular to Splunk On-Call: stretches of days, what others take over, and errors behind an answer of success.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::delivery::{Failure, Receipt};
use domain::span::{Instant, Span};
use providers::capability::{PageProgress, Reading, ScheduleShifts, Scope, Step};
use providers::gateway::{Gateway, Walk, Walked};
use providers::message::Response;
use providers::pace::Urgency;
use providers::{classify, registry};
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Received, Server};

fn response(status: u16, body: &Value) -> Response {
    Response { status, headers: Vec::new(), body: body.to_string().into_bytes() }
}

fn steps(window: Span) -> Vec<Step> {
    let of = ["team-Pay1/pol-High1".to_owned()];
    let shifts = given::pager("splunk_on_call").shifts.as_ref().unwrap();
    (shifts.begin)(&Scope { now: given::now(), window, of: &of })
}

fn day(days: i64) -> Instant {
    given::now() + TimeDelta::days(days)
}

fn read(body: &Value, window: Span) -> Result<ScheduleShifts, Failure> {
    let shifts = given::pager("splunk_on_call").shifts.as_ref().unwrap();
    let step = Step::of_one("on-call schedule", "team-Pay1/pol-High1").within(window);
    let part = (shifts.read)(&response(200, body), &step)?;
    let fault = part.faults.into_iter().next().map(|fault| fault.failure);
    fault.map_or_else(|| Ok(part.items.into_iter().next().unwrap()), Err)
}

fn schedule(rolls: &[(&str, i64, i64)], overrides: &[(Option<&str>, Option<&str>, i64, i64)]) -> Value {
    let user = |name: &str| json!({ "username": name });
    let at = |days: i64| day(days).to_rfc3339();
    let roll = |(name, from, until): &(&str, i64, i64)| json!({ "start": at(*from), "end": at(*until), "onCallUser": user(name), "isRoll": true });
    let taken = |(of, by, from, until): &(Option<&str>, Option<&str>, i64, i64)| {
        json!({
            "start": at(*from), "end": at(*until),
            "origOnCallUser": of.map(user), "overrideOnCallUser": by.map(user),
        })
    };
    json!({ "schedules": [
        { "policy": { "name": "Other", "slug": "pol-Other" }, "schedule": "of another form" },
        {
            "policy": { "name": "High", "slug": "pol-High1" },
            "schedule": [{ "onCallType": "rotation_group", "rolls": rolls.iter().map(roll).collect::<Vec<_>>() }],
            "overrides": overrides.iter().map(taken).collect::<Vec<_>>(),
        },
    ] })
}

/// Who, from which day until which, and whether in place of somebody.
fn told(shifts: &ScheduleShifts) -> Vec<(&str, i64, i64, bool)> {
    let days = |at: Instant| (at - given::now()).num_days();
    let shift = |shift: &'_ providers::capability::RemoteShift| (days(shift.span.from), days(shift.span.until));
    shifts.shifts.iter().map(|of| (of.person.id.as_str(), shift(of).0, shift(of).1, of.is_override)).collect()
}

#[test]
fn ninety_days_take_four_answers_whose_ends_overlap_and_what_has_been_takes_none() {
    let steps_of = steps(Span::of(day(-30), day(90)));
    let told: Vec<_> = steps_of.iter().map(|step| (step.offset(), step.window.unwrap())).collect();
    let stretch = |from, until| Span::of(day(from), day(until));
    assert_eq!(told, [(0, stretch(0, 29)), (29, stretch(29, 58)), (58, stretch(58, 87)), (87, stretch(87, 90))]);
    assert_eq!(steps(Span::of(day(-30), day(-1))), []);
    assert!(steps(Span::of(day(0), day(1_000))).iter().all(|step| step.offset() <= 90), "the most that may be skipped");
}

/// Four teams of six policies each, of which one answers for a team that was taken away and one leaves a policy out.
#[tokio::test]
async fn a_team_is_asked_once_for_all_of_its_policies() {
    let server = Server::start(|request: &Received| {
        let team = request.path.split('/').nth(4).unwrap().to_owned();
        if team == "team-3" {
            return server::json(404, &json!({ "message": "no such team" }));
        }
        let entry = |policy: usize| {
            json!({
                "policy": { "name": "P", "slug": format!("pol-{team}-{policy}") },
                "schedule": [{ "onCallType": "user", "onCallUser": { "username": format!("user-{policy}") } }],
            })
        };
        let told = if team == "team-2" { 0..5 } else { 0..6 };
        server::json(200, &json!({ "team": { "slug": team }, "schedules": told.map(entry).collect::<Vec<_>>() }))
    })
    .await;
    let id = |team: usize, policy: usize| format!("team-{team}/pol-team-{team}-{policy}");
    let mut of: Vec<String> = (0..6).flat_map(|policy| (0..4).map(move |team| id(team, policy))).collect();
    of.push("team-0".to_owned());
    let shifts = given::pager("splunk_on_call").shifts.as_ref().unwrap();
    let scope = Scope { now: given::now(), window: Span::of(day(-30), day(90)), of: &of };
    let walked = walked_with(&server, shifts, &scope).await;
    // Four stretches of four teams.
    let requests = server.received().len();
    assert!(requests <= 16, "{requests} requests");
    assert_eq!(walked.broken, None);
    for (team, policy) in (0..2).flat_map(|team| (0..6).map(move |policy| (team, policy))) {
        let mine = walked.items.iter().filter(|item| item.schedule == id(team, policy));
        let people: Vec<&str> = mine.flat_map(|item| &item.shifts).map(|shift| shift.person.id.as_str()).collect();
        assert_eq!(people, [format!("user-{policy}").as_str(); 4], "{team} {policy}");
    }
    let whole = walked.items.iter().filter(|item| item.schedule == "team-0").flat_map(|item| &item.shifts).count();
    assert_eq!(whole, 6 * 4, "a team alone is all of its policies");
    assert_eq!(walked.faults.len(), 7, "each once: {:?}", walked.faults);
    let faulty: BTreeSet<String> = walked.faults.iter().filter_map(|fault| fault.of.clone()).collect();
    let expected: BTreeSet<String> = (0..6).map(|policy| id(3, policy)).chain([id(2, 5)]).collect();
    assert_eq!(faulty, expected, "each wanted policy of a team that could not be asked");
}

/// What was not read to its end is known of each policy, too.
#[test]
fn a_reading_that_is_broken_off_knows_all_policies_that_it_has_not_read() {
    let of: Vec<String> = (0..6).map(|policy| format!("team-0/pol-{policy}")).collect();
    let shifts = given::pager("splunk_on_call").shifts.as_ref().unwrap();
    let mut walk = Walk::begin(shifts, &Scope { now: given::now(), window: given::window(), of: &of });
    walk.give_up(Failure::Offline);
    assert_eq!(walk.walked().unfinished, of.into_iter().collect());
}

#[test]
fn what_others_take_over_is_applied_and_cut_at_the_end_of_the_stretch() {
    let rolls = [("anneke", -2, 7), ("idris", 7, 14), ("anneke", 28, 40)];
    let overrides = [
        (Some("anneke"), Some("mateo"), 2, 3),
        (Some("anneke"), Some("sofia"), 6, 8),
        (Some("idris"), None, 9, 10),
        (Some("nobody"), Some("mateo"), 0, 29),
        (None, Some("noor"), 11, 12),
    ];
    let shifts = read(&schedule(&rolls, &overrides), Span::of(day(0), day(29))).unwrap();
    let expected = [
        ("anneke", 0, 2, false),
        ("mateo", 2, 3, true),
        ("anneke", 3, 6, false),
        ("sofia", 6, 7, true),
        ("idris", 7, 14, false),
        ("anneke", 28, 29, false),
        ("noor", 11, 12, true),
    ];
    assert_eq!(told(&shifts), expected);
}

#[test]
fn a_policy_that_its_team_does_not_tell_is_not_one_in_which_nobody_is_on_call() {
    let refused = read(&json!({ "schedules": [] }), given::window());
    assert_eq!(refused, Err(Failure::Refused("its team has no schedule of this policy".to_owned())));
    assert_eq!(told(&read(&schedule(&[], &[]), given::window()).unwrap()), []);
}

#[test]
fn an_error_behind_an_answer_of_success_is_no_receipt() {
    let read = |body: &Value| (given::pager("splunk_on_call").paging[0].page.read)(&response(200, body));
    assert_eq!(read(&json!({ "incidentNumber": 4211, "error": "" })).unwrap().remote, "4211");
    assert_eq!(read(&json!({ "error": "no such user" })), Err(Failure::Refused("no such user".to_owned())));
    let both = "It made incident 4, but told an error: no such policy".to_owned();
    assert_eq!(read(&json!({ "incidentNumber": "4", "error": "no such policy" })), Err(Failure::Refused(both)));
    assert!(matches!(read(&json!({})), Err(Failure::Garbled(_))));
}

#[test]
fn a_403_that_speaks_of_a_limit_is_a_pause_and_no_wrong_key() {
    let complaint = registry::find("splunk_on_call").unwrap().complaint;
    let failure = |body: &Value| classify::settle(Ok(response(403, body)), complaint, false, given::now());
    assert!(matches!(failure(&json!({ "message": "Rate limit exceeded" })), Err(Failure::Throttled(_))));
    assert_eq!(failure(&json!({ "message": "Invalid API key" })), Err(Failure::Unauthorized));
}

/// A host that knows the specification and no more: no single policy, means of contact as plain lists.
#[tokio::test]
async fn a_host_that_tells_no_single_policy_leaves_the_policies_without_steps() {
    let server = Server::start(|request: &Received| match request.path.as_str() {
        "/api-public/v1/team" => server::json(200, &json!([{ "name": "Payments", "slug": "team-Pay1" }])),
        "/api-public/v1/team/team-Pay1/policies" => {
            server::json(200, &json!({ "policies": [{ "name": "High", "slug": "pol-High1" }] }))
        }
        "/api-public/v1/user" => server::json(
            200,
            &json!({ "users": [{ "username": "anneke", "firstName": "Anneke" }, { "username": "idris" }] }),
        ),
        "/api-public/v1/user/idris/contact-methods" => server::json(
            200,
            &json!({ "devices": [], "emails": [], "phones": [{ "label": "Mobile", "value": "+31 6 1" }] }),
        ),
        _ => server::json(404, &json!({ "message": "not found" })),
    })
    .await;
    let policies = walked(&server, given::pager("splunk_on_call").policies.as_ref().unwrap()).await;
    assert_eq!((policies.faults, policies.broken), (Vec::new(), None));
    let told: Vec<_> = policies.items.iter().map(|of| (of.id.as_str(), of.name.as_str(), of.levels.len())).collect();
    assert_eq!(told, [("pol-High1", "High", 0)]);
    let people = walked(&server, given::pager("splunk_on_call").people.as_ref().unwrap()).await;
    assert_eq!((people.faults, people.broken), (Vec::new(), None));
    let told: Vec<_> = people.items.iter().map(|of| (of.name.as_str(), of.contact.len())).collect();
    assert_eq!(told, [("Anneke", 0), ("idris", 1)]);
}

async fn walked<Item>(server: &Server, reading: &Reading<Item>) -> Walked<Item> {
    walked_with(server, reading, &Scope { now: given::now(), window: Span::of(day(0), day(1)), of: &[] }).await
}

async fn walked_with<Item>(server: &Server, reading: &Reading<Item>, scope: &Scope<'_>) -> Walked<Item> {
    let connection = given::connection("splunk_on_call", &[("api_url", &server.address)]);
    let mut walk = Walk::begin(reading, scope);
    let gateway = Gateway::new(given::wire(), "".into());
    let (secrets, urgency, mut now) = (given::secrets(), Urgency::Interactive, given::now());
    // As often as the pace lets it go on.
    while let Err(until) = gateway.walk(&connection, &secrets, reading, &mut walk, urgency, &|| now, &|_| ()).await {
        now = until;
    }
    walk.walked()
}

#[test]
fn what_came_of_a_page_is_that_of_its_own_incident_among_all_that_are_listed() {
    let progress = given::pager("splunk_on_call").paging[0].progress.as_ref().unwrap();
    let delivery = given::page("one");
    let told = |number: &str, incidents: Value| {
        let connection = given::filled("splunk_on_call");
        let secrets = given::secrets();
        let account = registry::find("splunk_on_call").unwrap().account(&connection, &secrets, given::now());
        let receipt = Receipt { remote: number.to_owned(), link: None, update: None };
        let request = (progress.ask)(&account, &delivery, &receipt).unwrap();
        (progress.read)(&request.answered(response(200, &json!({ "incidents": incidents }))), &delivery)
    };
    let list = json!([
        { "incidentNumber": "7", "currentPhase": "resolved" },
        { "incidentNumber": 8, "currentPhase": "acknowledged", "transitions": [{ "name": "acknowledged", "by": "idris" }] },
        { "incidentNumber": "9", "currentPhase": "triggered" },
    ]);
    assert_eq!(told("7", list.clone()), Ok(PageProgress::Resolved { by: None, at: None }));
    assert_eq!(told("8", list.clone()), Ok(PageProgress::Acknowledged { by: Some("idris".into()), at: None }));
    assert_eq!(told("9", list.clone()), Ok(PageProgress::Unanswered));
    assert_eq!(told("10", list), Ok(PageProgress::Unanswered), "resolved long ago, or never listed");
}
