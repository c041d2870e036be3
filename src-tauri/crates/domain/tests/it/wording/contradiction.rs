//! Facts that differ between two texts.

use domain::delivery::ComponentState;
use domain::incident::Outreach;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::template::{Audience, Output};
use domain::wording::{RemarkKind, ShownStates, Statement, remarks};

use super::given::{confirmed, in_phase, page, says, with};
use crate::given::at;
use crate::given::bridge::Bridge;
use crate::given::intents::{draft, update};

/// What is said about two outputs of one composition: the kind, and the words of both.
fn between(one: Statement, other: Statement) -> Vec<String> {
    told(&confirmed(), &[one, other])
}

/// `kind: these words / those words`
fn told(bridge: &Bridge, statements: &[Statement]) -> Vec<String> {
    let kinds = [RemarkKind::Figure, RemarkKind::Component];
    let remarks = remarks(statements, bridge.state(), &bridge.agreement);
    let quoted = |message: &str| {
        let parts: Vec<&str> = message.split(['“', '”']).skip(1).step_by(2).collect();
        if parts.is_empty() { message.to_owned() } else { parts.join(" / ") }
    };
    let kept = remarks.iter().filter(|remark| kinds.contains(&remark.kind));
    kept.map(|remark| format!("{}: {}", remark.kind.word(), quoted(&remark.message))).collect()
}

fn check(one: &str, other: &str, expected: &[&str]) {
    let brief = says(Output::Leadership, other);
    assert_eq!(between(brief, page(one)), expected, "{one} / {other}");
}

#[test]
fn a_share_of_the_same_thing_differs() {
    check(
        "About 4 in 10 payments fail.",
        "62 % of payments fail.",
        &["figure: About 4 in 10 payments / 62 % of payments"],
    );
    check(
        "40 % of card payments do not go through.",
        "About 60 percent of card payments fail.",
        &["figure: 40 % of card payments / About 60 percent of card payments"],
    );
    check(
        "97 % of sign-ins succeed.",
        "91 % of sign-ins work again.",
        &["figure: 97 % of sign-ins / 91 % of sign-ins"],
    );
    check(
        "About 4 in 10 payments fail.",
        "Customer effect: about 6 in 10 payments in Europe.",
        &["figure: About 4 in 10 payments / about 6 in 10 payments"],
    );
}

#[test]
fn shares_that_agree_or_speak_of_something_else_are_left_alone() {
    check("About 4 in 10 payments fail.", "38 % of payments fail.", &[]);
    check("About 4 in 10 payments fail.", "2 out of 5 payments fail.", &[]);
    check("About 4 in 10 payments fail.", "62 % of payments succeed.", &[]);
    check("40 % of card payments fail.", "10 % of bank payments fail.", &[]);
    check("40 % of payments in Europe fail.", "10 % of payments in Asia fail.", &[]);
    check("40 % of payments fail.", "10 % of sign-ins fail.", &[]);
    check("40 % of payments fail.", "Normal is that 6 % of payments fail.", &[]);
    check("40 % of payments fail.", "Up to 60 % of payments fail.", &[]);
    check("40 % of payments fail.", "Payments fail, down from 60 % of payments.", &[]);
    check("40 % of payments fail.", "At worst 60 % of payments failed.", &[]);
    check("40 % of payments fail.", "At version 4.18.2 it began at 02:07.", &[]);
}

#[test]
fn a_count_of_the_same_thing_differs() {
    check("1,200 shops are affected.", "1,500 shops are affected.", &["figure: 1,200 shops / 1,500 shops"]);
    check("Two regions are affected.", "3 regions are affected.", &["figure: Two regions / 3 regions"]);
    check("1,200 shops are affected.", "1,500 shops have written.", &[]);
    check("1,200 shops are affected.", "About 1,300 shops are affected.", &[]);
    check("1,200 shops are affected.", "The 2 shops are affected most.", &[]);
    check("It takes 20 minutes.", "It takes 30 minutes.", &[]);
}

#[test]
fn a_component_works_here_and_fails_there() {
    check(
        "PayPal and bank transfer still work.",
        "PayPal is down.",
        &["component: PayPal and bank transfer still work / PayPal is down"],
    );
    check("Bank transfers work.", "Bank transfer fails.", &["component: Bank transfers work / Bank transfer fails"]);
    check("PayPal still works.", "Some PayPal payments fail.", &[]);
    check("PayPal still works.", "If PayPal fails, we switch it off.", &[]);
    check("Payments work in Asia.", "Payments fail in Europe.", &[]);
    check("It works.", "It fails.", &[]);
    check("We know why payments fail.", "Payments work.", &[]);
}

/// One component on one page.
fn shown(name: &str, state: ComponentState) -> ShownStates {
    [(("Status page".to_owned(), name.to_owned()), state)].into()
}

#[test]
fn a_component_is_operational_on_the_page_and_fails_in_the_text() {
    let set = |state| Statement { components: shown("Checkout", state), ..page("Checkout is down.") };
    let found = |state| told(&confirmed(), &[set(state)]);
    assert_eq!(found(ComponentState::Operational), ["component: Checkout is down / Checkout: operational"]);
    assert_eq!(found(ComponentState::MajorOutage), [] as [&str; 0]);
}

#[test]
fn the_same_variable_has_another_value() {
    let say = |output, started: &str| {
        with(
            &[("started", started), ("next_update", started)],
            says(output, &format!("Since {started}, payments fail.")),
        )
    };
    let found = |one, other| between(say(Output::Leadership, one), say(Output::StatusPage, other));
    assert_eq!(found("02:07 CET", "02:17 CET"), ["figure: 02:17 CET / 02:07 CET"]);
    assert_eq!(found("02:07 CET", "01:07 UTC"), [] as [&str; 0]);
    assert_eq!(found("02:07 +05:30", "20:37 UTC"), [] as [&str; 0]);
    assert_eq!(found("02:07 IST", "01:07 UTC"), [] as [&str; 0]);
    assert_eq!(found("02:07 CET", "01:08 UTC"), ["figure: 01:08 UTC / 02:07 CET"]);
    let lasted = |output, long: &str| with(&[("lasted", long)], says(output, &format!("It lasted {long}.")));
    let found = |one, other| between(lasted(Output::Leadership, one), lasted(Output::StatusPage, other));
    assert_eq!(found("1 h 13 min", "73 minutes"), [] as [&str; 0]);
    assert_eq!(found("1 h 13 min", "1 hour"), [] as [&str; 0]);
    assert_eq!(found("1 h 13 min", "50 minutes"), ["figure: 50 minutes / 1 h 13 min"]);
}

#[test]
fn each_audience_is_told_of_its_own_next_update() {
    let mut bridge = confirmed();
    let say = |output, by: &str| with(&[("by", by)], says(output, &format!("We will post again by {by}.")));
    let both = [say(Output::Leadership, "10:00 CET"), say(Output::StatusPage, "09:30 CET")];
    assert_eq!(told(&bridge, &both), ["figure: 09:30 CET / 10:00 CET"]);
    for variable in bridge.agreement.templates.iter_mut().flat_map(|template| &mut template.variables) {
        variable.name = "by".into();
        variable.from = Some("next_update".into());
    }
    assert_eq!(told(&bridge, &both), [] as [&str; 0]);
}

#[test]
fn begin_end_and_length_agree() {
    let say = |lasted: &str| {
        let pairs = [("started", "23:30 CET"), ("resolved_at", "00:43 CET"), ("lasted", lasted)];
        with(&pairs, page(&format!("From 23:30 CET to 00:43 CET, {lasted} in all.")))
    };
    assert_eq!(told(&confirmed(), &[say("1 h 13 min")]), [] as [&str; 0]);
    assert_eq!(told(&confirmed(), &[say("1 hour")]), [] as [&str; 0]);
    let wrong = "figure: From 23:30 CET to 00:43 CET is not 2 hours 5 minutes: correct one of the three.";
    assert_eq!(told(&confirmed(), &[say("2 hours 5 minutes")]), [wrong]);
}

/// Leadership was told this at 09:10.
fn after(title: &str, body: &str, values: &[(&str, &str)]) -> Bridge {
    let statement = with(values, page(body));
    let wording = Some((title.to_owned(), body.to_owned()));
    let draft =
        UpdateDraft { wording, values: statement.values, ..draft(Audience::Leadership, Phase::Investigating, "") };
    confirmed().at("09:10").does(Intent::PublishUpdate(draft))
}

#[test]
fn what_was_last_told_is_contradicted_in_words_only() {
    let told = |before: &str, now: &str| {
        let bridge = after("Brief", before, &[]);
        told(&bridge, &[page(now)])
    };
    assert_eq!(
        told("62 % of payments fail.", "About 4 in 10 payments fail."),
        ["figure: About 4 in 10 payments / 62 % of payments"]
    );
    assert_eq!(told("62 % of payments fail.", "By now 40 % of payments fail."), [] as [&str; 0]);
    assert_eq!(told("PayPal works.", "PayPal fails."), ["component: PayPal fails / PayPal works"]);
    assert_eq!(told("PayPal works.", "Now PayPal fails as well."), [] as [&str; 0]);
}

#[test]
fn what_went_with_an_update_is_compared_too() {
    let mut bridge = confirmed().does(update(Audience::Customers, Phase::Investigating, "we look"));
    let letter = Outreach {
        output: Output::Outreach,
        title: "Payments".into(),
        body: "PayPal works.".into(),
        letters: 1,
        connections: Vec::new(),
        sent: 1,
        given_up: 0,
        written_at: at("09:12"),
    };
    bridge.incident.as_mut().expect("declared").updates[0].outreach.push(letter);
    assert_eq!(told(&bridge, &[page("PayPal is down.")]), ["component: PayPal is down / PayPal works"]);
}

#[test]
fn what_does_not_change_is_compared_in_every_phase() {
    let bridge = after("Brief", "Since 02:07 CET.", &[("started", "02:07 CET"), ("watch_until", "02:07 CET")]);
    let bridge = super::given::moved(bridge, Phase::Monitoring);
    let say =
        |started: &str| with(&[("started", started), ("watch_until", started)], page(&format!("Since {started}.")));
    let say = |started: &str| in_phase(Phase::Monitoring, say(started));
    let found = remarks(&[say("02:17 CET")], bridge.state(), &bridge.agreement);
    let message = "“02:17 CET” here contradicts “02:07 CET” in the leadership brief of 09:10 UTC: correct it, or say that it changed.";
    assert_eq!(found.iter().map(|remark| remark.message.as_str()).collect::<Vec<_>>(), [message]);
    assert_eq!(told(&bridge, &[say("02:07 CET")]), [] as [&str; 0]);
}
