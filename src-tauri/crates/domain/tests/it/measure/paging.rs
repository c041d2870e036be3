//! Whether the right roles were paged, how fast, and what was paged beside.

use domain::drill::Drill;
use domain::id::RoleId;
use domain::incident::intent::{Declaration, Intent};
use domain::measure::{measure, rehearsal};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, calm, declared};
use crate::given::intents::{assign, declaration, impact, join, page, page_person, resolve, update};
use crate::given::organisation::ids;

fn paging(bridge: &Bridge) -> (Option<i64>, u32) {
    let measures = measure(&bridge.entries, &bridge.agreement, at("18:00")).expect("it is declared");
    (measures.right_role_seconds, measures.wrong_pages)
}

/// Cards decline at checkout: the page tree names cards, the playbook finance.
fn declines(page: Option<&[&str]>) -> Declaration {
    Declaration { playbook: Some("payments".into()), page: page.map(ids), ..declaration() }
}

fn led(declaration: Declaration) -> Bridge {
    calm().does(Intent::DeclareIncident(declaration))
}

#[test]
fn the_last_of_all_that_were_called_for_counts() {
    // Nobody is on call in finance: its backup, cards, is woken for both.
    assert_eq!(paging(&led(declines(None))), (Some(0), 0));
    assert_eq!(paging(&led(declines(Some(&[])))), (None, 0));
    assert_eq!(paging(&led(declines(Some(&[]))).at("09:02").does(page("cards"))), (Some(120), 0));
    // Without a rule the ladder of what fails is meant.
    assert_eq!(paging(&declared()), (None, 0));
    assert_eq!(paging(&declared().at("09:01").does(page("cards"))), (Some(60), 0));
}

#[test]
fn whoever_is_on_the_bridge_need_not_be_paged() {
    assert_eq!(paging(&declared().at("09:03").does(join("ben"))), (Some(180), 0));
    assert_eq!(paging(&declared().at("09:03").does(join("dina"))), (None, 0), "Dina is of another rotation");
    let taken_back = declared().does(page("cards")).does(Intent::WithdrawPage { page: "p1".into() });
    assert_eq!(paging(&taken_back), (None, 0));
}

#[test]
fn confirmed_impact_adds_the_support_of_its_regions() {
    let paged = declared().does(page("cards"));
    // It is paged at once: nobody waited for what nobody knew before.
    assert_eq!(paging(&paged.clone().at("09:10").does(impact(&["europe"]))), (Some(0), 0));
    let with_it = Declaration { customer_impact: true, ..declines(None) };
    assert_eq!(paging(&led(with_it)), (Some(0), 0), "what was confirmed with the declaration is called for at once");
    let mut nobody = paged.at("09:10");
    nobody.on_call.clear();
    let confirmed = nobody.does(impact(&["asia"]));
    assert_eq!(paging(&confirmed), (None, 0));
    let mut later = confirmed.at("09:13");
    later.on_call = crate::given::organisation::on_call();
    assert_eq!(paging(&later.does(page("desk"))), (Some(180), 0), "counted from the confirmation");
}

#[test]
fn a_page_by_hand_that_nothing_names_is_wrong() {
    assert_eq!(paging(&declared().does(page("desk"))), (None, 1));
    assert_eq!(paging(&declared().does(page("cards")).does(page_person("ben"))), (Some(0), 0), "Ben is of the ladder");
    assert_eq!(paging(&declared().does(page("cards")).does(page_person("emil"))), (Some(0), 1));
    let mut of_playbook = led(declines(None)).does(page("desk"));
    assert_eq!(paging(&of_playbook), (Some(0), 1));
    of_playbook.agreement.playbooks[0].functions = ids(&["support"]);
    assert_eq!(paging(&of_playbook), (Some(0), 0), "the playbook calls for support");
    // What is known better later was right as well.
    let grown = declared().does(page("cards")).does(page("desk")).at("09:10").does(impact(&["asia"]));
    assert_eq!(paging(&grown), (Some(0), 0));
}

/// A drill that expects the desk and a communications lead, whatever the page tree says.
fn drilled() -> Bridge {
    let mut bridge = calm();
    bridge.agreement.drills = vec![Drill {
        id: "desk".into(),
        title: "The desk is first".into(),
        briefing: String::new(),
        minutes: 30,
        severity: Severity::Sev2,
        playbook: None,
        pattern: None,
        services: Vec::new(),
        injects: Vec::new(),
        expected: Vec::new(),
        expected_rotations: ids(&["desk"]),
        expected_roles: ids(&["communications-lead"]),
    }];
    bridge.does(Intent::DeclareIncident(Declaration {
        title: "The desk is first".into(),
        drill: true,
        ..declaration()
    }))
}

#[test]
fn a_drill_may_say_whom_it_expects() {
    let paged = drilled().at("09:01").does(page("desk"));
    assert_eq!(paging(&paged), (None, 0), "nobody writes yet");
    assert_eq!(paging(&paged.clone().at("09:04").does(assign("communications-lead", "ana"))), (Some(240), 0));
    // Lea takes turns nowhere, so that nobody of cards is there by it.
    let mut unnamed = paged.at("09:04").does(assign("communications-lead", "lea"));
    unnamed.agreement.drills[0].title = "Another drill".into();
    assert_eq!(paging(&unnamed), (None, 1), "the page tree counts where the drill is not known");
}

#[test]
fn a_rehearsal_tells_who_held_which_role_and_what_was_measured() {
    assert_eq!(rehearsal(&declared().entries, &declared().agreement, at("18:00")), None, "no drill");
    let bridge = drilled()
        .at("09:01")
        .does(page("desk"))
        .at("09:04")
        .does(assign("communications-lead", "ana"))
        .at("09:05")
        .does(update(Audience::Teams, Phase::Investigating, "on it"))
        .at("12:00")
        .does(resolve());
    let shown = rehearsal(&bridge.entries, &bridge.agreement, at("18:00")).expect("it is a drill");
    assert_eq!(shown.held[&RoleId::from("incident-lead")], ["lea".into()]);
    assert_eq!(shown.held[&RoleId::from("communications-lead")], ["ana".into()]);
    assert_eq!(shown.held.len(), 2);
    assert_eq!((shown.right_role_seconds, shown.wrong_pages), (Some(240), 0));
    assert_eq!((shown.first_update_seconds, shown.resolved_seconds), (Some(300), Some(10_800)));
    assert!(shown.late_updates >= 1, "nobody wrote from 09:05 on");
}
