//! Who is woken: by declaration, by confirmed impact, by hand; each person once, and why.

use domain::incident::event::Event;
use domain::incident::intent::{Declaration, Intent};

use crate::given::bridge::{Bridge, calm, declared};
use crate::given::intents::{answer, declaration, impact, join, page, withdraw_impact};
use crate::given::organisation::{ids, rotation};

/// `ana for cards by declines: declines says so`
fn woken(bridge: &Bridge) -> Vec<String> {
    let line = |event: &Event| match event {
        Event::PageRequested { person, rotation, rule, reason, .. } => {
            let rotation = rotation.as_ref().map_or("nobody", |rotation| rotation.as_str());
            Some(format!("{person} for {rotation} by {rule}: {reason}"))
        }
        _ => None,
    };
    bridge.entries.iter().filter_map(|entry| line(&entry.event)).collect()
}

fn paging(declaration: Declaration) -> Bridge {
    calm().does(Intent::DeclareIncident(Declaration { page: None, ..declaration }))
}

#[test]
fn a_declaration_wakes_whom_tree_playbook_and_impact_name() {
    let payments = Declaration { playbook: Some("payments".into()), customer_impact: true, ..declaration() };
    // Finance has nobody, and its backup has woken Ana already.
    let expected = [
        "ana for cards by declines: declines says so",
        "dina for support-europe by customer-impact: customers in Europe are affected",
    ];
    assert_eq!(woken(&paging(payments)), expected);
}

#[test]
fn where_no_rule_holds_the_first_on_the_ladder_is_woken() {
    assert_eq!(woken(&paging(declaration())), ["ana for cards by ladder: first on the ladder of CARDS"]);
    let ladderless = Declaration { services: ids(&["search"]), ..declaration() };
    assert_eq!(woken(&paging(ladderless)), [""; 0]);
}

#[test]
fn whom_the_lead_chooses_is_woken_and_nobody_else() {
    let chosen = Declaration { symptom: Some("declines".into()), page: Some(ids(&["desk", "cards"])), ..declaration() };
    let bridge = calm().does(Intent::DeclareIncident(chosen));
    let expected =
        ["emil for desk by by-hand: chosen by the incident lead", "ana for cards by declines: declines says so"];
    assert_eq!(woken(&bridge), expected);
}

#[test]
fn a_rotation_with_nobody_falls_back_to_its_backup_and_says_so() {
    let bridge = declared().does(page("finance"));
    assert_eq!(
        woken(&bridge),
        ["ana for cards by by-hand: asked for by the incident lead; FINANCE has nobody on call"]
    );
}

#[test]
fn everybody_who_is_on_call_is_woken_each_once() {
    let mut bridge = calm();
    bridge.on_call.insert("cards".into(), ids(&["ana", "ben"]));
    bridge.on_call.insert("desk".into(), ids(&["ben"]));
    let both = Declaration { page: Some(ids(&["cards", "desk", "cards"])), ..declaration() };
    let bridge = bridge.does(Intent::DeclareIncident(both));
    let people: Vec<&str> = bridge.state().pages.iter().map(|page| page.person.as_str()).collect();
    assert_eq!(people, ["ana", "ben"]);
    let numbers: Vec<&str> = bridge.state().pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(numbers, ["p1", "p2"]);
}

#[test]
fn confirmed_impact_wakes_the_support_of_each_region_once() {
    let bridge = declared().does(impact(&["europe", "asia"]));
    let expected = [
        "dina for support-europe by customer-impact: customers in Europe are affected",
        "emil for desk by customer-impact: customers in Asia are affected",
    ];
    assert_eq!(woken(&bridge), expected);
    let again = bridge.does(Intent::ConfirmImpact { regions: ids(&["asia"]), detail: "3 % of attempts".into() });
    assert_eq!(woken(&again), expected, "more detail wakes nobody");
    let anew = again.does(withdraw_impact("a dashboard was wrong")).does(impact(&["asia"]));
    assert_eq!(woken(&anew), expected, "who was pulled in is not pulled in again");
    let taken_back = declared().does(page("desk")).does(Intent::WithdrawPage { page: "p1".into() });
    assert_eq!(woken(&taken_back.does(impact(&["asia"]))).len(), 2, "but for a page that was taken back");
}

#[test]
fn a_support_rotation_without_regions_answers_for_all() {
    let mut bridge = declared();
    bridge.agreement.rotations[2] = rotation("support-europe", "support", &[], &["dina"]);
    assert_eq!(
        woken(&bridge.does(impact(&["europe"]))),
        ["dina for support-europe by customer-impact: customers in Europe are affected"]
    );
}

#[test]
fn a_rotations_own_pager_comes_before_the_first_one() {
    let mut bridge = declared();
    bridge.agreement.rotations[0].pager = Some("own".into());
    bridge.agreement.rotations[0].pager_target = Some("PABC123".into());
    let bridge = bridge.does(page("cards")).does(page("desk"));
    let through: Vec<&str> = bridge.state().pages.iter().map(|page| page.connection.as_str()).collect();
    assert_eq!(through, ["own", "pager"]);
}

#[test]
fn who_stands_in_here_is_paged_by_name_because_the_pager_would_wake_another() {
    let target = |stands_in: bool| {
        let mut bridge = declared();
        bridge.agreement.rotations[0].pager_target = Some("PABC123".into());
        if stands_in {
            let person = bridge.on_call[&"cards".into()][0].clone();
            bridge.stand_ins.insert(("cards".into(), person));
        }
        let events = bridge.decide(&page("cards")).expect("somebody is on call");
        events.into_iter().find_map(|event| match event {
            Event::PageRequested { target, .. } => Some(target),
            _ => None,
        })
    };
    assert_eq!(target(false), Some(Some("PABC123".to_owned())));
    assert_eq!(target(true), Some(None));
}

#[test]
fn a_target_that_wakes_all_who_are_on_call_is_woken_once() {
    let paged = |target: Option<&str>| {
        let mut bridge = declared();
        bridge.agreement.rotations[0].pager_target = target.map(str::to_owned);
        bridge.on_call.insert("cards".into(), ids(&["ana", "ben"]));
        let pages = bridge.does(page("cards")).state().pages.clone();
        pages.into_iter().map(|page| page.person.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(paged(None), ["ana", "ben"], "by name each for themselves");
    assert_eq!(paged(Some("team:TCARDS")), ["ana"]);
}

#[test]
fn who_answers_a_page_joins_for_the_rotations_function() {
    let bridge = declared().does(page("desk")).does(answer("p1", domain::incident::Answer::Acknowledged));
    let joined = &bridge.state().participants[1];
    assert_eq!((joined.person.as_str(), joined.function.as_ref()), ("emil", Some(&"support".into())));
    let joined = &declared().does(page("desk")).does(join("emil")).state().participants[1].clone();
    assert_eq!(joined.function, Some("support".into()), "also by coming without a word");
}

#[test]
fn without_a_pager_a_page_is_a_call_that_the_lead_makes() {
    let by = |bridge: &Bridge| -> Vec<String> {
        let connection = |event: &Event| match event {
            Event::PageRequested { person, connection, .. } => Some(format!("{person} {connection}")),
            _ => None,
        };
        bridge.entries.iter().filter_map(|entry| connection(&entry.event)).collect()
    };
    let mut unconnected = calm();
    unconnected.pagers.clear();
    let paging = Declaration { page: Some(ids(&["cards"])), ..declaration() };
    let declared = unconnected.does(Intent::DeclareIncident(paging));
    assert_eq!(by(&declared), ["ana by-phone"], "nobody is kept from declaring");
}
