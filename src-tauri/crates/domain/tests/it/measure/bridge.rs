//! Who was paged, who answered, how many were there.

use domain::incident::Answer;
use domain::incident::intent::Intent;
use domain::measure::{Measures, measure};

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{accept, answer, join, offer, page, page_person, release};

fn measures(bridge: &Bridge) -> Measures {
    measure(&bridge.entries, &bridge.agreement, at("18:00")).expect("it is declared")
}

#[test]
fn a_page_is_unanswered_while_nobody_said_anything_and_the_person_never_came() {
    let check = |bridge: &Bridge, pages: u32, unanswered: u32| {
        let measures = measures(bridge);
        assert_eq!((measures.pages, measures.pages_unanswered), (pages, unanswered));
    };
    let paged = declared().does(page("cards")).does(page_person("cleo"));
    check(&declared(), 0, 0);
    check(&paged, 2, 2);
    check(&paged.clone().does(answer("p1", Answer::Acknowledged)), 2, 1);
    check(&paged.clone().does(answer("p1", Answer::Declined)), 2, 1);
    check(&paged.clone().does(join("cleo")), 2, 1);
    check(&paged.clone().does(join("cleo")).does(release("cleo")), 2, 1);
    check(&paged.does(Intent::WithdrawPage { page: "p2".into() }), 1, 1);
}

#[test]
fn the_most_on_the_bridge_were_there_at_once() {
    let most = |bridge: &Bridge| measures(bridge).most_on_bridge;
    assert_eq!(most(&declared()), 1);
    let three = declared().does(join("ana")).does(join("ben"));
    assert_eq!(most(&three), 3);
    let one_by_one = declared().does(join("ana")).does(release("ana")).does(join("ben")).does(release("ben"));
    assert_eq!(most(&one_by_one), 2);
    assert_eq!(most(&declared().does(offer("ben")).does(accept("ben"))), 2, "the successor is there");
}
