//! Updates whose deliveries were given up: what nobody received was never said.

use domain::delivery::ComponentState;
use domain::incident::event::Event;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::incident::{Notice, Nudge};
use domain::phase::Phase;
use domain::reminder::clock;
use domain::template::{Audience, Output};

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{draft, impact, question, resolve, update};
use crate::given::organisation::connection;

/// Customers are hit since 09:02 and are told on two pages.
fn confirmed() -> Bridge {
    let mut bridge = declared();
    bridge.agreement.connections.push(connection("instatus", "instatus", &[Audience::Customers]));
    bridge.at("09:02").does(impact(&["europe"]))
}

fn tell(word: &str) -> Intent {
    update(Audience::Customers, Phase::Identified, word)
}

/// The lead gives up what an update owes to these places.
fn gives_up(bridge: Bridge, update: &str, places: &[&str]) -> Bridge {
    let ends: Vec<String> = places.iter().map(|place| format!(".{update}.{place}")).collect();
    let owed: Vec<_> = bridge.owed.iter().map(|delivery| delivery.id.clone()).collect();
    let lost: Vec<_> = owed.into_iter().filter(|id| ends.iter().any(|end| id.as_str().ends_with(end))).collect();
    assert_eq!(lost.len(), places.len(), "{update} owes them");
    let dropped = |delivery| Event::DeliveryDropped { delivery, what: "an update".into(), reason: String::new() };
    lost.into_iter().fold(bridge, |bridge, delivery| bridge.sees(dropped(delivery)))
}

fn last(bridge: &Bridge) -> Option<&str> {
    bridge.state().last_update(Audience::Customers).map(|update| update.id.as_str())
}

#[test]
fn what_was_given_up_everywhere_was_never_said() {
    let told = confirmed().at("09:10").does(tell("a fix")).at("09:30").does(tell("it works"));
    let counted = |bridge: &Bridge| {
        clock(bridge.state(), &bridge.agreement.cadences, Audience::Customers).since.map(|since| since.time())
    };
    assert_eq!((last(&told), counted(&told)), (Some("u2"), Some(at("09:30").time())));
    let half = gives_up(told.at("09:40"), "u2", &["status"]);
    assert_eq!((last(&half), counted(&half)), (Some("u2"), Some(at("09:30").time())), "one page may still have it");
    let lost = gives_up(half, "u2", &["instatus"]);
    assert_eq!((last(&lost), counted(&lost)), (Some("u1"), Some(at("09:10").time())));
    assert!(lost.decide(&tell("a fix")).is_err(), "that is what they heard last");
    assert!(lost.decide(&tell("it works")).is_ok(), "and this they never heard");
    let back = lost.decide(&Intent::WithdrawUpdate { update: "u2".into() }).map_err(|refusal| refusal.0);
    assert_eq!(back, Err("This update was given up: nobody has it, and nothing is left to take back.".to_owned()));
    assert!(lost.decide(&Intent::WithdrawUpdate { update: "u1".into() }).is_ok(), "nothing stands on it");
    assert_eq!(lost.at("09:50").does(tell("again")).state().updates[2].id.as_str(), "u3");
}

#[test]
fn a_page_bears_the_title_of_the_first_update_that_came_to_it() {
    let titled = |title: &str| {
        let wording = Some((title.to_owned(), format!("{title} now.")));
        Intent::PublishUpdate(UpdateDraft { wording, ..draft(Audience::Customers, Phase::Identified, "") })
    };
    let told = confirmed().at("09:10").does(titled("Cards fail")).at("09:30").does(titled("Cards are slow"));
    let on = |bridge: &Bridge, page: &str| bridge.state().title_on(&page.into()).map(str::to_owned);
    assert_eq!(on(&told, "status").as_deref(), Some("Cards fail"));
    assert_eq!(on(&told, "elsewhere"), None);
    let lost = gives_up(told.at("09:40"), "u1", &["status"]);
    assert_eq!(on(&lost, "status").as_deref(), Some("Cards are slow"), "the first one never came there");
    assert_eq!(on(&lost, "instatus").as_deref(), Some("Cards fail"));
}

#[test]
fn what_is_said_by_hand_or_by_letter_was_said() {
    let by_hand = declared().at("09:10").does(update(Audience::Teams, Phase::Identified, "a fix"));
    assert!(by_hand.state().updates[0].connections.is_empty() && !by_hand.state().updates[0].is_given_up());

    let told = confirmed().at("09:10").does(tell("a fix"));
    let letter = |output: Output| Event::OutreachWritten {
        update: "u1".into(),
        output,
        phase: Phase::Identified,
        title: "Payments".into(),
        body: "Cards decline.".into(),
        letters: vec![domain::incident::event::Letter {
            connection: "mail".into(),
            account: None,
            account_name: "Acme".into(),
            recipients: Vec::new(),
            title: "Payments".into(),
            body: "Cards decline.".into(),
        }],
        not_before: None,
    };
    let pages = ["status", "instatus"];
    let by_letter = gives_up(told.clone().sees(letter(Output::Outreach)), "u1", &pages);
    assert_eq!(last(&by_letter), Some("u1"), "the account has its letter");
    assert_eq!(last(&gives_up(by_letter, "u1", &["outreach.0"])), None);
    let support = gives_up(told.sees(letter(Output::TalkingPoints)), "u1", &pages);
    assert_eq!(last(&support), None, "support knows what to say; customers were told nothing");
}

#[test]
fn a_page_that_never_had_an_update_has_none_of_its_components() {
    let broken = |word: &str| {
        let states = [("c1".to_owned(), ComponentState::MajorOutage)].into();
        let page_components = ["status", "instatus"].map(|page| (page.into(), Clone::clone(&states))).into();
        let draft = UpdateDraft { page_components, ..draft(Audience::Customers, Phase::Identified, word) };
        Intent::PublishUpdate(draft)
    };
    let told = confirmed().at("09:10").does(broken("a fix"));
    assert_eq!(told.state().broken_components(&"status".into()).len(), 1);
    let half = gives_up(told, "u1", &["status"]);
    assert_eq!(half.state().broken_components(&"status".into()).len(), 0);
    assert_eq!(half.state().broken_components(&"instatus".into()).len(), 1);
    assert_eq!(half.state().last_on(&"status".into()).map(|update| &update.id), None);
}

#[test]
fn what_rang_before_rings_once_more_and_what_was_answered_waits_again() {
    let asked = confirmed().at("09:05").does(question(Audience::Customers, "When?"));
    let answer =
        UpdateDraft { questions: Some(vec!["qu1".into()]), ..draft(Audience::Customers, Phase::Identified, "soon") };
    let told = asked.at("10:00").does(Intent::PublishUpdate(answer));
    assert_eq!(told.state().open_questions().len(), 0);
    let due_at = at("09:47");
    let rang = Event::ReminderFired { audience: Audience::Customers, due_at, notice: Notice::Overdue, repeat: 2 };
    let lost = gives_up(told.sees(rang).at("10:10"), "u1", &["status", "instatus"]);
    assert_eq!(lost.state().open_questions().len(), 1);
    assert_eq!(lost.state().loudest_nudge(Audience::Customers, due_at), None::<Nudge>);
    let due = domain::reminder::due(lost.state(), &lost.agreement.cadences, lost.now);
    assert!(due.iter().any(|due| due.audience == Audience::Customers && due.due_at == due_at), "{due:?}");
}

#[test]
fn a_last_word_that_was_given_up_is_still_owed() {
    let over = confirmed().at("09:10").does(tell("a fix")).at("09:30").does(resolve());
    let closed = over.at("09:35").does(update(Audience::Customers, Phase::Resolved, "over"));
    assert!(closed.state().is_closed());
    let lost = gives_up(closed, "u2", &["status", "instatus"]);
    assert_eq!(lost.state().closing_owed(), [Audience::Customers]);
}

#[test]
fn what_is_given_up_after_it_was_published_stays_said() {
    let published = Event::UpdatePublished {
        update: "u1".into(),
        connection: "status".into(),
        delivery: "i4.u1.status".into(),
        receipt: domain::delivery::Receipt { remote: "1".into(), link: None, update: None },
    };
    let told = confirmed().at("09:10").does(tell("a fix")).sees(published);
    let ours = Intent::SettleDrift { connection: "status".into(), update: "u1".into(), ours: true, theirs: "x".into() };
    let again = told.does(ours);
    let id = again.owed.last().expect("it goes out once more").id.clone();
    let lost = again.sees(Event::DeliveryDropped { delivery: id, what: "an update".into(), reason: String::new() });
    assert!(lost.state().updates[0].is_on(&"status".into()), "the page has it from the first time");
}
