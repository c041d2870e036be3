//! What is known, what is not, and when the next word is due: each line from an entry of the journal.

use domain::id::ConnectionId;
use domain::incident::WorkState;
use domain::incident::event::{Event, Letter};
use domain::incident::intent::{FactConfirmation, FactWithdrawal, ImpactSentences, Intent};
use domain::incident::known::{Known, KnownLine, Telling, known};
use domain::phase::Phase;
use domain::template::{Audience, Output};
use proptest::prelude::*;

use super::every_intent::busy;
use super::properties::lead;
use super::strategy::{any_declaration, history};
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, phase, promising, resolve, update, withdraw_impact};
use crate::given::organisation::connection;

fn of(bridge: &Bridge) -> Known {
    let component = |_: &ConnectionId, id: &str| id.to_uppercase();
    let telling = Telling { agreement: &bridge.agreement, component: &component, zone: chrono_tz::Europe::Paris };
    known(bridge.state(), &bridge.entries, &telling, bridge.now)
}

/// `2 Failing: CARDS.`
fn lines(lines: &[KnownLine]) -> Vec<String> {
    lines.iter().map(|line| format!("{} {}", line.sequence, line.text)).collect()
}

#[test]
fn at_first_little_is_known() {
    let known = of(&declared());
    assert_eq!(lines(&known.known), ["1 Failing: CARDS."]);
    assert_eq!(lines(&known.unknown), ["1 Whether customers are affected.", "1 The cause."]);
    assert_eq!(lines(&known.next), ["1 Teams: by 10:30 CET.", "1 Leadership: by 11:00 CET."]);
}

#[test]
fn what_is_looked_into_is_not_known_until_the_cause_is() {
    let bridge = busy();
    let known = of(&bridge);
    assert_eq!(
        lines(&known.known),
        ["3 Customers in Europe are affected, confirmed at 10:01 CET.", "1 Failing: CARDS."]
    );
    let unknown = [
        "1 The cause.",
        "9 Looked into: Roll back.",
        "10 Asked of Ben, back by 10:30 CET: When?",
        "11 Asked by leadership: Is a contract touched?",
        "8 To be decided, by the technical coordinator: Roll back.",
    ];
    assert_eq!(lines(&known.unknown), unknown);
    assert!(known.next.iter().any(|line| line.text.starts_with("Customers: by")), "{:?}", known.next);

    let stuck = Intent::ChangeWorkstream {
        workstream: "w1".into(),
        state: WorkState::Blocked,
        word: "waits for a build".into(),
        owner: None,
        effort: None,
    };
    let found = bridge.does(phase(Phase::Identified)).does(stuck);
    let known = of(&found);
    let has = |lines: &[KnownLine], text: &str| lines.iter().any(|line| line.text == text);
    assert!(has(&known.known, "The cause is known, since 10:05 CET."), "{known:?}");
    assert!(has(&known.known, "Blocked: Roll back: waits for a build."), "{known:?}");
    assert!(!has(&known.unknown, "The cause."), "{known:?}");
}

#[test]
fn what_was_stated_stands_and_what_was_withdrawn_does_not() {
    let stated = Intent::StateImpact(ImpactSentences {
        sentence: Some("Nobody can pay".into()),
        business: Some("EUR 18,000".into()),
    });
    let bridge = busy().does(stated);
    let first = of(&bridge).known[0].clone();
    assert_eq!((first.text.as_str(), first.sequence), ("Nobody can pay.", bridge.state().last_sequence));
    assert!(!of(&bridge).body("").contains("EUR"), "money stays inside");
    let withdrawn = bridge.at("09:10").does(withdraw_impact("a dashboard was wrong"));
    let known = of(&withdrawn);
    let last = withdrawn.state().last_sequence;
    let text = "Customers are not affected after all: a dashboard was wrong.";
    assert_eq!(known.known[0], KnownLine { text: text.into(), sequence: last });
    assert!(known.known.iter().all(|line| !line.text.contains("Nobody can pay")));
}

#[test]
fn a_fact_is_known_once_somebody_stands_for_it() {
    let fact = "Every second card declines.";
    let has = |bridge: &Bridge| of(bridge).known.into_iter().find(|line| line.text == fact).map(|line| line.sequence);
    let said = busy();
    assert_eq!(has(&said), None, "nobody has confirmed it");
    let confirmed = said.does(Intent::ConfirmFact(FactConfirmation { fact: "f1".into() }));
    assert_eq!(has(&confirmed), Some(confirmed.state().last_sequence));
    let wrong = FactWithdrawal { fact: "f1".into(), reason: "every third".into() };
    assert_eq!(has(&confirmed.does(Intent::WithdrawFact(wrong))), None);
}

#[test]
fn what_each_audience_was_told_is_known_once_it_is_out() {
    let bridge = declared()
        .does(impact(&["europe"]))
        .at("09:05")
        .does(update(Audience::Customers, Phase::Investigating, "on it"))
        .does(promising(Audience::Teams, "on it", "09:20 UTC"));
    let text = |bridge: &Bridge, begins: &str| {
        let known = of(bridge);
        let lines = known.known.iter().chain(&known.next);
        lines
            .filter(|line| line.text.starts_with(begins))
            .map(|line| format!("{} {}", line.sequence, line.text))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        text(&bridge, "Written for Customers"),
        ["4 Written for Customers, and not out yet, 10:05 CET: “Cards decline”."]
    );
    let published = Event::UpdatePublished {
        update: "u1".into(),
        connection: "status".into(),
        delivery: "i4.u1.status".into(),
        receipt: domain::delivery::Receipt { remote: "1".into(), link: None, update: None },
    };
    let unsent = bridge.clone();
    let out = bridge.at("09:06").sees(published.clone());
    let last = out.state().last_sequence;
    assert_eq!(text(&out, "Customers were told"), [format!("{last} Customers were told, 10:06 CET: “Cards decline”.")]);
    assert_eq!(text(&out, "Teams: by"), ["5 Teams: by 10:20 CET, as promised."]);

    // Of two pages, one has it.
    let mut two = declared();
    two.agreement.connections.push(connection("instatus", "instatus", &[Audience::Customers]));
    let two =
        two.does(impact(&["europe"])).at("09:05").does(update(Audience::Customers, Phase::Investigating, "on it"));
    let half = two.at("09:06").sees(published);
    let last = half.state().last_sequence;
    let line =
        |where_told: &str| format!("{last} Customers were told on status, {where_told}, 10:06 CET: “Cards decline”.");
    assert_eq!(text(&half, "Customers were told"), [line("not yet on instatus")]);
    let delivery = half.owed.iter().find(|owed| owed.connection.as_str() == "instatus").expect("owed").id.clone();
    let without = half.sees(Event::DeliveryDropped { delivery, what: "an update".into(), reason: String::new() });
    assert_eq!(text(&without, "Customers were told"), [line("not on instatus")]);

    // Accounts have their letters, and the page nothing yet.
    let letter = Event::OutreachWritten {
        update: "u1".into(),
        output: Output::Outreach,
        phase: Phase::Investigating,
        title: "Cards decline".into(),
        body: "On it.".into(),
        letters: vec![Letter {
            connection: "mail".into(),
            account: Some("acme".into()),
            account_name: "Acme".into(),
            recipients: Vec::new(),
            title: "Cards decline".into(),
            body: "On it.".into(),
        }],
        not_before: None,
    };
    let sent = Event::OutreachSent {
        update: "u1".into(),
        output: Output::Outreach,
        connection: "mail".into(),
        account: Some("acme".into()),
        delivery: "i4.u1.outreach.0".into(),
        receipt: domain::delivery::Receipt { remote: "1".into(), link: None, update: None },
    };
    let mailed = unsent.sees(letter).at("09:06").sees(sent);
    assert_eq!(
        text(&mailed, "Customers were told"),
        ["4 Customers were told by letter alone, not yet on status, 10:05 CET: “Cards decline”."]
    );
    assert_eq!(text(&out.at("09:22"), "Teams: was"), ["5 Teams: was due 10:20 CET, as promised."]);
}

#[test]
fn once_it_is_over_only_the_losses_are_open() {
    let over = busy().at("09:40").does(resolve());
    let known = of(&over);
    assert_eq!(
        lines(&known.unknown),
        [format!("{} What came of customers' records and money.", over.state().last_sequence)]
    );
    assert!(known.known.iter().any(|line| line.text == "It is over, since 10:40 CET."), "{known:?}");
    let stated = over.does(Intent::StateLoss { text: "No records were lost".into() });
    assert_eq!(of(&stated).unknown, []);
}

#[test]
fn it_is_copied_in_sections_with_the_entry_behind_each_line() {
    let body = of(&declared()).body("At 10:00 CET.");
    let expected = "At 10:00 CET.\n\nWhat we know\n- Failing: CARDS. (entry 1)\n\nWhat we do not know\n- Whether customers are \
                    affected. (entry 1)\n- The cause. (entry 1)\n\nNext update\n- Teams: by 10:30 CET. (entry 1)\n- Leadership: \
                    by 11:00 CET. (entry 1)";
    assert_eq!(body, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_line_comes_from_an_entry_and_none_is_said_twice(declaration in any_declaration(), history in history()) {
        let bridge = lead(declaration, history);
        let known = of(&bridge);
        let lines: Vec<&KnownLine> = known.known.iter().chain(&known.unknown).chain(&known.next).collect();
        for line in &lines {
            prop_assert!((1..=bridge.state().last_sequence).contains(&line.sequence), "{line:?}");
            prop_assert!(!line.text.is_empty() && !line.text.contains('\n'), "{line:?}");
        }
        prop_assert!(known.next.len() <= 3);
        let told = known.known.iter().filter(|line| line.text.starts_with("The cause is known")).count();
        let asked = known.unknown.iter().filter(|line| line.text == "The cause.").count();
        prop_assert!(told + asked <= 1, "it is known, or it is not");
    }
}
