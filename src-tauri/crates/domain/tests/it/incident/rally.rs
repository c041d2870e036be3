//! Where everybody comes together: the workspace's places filled for an incident, what may not stand there, and the fallback.

use domain::delivery::Payload;
use domain::incident::event::Event;
use domain::incident::intent::{Intent, RallyMove};
use domain::rally::{Rally, fault, unknown_holes};

use crate::given::bridge::{Bridge, calm};
use crate::given::intents::{declaration, page, resolve};

fn usual() -> Rally {
    Rally {
        channel: Some("#{{id}}".into()),
        bridge: Some("https://meet.example/{{id}}".into()),
        phone: Some("+31 20 555 0100, PIN {{number}}".into()),
        fallback: Some("+1 555 0100 PIN 4711".into()),
    }
}

/// Lea has declared with the workspace's places.
fn met() -> Bridge {
    let mut bridge = calm();
    bridge.agreement.rally = usual();
    bridge.does(Intent::DeclareIncident(declaration()))
}

fn set(change: Rally) -> Intent {
    Intent::SetRally(change)
}

fn go(to_fallback: bool) -> Intent {
    Intent::MoveRally(RallyMove { to_fallback, reason: "chat is down".into() })
}

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    bridge.decide(intent).map(|events| format!("{events:?}")).expect_err("it is refused").0
}

#[test]
fn an_incident_begins_with_the_workspaces_places_filled_with_its_id() {
    let bridge = met();
    let rally = &bridge.state().rally;
    assert_eq!(rally.channel.as_deref(), Some("#inc-1"), "chats write channels small");
    assert_eq!(rally.bridge.as_deref(), Some("https://meet.example/INC-1"));
    assert_eq!(rally.phone.as_deref(), Some("+31 20 555 0100, PIN 1"));
    assert_eq!(bridge.state().come_to(), "#inc-1, https://meet.example/INC-1, phone +31 20 555 0100, PIN 1");
    let changed = bridge.at("09:10").does(set(Rally { channel: Some(" #cards  down ".into()), ..Rally::default() }));
    assert_eq!(changed.state().rally.channel.as_deref(), Some("#cards down"));
    assert_eq!(changed.state().rally.bridge, Some("https://meet.example/INC-1".into()), "what is not given stays");
    let gone = changed.does(set(Rally { bridge: Some(" ".into()), ..Rally::default() }));
    assert_eq!(gone.state().rally.bridge, None, "what is given empty is known no more");
}

#[test]
fn everybody_is_called_to_where_they_meet_now() {
    let reason = |bridge: &Bridge| match bridge.owed.last().map(|delivery| &delivery.payload) {
        Some(Payload::Page(message)) => message.reason.clone(),
        other => unreachable!("{other:?}"),
    };
    let paged = met().at("09:01").does(page("cards"));
    assert_eq!(
        reason(&paged),
        "asked for by the incident lead. Come to #inc-1, https://meet.example/INC-1, phone +31 20 555 0100, PIN 1"
    );
    let moved = paged.at("09:05").does(go(true)).does(page("desk"));
    assert_eq!(reason(&moved), "asked for by the incident lead. Chat is down. Come to +1 555 0100 PIN 4711");
    let back = moved.at("09:20").does(go(false));
    assert!(back.state().come_to().starts_with("#inc-1"));
    let last = &back.entries[back.entries.len() - 1].event;
    assert!(
        matches!(last, Event::RallyMoved { to_fallback: false, place, .. } if place.starts_with("#inc-1")),
        "{last:?}"
    );
}

#[test]
fn nobody_is_sent_where_nothing_is() {
    let bare = calm().does(Intent::DeclareIncident(declaration()));
    assert_eq!(bare.state().summons(), None);
    let nowhere = "Say first where to meet when the chat is down: record a fallback.";
    assert_eq!(refused(&bare, &go(true)), nowhere);
    assert_eq!(refused(&met(), &go(false)), "The fallback is not in use.");
    let moved = met().does(go(true));
    assert_eq!(refused(&moved, &go(true)), "The fallback is in use already.");
    let without = set(Rally { fallback: Some(String::new()), ..Rally::default() });
    assert_eq!(refused(&moved, &without), "Everybody meets there now. Go back to the channel first.");
    assert!(refused(&met(), &set(Rally::default())).starts_with("That is what is recorded."));
    assert_eq!(refused(&met().does(resolve()), &go(true)), "INC-1 is resolved. Reopen it first.");
}

#[test]
fn no_address_hands_over_a_secret() {
    let free = [
        "#inc-12",
        "https://meet.example/inc-12",
        "https://meet.example/inc-12?lang=en#chat",
        "+1 555 0100, PIN 4711#",
        "the canteen, second floor",
        "https://meet.example/12, PIN 4711 by phone",
        "https://meet.example/12?monkey=1",
    ];
    for text in free {
        assert_eq!(fault(text), None, "{text}");
    }
    let secrets = [
        "https://lea:hunter2@meet.example/12",
        "https://lea@meet.example/12",
        "https://meet.example/12?pwd=hunter2",
        "https://meet.example/12?a=1&PASSCODE=hunter2",
        "https://meet.example/12?access_token=hunter2",
        "https://meet.example/12#pin=4711",
        "join HTTPS://meet.example/12?meeting-password=hunter2",
    ];
    for text in secrets {
        let words = fault(text).expect("it is refused");
        assert!(words.starts_with("This address has a secret in it") && !words.contains("hunter2"), "{text}: {words}");
        assert_eq!(refused(&met(), &set(Rally { bridge: Some(text.into()), ..Rally::default() })), words);
    }
    for text in ["http://meet.example/12", "ftp://meet.example/12"] {
        assert!(fault(text).is_some_and(|words| words.contains("`https://`")), "{text}");
    }
    assert!(fault(&"x".repeat(201)).is_some());
}

#[test]
fn only_what_an_incident_has_can_be_filled_in() {
    assert_eq!(unknown_holes("#inc-{{id}}-{{number}}"), [""; 0]);
    assert_eq!(unknown_holes("{{title}} {{id}} {{ id }} {{open"), ["title", "id", "open"]);
}
