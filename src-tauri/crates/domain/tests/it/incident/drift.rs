//! A status page that somebody else has changed.

use domain::delivery::{ComponentState, Payload};
use domain::incident::event::Event;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::template::Audience;

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{draft, update};

fn told() -> Bridge {
    let components = [("c1".to_owned(), ComponentState::PartialOutage)].into();
    declared().at("09:10").does(Intent::PublishUpdate(UpdateDraft {
        components,
        ..draft(Audience::Customers, Phase::Investigating, "on it")
    }))
}

fn settle(update: &str, ours: bool) -> Intent {
    Intent::SettleDrift { connection: "status".into(), update: update.into(), ours, theirs: " All is well. ".into() }
}

#[test]
fn ours_goes_there_again_word_for_word_and_is_confirmed_anew() {
    let confirmed =
        Event::UpdateConfirmed { update: "u1".into(), connection: "status".into(), delivery: "i2.u1.status".into() };
    let bridge = told().sees(confirmed);
    assert!(bridge.state().updates[0].confirmed.contains_key(&"status".into()));
    let again = bridge.does(settle("u1", true));
    let [first, second] = again.owed.as_slice() else { unreachable!("it is owed twice: {:?}", again.owed) };
    assert_ne!(first.id, second.id);
    assert_eq!(first.payload, second.payload);
    assert!(matches!(&second.payload, Payload::Update(message) if message.components.len() == 1));
    assert!(again.state().updates[0].confirmed.is_empty());
}

#[test]
fn theirs_stays_and_owes_nothing_until_ours_is_wanted_after_all() {
    let bridge = told().does(settle("u1", false));
    assert_eq!(bridge.owed.len(), 1);
    assert_eq!(bridge.state().theirs[&"status".into()], ("u1".into(), "All is well.".to_owned()));
    assert!(bridge.does(settle("u1", true)).state().theirs.is_empty());
}

#[test]
fn only_the_last_update_of_a_page_can_be_settled() {
    let refused = |bridge: &Bridge, intent: &Intent| bridge.decide(intent).map_err(|refusal| refusal.0);
    assert_eq!(refused(&declared(), &settle("u1", true)), Err("No update of INC-1 stands at status.".to_owned()));
    let later = told().at("09:40").does(update(Audience::Customers, Phase::Identified, "found"));
    assert_eq!(
        refused(&later, &settle("u1", true)),
        Err("u2 was published there since. Read the page again, and choose anew.".to_owned())
    );
}
