//! All updates from one form: each audience its own words, letters to those who are hit, approval, and taking back.

use domain::account::{Account, AccountContact};
use domain::channel::Channel;
use domain::delivery::{ComponentState, Delivery, Payload};
use domain::incident::decide::Refusal;
use domain::incident::event::Event;
use domain::incident::intent::{Composition, Intent};
use domain::phase::Phase;
use domain::template::{Audience, Output, Template, Variable, VariableKind};

use crate::given::at;
use crate::given::bridge::{Bridge, declared, kinds};
use crate::given::intents::{composition, impact};
use crate::given::organisation::connection;

/// Teams have a room, customers a page and letters; two accounts are in Europe, one in Asia.
fn connected() -> Bridge {
    let mut bridge = declared().does(impact(&["europe"]));
    bridge.agreement.connections.push(connection("chat", "slack", &[Audience::Teams]));
    bridge.agreement.connections.push(connection("mail", "smtp", &[Audience::Customers, Audience::Leadership]));
    bridge.channels = [("chat".into(), Channel::Room), ("mail".into(), Channel::Letters)].into();
    let account = |id: &str, region: &str| Account {
        id: id.into(),
        name: id.to_uppercase(),
        regions: vec![region.into()],
        services: Vec::new(),
        contacts: vec![AccountContact { name: format!("Dana of {id}"), email: format!("dana@{id}.example") }],
        owner: None,
        commitment: None,
        source: String::new(),
    };
    bridge.agreement.accounts = vec![account("north", "europe"), account("south", "europe"), account("east", "asia")];
    bridge.agreement.templates.push(letter());
    bridge
}

fn variable(name: &str, from: Option<&str>) -> Variable {
    Variable {
        name: name.into(),
        label: name.to_uppercase(),
        kind: VariableKind::Text,
        optional: false,
        default: None,
        from: from.map(str::to_owned),
        example: None,
    }
}

fn letter() -> Template {
    Template {
        pattern: "cards-decline".into(),
        audience: Audience::Customers,
        output: Output::Outreach,
        phase: Phase::Identified,
        title: "Cards at {{account}}".into(),
        body: "Dear {{contact}}, {{word}}.".into(),
        variables: vec![
            variable("word", None),
            variable("account", Some("account")),
            variable("contact", Some("contact")),
        ],
        limit: None,
        source: String::new(),
    }
}

fn all(change: impl FnOnce(&mut Composition)) -> Intent {
    let outputs = [Output::Teams, Output::Leadership, Output::StatusPage, Output::Outreach];
    let mut whole = composition(&outputs);
    change(&mut whole);
    Intent::PublishUpdates(whole)
}

fn told(owed: &[Delivery]) -> Vec<String> {
    let line = |delivery: &Delivery| {
        let what = match &delivery.payload {
            Payload::Update(message) => format!("post {}", message.body),
            Payload::Outreach(message) => format!("{}: {} {}", message.output.name(), message.title, message.body),
            _ => String::new(),
        };
        format!("{} {what}", delivery.connection)
    };
    owed.iter().map(line).collect()
}

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    match bridge.decide(intent) {
        Err(Refusal(words)) => words,
        Ok(events) => unreachable!("it was allowed: {}", kinds(&events)),
    }
}

#[test]
fn one_form_leaves_as_post_room_list_and_letters_to_those_who_are_hit() {
    let bridge = connected();
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|_| ()));
    assert_eq!(
        told(&bridge.owed[before..]),
        [
            "chat Teams update: Cards decline we are on it",
            "mail Leadership brief: Cards decline we are on it",
            "status post we are on it",
            "mail Outreach: Cards at NORTH Dear Dana of north, we are on it.",
            "mail Outreach: Cards at SOUTH Dear Dana of south, we are on it.",
        ]
    );
    let incident = bridge.state();
    let heard: Vec<Audience> = incident.updates.iter().map(|update| update.audience).collect();
    assert_eq!(heard, [Audience::Teams, Audience::Leadership, Audience::Customers]);
    let outreach = &incident.updates[2].outreach[0];
    assert_eq!((outreach.letters, outreach.sent), (2, 0));
}

#[test]
fn each_audience_may_have_its_own_value_of_a_field() {
    let bridge = connected().does(all(|form| {
        form.values.insert("word@leadership".into(), "it costs 2,000 orders".into());
    }));
    let body = |audience| bridge.state().last_update(audience).map(|update| update.body.clone()).unwrap_or_default();
    assert_eq!(body(Audience::Leadership), "it costs 2,000 orders");
    assert_eq!(body(Audience::Teams), "we are on it");
}

#[test]
fn each_page_gets_the_states_of_its_own_components() {
    let states = |id: &str| [(id.to_owned(), ComponentState::PartialOutage)].into();
    let bridge = connected();
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|form| {
        form.components = [("status".into(), states("c1")), ("gone".into(), states("c2"))].into();
    }));
    let posts = bridge.owed[before..].iter().filter_map(|delivery| match &delivery.payload {
        Payload::Update(message) => Some((delivery.connection.as_str().to_owned(), message.components.clone())),
        _ => None,
    });
    assert_eq!(posts.collect::<Vec<_>>(), [("status".to_owned(), states("c1"))]);
}

#[test]
fn the_accounts_that_are_named_get_letters_and_no_other() {
    let bridge = connected();
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|form| {
        form.outputs.retain(|draft| matches!(draft.output, Output::StatusPage | Output::Outreach));
        form.accounts = Some(vec!["east".into()]);
    }));
    assert_eq!(
        told(&bridge.owed[before..]),
        ["status post we are on it", "mail Outreach: Cards at EAST Dear Dana of east, we are on it."]
    );
}

#[test]
fn where_no_connection_carries_letters_they_are_written_all_the_same_to_be_copied() {
    let mut bridge = connected();
    bridge.agreement.connections.retain(|connection| connection.id.as_str() != "mail");
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|_| ()));
    assert!(
        !told(&bridge.owed[before..]).iter().any(|line| line.contains("Outreach")),
        "nothing of it leaves by itself"
    );
    let updates = &bridge.state().updates;
    let outreach =
        &updates.iter().find(|update| update.audience == Audience::Customers).expect("it was written").outreach[0];
    assert_eq!((outreach.title.as_str(), outreach.letters), ("Cards at [customer’s name]", 0));
    assert_eq!(outreach.body, "Dear [contacts’ names], we are on it.");
}

#[test]
fn a_room_that_takes_the_letters_reads_what_is_the_same_for_all() {
    let mut bridge = connected();
    let mut room = connection("owners", "slack", &[]);
    room.outputs = vec![Output::Outreach];
    bridge.channels.insert("owners".into(), Channel::Room);
    bridge.agreement.connections.push(room);
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|_| ()));
    let lines = told(&bridge.owed[before..]);
    let room: Vec<&String> = lines.iter().filter(|line| line.starts_with("owners")).collect();
    assert_eq!(room, ["owners Outreach: Cards at [customer’s name] Dear [contacts’ names], we are on it."]);
}

#[test]
fn words_of_ones_own_go_to_rooms_and_accounts_without_a_pattern() {
    let mut bridge = connected();
    let mut room = connection("owners", "slack", &[]);
    room.outputs = vec![Output::TalkingPoints];
    bridge.channels.insert("owners".into(), Channel::Room);
    bridge.agreement.connections.push(room);
    let before = bridge.owed.len();
    let outputs = [Output::StatusPage, Output::Outreach, Output::TalkingPoints];
    let mut own = composition(&outputs);
    own.values.clear();
    bridge.incident.as_mut().expect("it is declared").pattern = None;
    for draft in &mut own.outputs {
        draft.wording = Some(("Cards".to_owned(), format!("{} in our words", draft.output.word())));
    }
    let bridge = bridge.does(Intent::PublishUpdates(own));
    assert_eq!(
        told(&bridge.owed[before..]),
        [
            "status post status_page in our words",
            "mail Outreach: Cards outreach in our words",
            "mail Outreach: Cards outreach in our words",
            "owners Talking points: Cards talking_points in our words",
        ]
    );
}

#[test]
fn what_cannot_be_written_whole_is_not_written_at_all() {
    let bridge = connected();
    let alone = Intent::PublishUpdates(composition(&[Output::Outreach]));
    assert_eq!(
        refused(&bridge, &alone),
        "Outreach goes with an update to customers, and there is none yet. Write the status page as well."
    );
    assert_eq!(
        refused(&bridge, &Intent::PublishUpdates(composition(&[]))),
        "Choose at least one audience to write to."
    );
    let empty = all(|form| form.values.clear());
    assert!(refused(&bridge, &empty).starts_with("Teams update: Fill in"), "{}", refused(&bridge, &empty));
    let social = Intent::PublishUpdates(composition(&[Output::StatusPage, Output::Social]));
    assert!(refused(&bridge, &social).contains("templates/cards-decline/customers-social-identified.md"));
    let again = bridge.does(all(|_| ()));
    assert!(refused(&again, &all(|_| ())).contains("word for word"));
}

#[test]
fn an_update_that_was_taken_back_counts_for_no_clock_and_keeps_its_number() {
    let bridge = connected().at("09:10").does(all(|_| ()));
    let update = bridge.state().last_update(Audience::Customers).expect("it was written").id.clone();
    let bridge = bridge.does(Intent::WithdrawUpdate { update: update.clone() });
    assert!(bridge.state().last_update(Audience::Customers).is_none());
    assert!(bridge.state().last_update(Audience::Teams).is_some(), "the others stand");
    assert_eq!(refused(&bridge, &Intent::WithdrawUpdate { update }), "This update was taken back already.");
    let bridge = bridge.at("09:12").does(all(|form| {
        form.outputs.retain(|draft| draft.output == Output::StatusPage);
    }));
    let ids: Vec<&str> = bridge.state().updates.iter().map(|update| update.id.as_str()).collect();
    assert_eq!(ids, ["u1", "u2", "u4"]);
}

#[test]
fn only_the_last_word_to_an_audience_can_be_taken_back() {
    let bridge = connected().does(all(|_| ())).does(all(|form| {
        form.values.insert("word".into(), "it is mended".into());
    }));
    let first = bridge.state().updates[0].id.clone();
    let words = refused(&bridge, &Intent::WithdrawUpdate { update: first });
    assert_eq!(words, "A later update to the same audience stands on it. Take that one back first.");
    assert!(refused(&bridge, &Intent::WithdrawUpdate { update: "u99".into() }).contains("no update u99"));
}

#[test]
fn everything_leaves_only_after_the_time_in_which_it_can_be_taken_back() {
    let bridge = connected().at("09:10");
    let before = bridge.owed.len();
    let bridge = bridge.does(all(|_| ()));
    assert!(bridge.owed[before..].iter().all(|delivery| delivery.not_before == at("09:10:10")));
}

#[test]
fn letters_are_counted_as_they_leave_and_a_room_counts_as_published() {
    let bridge = connected().does(all(|_| ()));
    let sent = |output, connection: &str, update: &str| Event::OutreachSent {
        update: update.into(),
        output,
        connection: connection.into(),
        account: None,
        delivery: "d".into(),
        receipt: domain::delivery::Receipt { remote: "1".into(), link: None, update: None },
    };
    let bridge = bridge.sees(sent(Output::Outreach, "mail", "u3")).sees(sent(Output::Teams, "chat", "u1"));
    assert_eq!(bridge.state().updates[2].outreach[0].sent, 1);
    assert!(bridge.state().updates[0].published.contains_key(&"chat".into()));
}

/// As [`all`], with an outreach of these words.
fn in_own_words(title: &str, body: &str) -> Intent {
    all(|form| {
        form.outputs.retain(|draft| matches!(draft.output, Output::StatusPage | Output::Outreach));
        for draft in form.outputs.iter_mut().filter(|draft| draft.output == Output::Outreach) {
            draft.wording = Some((title.to_owned(), body.to_owned()));
        }
    })
}

#[test]
fn words_of_ones_own_address_each_account_by_its_own_name() {
    let bridge = connected();
    let before = bridge.owed.len();
    let bridge = bridge.does(in_own_words("For {{account}}", "Dear {{contact}}, we are sorry."));
    assert_eq!(
        told(&bridge.owed[before..]),
        [
            "status post we are on it",
            "mail Outreach: For NORTH Dear Dana of north, we are sorry.",
            "mail Outreach: For SOUTH Dear Dana of south, we are sorry.",
        ]
    );
    let customers = bridge.state().last_update(Audience::Customers).expect("it was written");
    assert_eq!(customers.outreach[0].body, "Dear [contacts’ names], we are sorry.", "to be copied by hand");
}

#[test]
fn nothing_that_stands_for_something_else_leaves_in_words_of_ones_own() {
    let bridge = connected();
    let refused = |body: &str| refused(&bridge, &in_own_words("Cards", body));
    assert_eq!(
        refused("Since ‹Since when› cards fail."),
        "Outreach: “‹Since when›” is still blank. Write what belongs there, or take it out."
    );
    assert_eq!(
        refused("Dear [contacts’ names], so."),
        "Outreach: “[contacts’ names]” would be read as it stands. Write {{contact}} for each letter’s own."
    );
    assert!(refused("Since {{started}}").starts_with("Outreach: “{{started}}” would be read as it stands."));
    let long = "x".repeat(1001);
    let mut limited = connected();
    limited.agreement.templates.iter_mut().for_each(|template| template.limit = Some(1000));
    let words = self::refused(&limited, &in_own_words("Cards", &long));
    assert_eq!(words, "Outreach: The text has 1006 characters, the channel takes 1000. Shorten it.");
}

#[test]
fn the_same_words_leave_again_where_they_make_a_component_whole() {
    let state = |state| Some(("status".into(), [("c1".to_owned(), state)].into()));
    let page = |component: ComponentState| {
        all(|form| {
            form.outputs.retain(|draft| draft.output == Output::StatusPage);
            form.components = state(component).into_iter().collect();
        })
    };
    let bridge = connected().does(page(ComponentState::PartialOutage));
    assert!(refused(&bridge, &page(ComponentState::PartialOutage)).contains("word for word"), "nothing is new in it");
    let bridge = bridge.does(page(ComponentState::Operational));
    assert_eq!(bridge.state().broken_components(&"status".into()), [].into());
    assert!(refused(&bridge, &page(ComponentState::Operational)).contains("word for word"), "it is whole already");
}
