//! What is added to a page that is out: people, and notes.

use domain::delivery::{Payload, Receipt};
use domain::incident::Answer;
use domain::incident::event::Event;
use domain::incident::intent::Intent;

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{answer, page};

/// Ana is paged for cards and her pager has it, and adds to it.
fn out() -> Bridge {
    let mut bridge = paged().sees(Event::PageDelivered {
        page: "p1".into(),
        delivery: "i2.p1".into(),
        receipt: Receipt { remote: "Q1".to_owned(), link: None, update: None },
    });
    bridge.additions.insert("p1".into());
    bridge
}

fn paged() -> Bridge {
    let mut bridge = declared();
    bridge.agreement.rotations[0].pager = Some("own".into());
    bridge.does(page("cards"))
}

fn join(person: &str) -> Intent {
    Intent::PagePerson { person: person.into(), reason: String::new(), joins: Some("p1".into()) }
}

fn note(pages: &[&str]) -> Intent {
    let pages = pages.iter().map(|page| (*page).into()).collect();
    Intent::WriteNote { text: "The processor is down".to_owned(), corrects: None, happened_at: None, pages }
}

#[test]
fn whoever_joins_a_page_is_woken_through_its_pager_and_not_their_own() {
    let mut bridge = out();
    bridge.agreement.rotations.iter_mut().for_each(|rotation| rotation.pager_target = Some("PABC123".into()));
    let by_name = bridge.clone().does(join("dina"));
    let second = &by_name.state().pages[1];
    assert_eq!((second.connection.as_str(), second.joins.as_ref()), ("own", Some(&"p1".into())));
    let desk = Intent::PageRotation { rotation: "desk".into(), reason: String::new(), joins: Some("p1".into()) };
    let by_rotation = bridge.does(desk);
    let Payload::Page(message) = &by_rotation.owed[1].payload else { unreachable!("a page is owed") };
    assert_eq!(
        (by_rotation.owed[1].connection.as_str(), message.target.as_ref()),
        ("own", None),
        "another pager's target"
    );
    assert_eq!(message.joins.as_ref().map(|on| on.page.as_str()), Some("p1"));
}

#[test]
fn a_note_is_owed_to_each_page_once() {
    let bridge = out().does(note(&["p1", "p1"]));
    let owed: Vec<_> = bridge.owed[1..].iter().map(|one| (one.id.as_str(), one.connection.as_str())).collect();
    assert_eq!(owed, [("i4.note.p1", "own")]);
    assert_eq!(out().does(note(&[])).owed.len(), 1, "a note of the log alone owes nothing");
}

#[test]
fn nothing_is_added_to_a_page_that_cannot_take_it() {
    let refused = |bridge: &Bridge, intent: &Intent| bridge.decide(intent).expect_err("it cannot").to_string();
    let mut unable = out();
    unable.additions.clear();
    let closed = out().does(answer("p1", Answer::Closed));
    let not_out = "That page is not out: there is nothing at the pager to add to.";
    let ended = "That page was ended at the pager: nothing can be added to it.";
    for (bridge, to_join, to_note) in [
        (&paged(), not_out, not_out),
        (&closed, ended, ended),
        (
            &unable,
            "The pager adds nobody to the page of Ana. Page them by a page of their own.",
            "The pager takes no note on the page of Ana. Note it here alone.",
        ),
    ] {
        assert_eq!(refused(bridge, &join("dina")), to_join);
        assert_eq!(refused(bridge, &note(&["p1"])), to_note);
    }
    assert_eq!(refused(&declared(), &note(&["p9"])), "INC-1 has no page “p9”.");
}
