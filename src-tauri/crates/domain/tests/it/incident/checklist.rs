//! The closing checklist: a last word wherever there was a first.

use domain::account::{Account, AccountContact};
use domain::channel::Channel;
use domain::delivery::{ComponentState, Payload, Receipt, State};
use domain::incident::closing::{ClosingStanding, checklist};
use domain::incident::intent::{Composition, Intent, OutputDraft, UpdateDraft};
use domain::phase::Phase;
use domain::template::{Audience, Output};

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{composition, draft, join, reopen, resolve, update};

/// A page that calls a component broken, and a room.
fn told() -> Bridge {
    let mut bridge = declared();
    bridge.channels = [("chat".into(), Channel::Room)].into();
    let mut chat = bridge.agreement.connections[1].clone();
    chat.id = "chat".into();
    chat.audiences = vec![Audience::Teams];
    bridge.agreement.connections.push(chat);
    bridge
        .at("09:10")
        .does(update(Audience::Teams, Phase::Investigating, "on it"))
        .does(broken(Phase::Investigating, ComponentState::PartialOutage))
        .at("10:00")
}

fn broken(phase: Phase, state: ComponentState) -> Intent {
    let components = [("c1".to_owned(), state)].into();
    Intent::PublishUpdate(UpdateDraft { components, ..draft(Audience::Customers, phase, "on it") })
}

fn arrived() -> State {
    State::Delivered { receipt: Receipt { remote: "r".into(), link: None, update: None } }
}

/// Each step in short, where every delivery is in that state.
fn steps(bridge: &Bridge, state: &State) -> Vec<String> {
    let deliveries = bridge.owed.iter().map(|delivery| (delivery, state));
    let line = |step: domain::incident::closing::ClosingStep| {
        let mark = match step.standing {
            ClosingStanding::Open => "open",
            ClosingStanding::Written => "written",
            ClosingStanding::Done => "done",
        };
        format!("{mark} {:?}", step.what)
    };
    checklist(bridge.state(), deliveries).into_iter().map(line).collect()
}

#[test]
fn an_open_incident_shows_what_will_be_asked() {
    assert_eq!(
        steps(&told().does(join("ana")), &arrived()),
        [
            "open Update(Teams)",
            "open Update(Customers)",
            "open Post(ConnectionId(\"status\"))",
            "open Components(ConnectionId(\"status\"), [\"c1\"])",
            "open Room(ConnectionId(\"chat\"), Teams)",
            "open Loss",
            "open People([PersonId(\"ana\")])",
        ]
    );
}

#[test]
fn each_last_word_closes_its_own_step_and_only_when_it_has_arrived() {
    let over = told()
        .does(Intent::Resolve { summary: String::new(), loss: Some("Nothing was lost".into()), release: true })
        .at("10:05")
        .does(update(Audience::Teams, Phase::Resolved, "over"))
        .does(broken(Phase::Resolved, ComponentState::Operational));
    let expected = [
        "done Update(Teams)",
        "done Update(Customers)",
        "written Post(ConnectionId(\"status\"))",
        "written Room(ConnectionId(\"chat\"), Teams)",
        "done Loss",
        "done People([])",
    ];
    assert_eq!(steps(&over, &State::Queued), expected);
    let arrived = steps(&over, &arrived());
    assert_eq!(arrived, expected.map(|step| step.replace("written", "done")));
    let again = over.does(reopen()).at("11:00").does(resolve());
    assert_eq!(
        steps(&again, &State::Queued).iter().filter(|step| step.starts_with("open")).count(),
        4,
        "what was the last word is it no more"
    );
}

#[test]
fn what_was_given_up_was_heard_by_nobody() {
    let steps = steps(&told().does(resolve()), &State::Dropped);
    assert!(steps.iter().all(|step| !step.contains("Post") && !step.contains("Room")), "{steps:?}");
}

#[test]
fn who_got_a_letter_gets_the_last_one_and_what_was_copied_is_copied_again() {
    let mut bridge = told();
    bridge.channels.insert("mail".into(), Channel::Letters);
    let mut mail = bridge.agreement.connections[1].clone();
    mail.id = "mail".into();
    bridge.agreement.connections.push(mail);
    bridge.agreement.accounts = vec![Account {
        id: "north".into(),
        name: "North".into(),
        regions: Vec::new(),
        services: Vec::new(),
        contacts: vec![AccountContact { name: "Dana".into(), email: "dana@north.example".into() }],
        owner: None,
        commitment: None,
        source: String::new(),
    }];
    let worded =
        |output, phase| OutputDraft { output, wording: Some((format!("{phase:?}"), "In other words.".into())) };
    let of = |phase| {
        let outputs = [Output::StatusPage, Output::Outreach, Output::TalkingPoints];
        let outputs = outputs.map(|output| worded(output, phase)).to_vec();
        Intent::PublishUpdates(Composition { phase, outputs, ..composition(&[]) })
    };
    let owed = |bridge: &Bridge| bridge.owed.iter().filter(|it| matches!(it.payload, Payload::Outreach(_))).count();
    let before = owed(&bridge);
    let bridge = bridge.does(of(Phase::Identified));
    assert_eq!(owed(&bridge), before + 1, "one letter; talking points go nowhere");
    let resolved = bridge.does(resolve());
    let letter_and_words = |bridge: &Bridge| -> Vec<String> {
        let steps = steps(bridge, &arrived()).into_iter();
        steps.filter(|step| step.contains("Letter") || step.contains("Words")).collect()
    };
    assert_eq!(letter_and_words(&resolved), ["open Letter(AccountId(\"north\"))", "open Words(TalkingPoints)"]);
    let closed = resolved.at("10:10").does(of(Phase::Resolved));
    assert_eq!(letter_and_words(&closed), ["done Letter(AccountId(\"north\"))", "done Words(TalkingPoints)"]);
}

#[test]
fn whoever_hears_nothing_is_asked_for_nothing() {
    assert_eq!(steps(&declared().does(resolve()), &arrived()), ["done People([])"]);
}

#[test]
fn one_audiences_form_gives_each_page_the_states_of_its_own_components() {
    let over = told().does(resolve()).at("10:05");
    let closing = |components| {
        let page_components =
            [("status".into(), components), ("chat".into(), [("c9".into(), ComponentState::Operational)].into())];
        Intent::PublishUpdate(UpdateDraft {
            page_components: page_components.into(),
            ..draft(Audience::Customers, Phase::Resolved, "over")
        })
    };
    let forgot = over.does(closing([].into()));
    assert_eq!(forgot.state().broken_components(&"status".into()).len(), 1);
    let before = forgot.owed.len();
    let whole = forgot.at("10:06").does(closing([("c1".into(), ComponentState::Operational)].into()));
    let Payload::Update(message) = &whole.owed[before].payload else { unreachable!("a post") };
    assert_eq!(message.components, [("c1".to_owned(), ComponentState::Operational)].into(), "and of no room");
    assert_eq!(whole.state().broken_components(&"status".into()), [].into());
}
