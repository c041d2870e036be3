//! Shadow seats: who learns is beside somebody, holds nothing and is never woken; the log says all of it.

use domain::escalation;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::shadow::{Beside, ShadowForm};
use domain::measure::measure;
use domain::rotation::shadow::Shadow;

use super::every_intent::busy;
use crate::given::at;
use crate::given::bridge::{Bridge, calm, declared, kinds};
use crate::given::intents::{assign, declaration, impact, join, offer, page, page_person, release, resolve};

fn seat(person: &str, beside: &str) -> Intent {
    Intent::SeatShadow(ShadowForm { person: person.into(), beside: Beside::Person(beside.into()) })
}

fn seat_beside_role(person: &str, role: &str) -> Intent {
    Intent::SeatShadow(ShadowForm { person: person.into(), beside: Beside::Role(role.into()) })
}

fn end(person: &str) -> Intent {
    Intent::EndShadow { person: person.into() }
}

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    bridge.decide(intent).err().unwrap_or_else(|| unreachable!("{intent:?} is allowed")).0
}

/// Emil learns beside Ana, who is there.
fn taught() -> Bridge {
    declared().does(join("ana")).does(seat("emil", "ana"))
}

#[test]
fn a_shadow_is_seated_beside_somebody_who_is_there_or_a_role() {
    let state = taught();
    let state = state.state();
    assert_eq!(state.shadowed(&state.shadows[0]), Some(&"ana".into()));
    assert!(!state.is_present(&"emil".into()));

    let of_role = declared().does(seat_beside_role("emil", "communications-lead"));
    assert_eq!(of_role.state().shadowed(&of_role.state().shadows[0]), None, "nobody holds it yet");
    let held = of_role.does(assign("communications-lead", "ana"));
    assert_eq!(held.state().shadowed(&held.state().shadows[0]), Some(&"ana".into()));

    let moved = taught().does(seat("emil", "lea"));
    assert_eq!(moved.state().shadows.len(), 1);
    let gone = taught().does(release("ana"));
    assert_eq!(gone.state().shadowed(&gone.state().shadows[0]), None);
}

#[test]
fn a_seat_is_refused_with_what_stands_in_its_way() {
    let check = |bridge: &Bridge, intent: &Intent, words: &str| assert_eq!(refused(bridge, intent), words);
    check(&declared(), &seat("lea", "ana"), "Lea leads. Hand over first.");
    check(&declared(), &seat("emil", "emil"), "Nobody shadows themselves. Name somebody else.");
    check(&declared(), &seat("emil", "ana"), "Ana is not on the bridge. Name somebody who is, or a role.");
    check(&taught(), &seat("dina", "emil"), "Emil is not on the bridge. Name somebody who is, or a role.");
    check(&taught(), &seat("emil", "ana"), "Emil shadows Ana already.");
    check(&declared(), &seat_beside_role("emil", "juggler"), "The workspace has no incident role “juggler”.");
    check(
        &declared().does(offer("emil")),
        &seat("emil", "lea"),
        "The lead is offered to Emil. Take the offer back first.",
    );
    let busy = busy();
    check(&busy, &seat("ana", "lea"), "Ana is technical coordinator. Take the role back first: a shadow holds none.");
    check(
        &busy,
        &seat("dina", "lea"),
        "Dina is paged and has not answered. Take the page back, or record the answer, first.",
    );
    check(&taught().does(resolve()), &seat("dina", "lea"), "INC-1 is resolved. Reopen it first.");
    check(&declared(), &end("emil"), "They have no shadow seat here.");
}

#[test]
fn a_shadow_holds_no_role_leads_nothing_and_is_paged_by_nobody() {
    let how = "End the shadow seat first: “End” beside their name on the Bridge, or `bwatch incident shadow INC-1 emil --end`.";
    let check = |intent: &Intent, what: &str| {
        assert_eq!(refused(&taught(), intent), format!("Emil shadows Ana here and {what}. {how}"));
    };
    check(&assign("support-liaison", "emil"), "holds no role");
    check(&offer("emil"), "cannot lead");
    check(&join("emil"), "is there to learn");
    check(&page_person("emil"), "is never paged");
    // Emil alone is on call at the desk.
    check(&page("desk"), "is never paged");
    for intent in [assign("support-liaison", "emil"), offer("emil"), join("emil"), page_person("emil"), page("desk")] {
        let freed = taught().does(end("emil"));
        assert!(freed.decide(&intent).is_ok(), "{intent:?} once the seat has ended");
    }
}

#[test]
fn a_page_of_a_rotation_leaves_its_shadows_asleep_and_says_so_once() {
    let mut bridge = declared();
    bridge.agreement.rotations[0].shadows = vec![Shadow { person: "emil".into(), from: None, until: None, of: None }];
    let paged = bridge.clone().does(page("cards"));
    assert_eq!(kinds(&bridge.decide(&page("cards")).expect("it is allowed")), "page_requested shadow_left_asleep");
    assert!(paged.state().pages.iter().all(|page| page.person != "emil".into()));
    assert!(paged.state().was_left_asleep(&"emil".into(), &"cards".into()));
    assert_eq!(kinds(&paged.decide(&page("cards")).expect("it is allowed")), "page_requested", "said already");
    // Whoever is woken for another rotation at the same time is not asleep.
    bridge.agreement.rotations[0].shadows[0].person = "dina".into();
    let declaration = domain::incident::intent::Declaration {
        page: Some(vec!["cards".into(), "support-europe".into()]),
        ..declaration()
    };
    let calm = Bridge { agreement: bridge.agreement, ..calm() };
    let events = calm.decide(&Intent::DeclareIncident(declaration)).expect("it is allowed");
    assert_eq!(kinds(&events), "declared page_requested page_requested");
}

#[test]
fn whoever_learns_here_is_left_asleep_where_they_are_on_call_and_their_backup_is_asked() {
    let mut bridge = taught();
    bridge.on_call.insert("cards".into(), vec!["emil".into(), "ben".into()]);
    bridge.agreement.rotations[0].pager_target = Some("PABC123".into());
    let events = bridge.decide(&page("cards")).expect("it is allowed");
    assert_eq!(kinds(&events), "page_requested shadow_left_asleep");
    let Event::PageRequested { person, target, .. } = &events[0] else { unreachable!("the page comes first") };
    assert_eq!((person.as_str(), target), ("ben", &None), "the pager’s own target would wake Emil as well");

    // Impact in Asia asks the desk, where Emil alone is on call.
    let asia = bridge.decide(&impact(&["asia"])).expect("it is allowed");
    assert_eq!(kinds(&asia), "impact_confirmed shadow_left_asleep");
    bridge.agreement.rotations[3].backup = Some("support-europe".into());
    let asia = bridge.decide(&impact(&["asia"])).expect("it is allowed");
    assert_eq!(kinds(&asia), "impact_confirmed page_requested shadow_left_asleep");
}

#[test]
fn a_ladder_passes_over_whoever_learns_here() {
    let mut bridge = taught().does(page("support-europe"));
    bridge.agreement.rotations[2].backup = Some("desk".into());
    let state = bridge.state();
    let following = |bridge: &Bridge| {
        let on_call = |id: &domain::id::RotationId| bridge.on_call.get(id).cloned().unwrap_or_default();
        escalation::following(bridge.state(), &bridge.agreement, &bridge.state().pages[0], &on_call)
    };
    assert_eq!(state.pages[0].person, "dina".into());
    assert_eq!(following(&bridge), None);
    assert_eq!(following(&bridge.does(end("emil"))).map(|next| next.person), Some("emil".into()));
}

#[test]
fn whoever_learns_is_counted_nowhere_and_leaves_with_the_others() {
    let most = |bridge: &Bridge| measure(&bridge.entries, &bridge.agreement, at("18:00")).map(|all| all.most_on_bridge);
    assert_eq!(most(&taught()), Some(2));
    let changed = declared().does(join("ana")).does(join("emil")).does(seat("emil", "ana")).does(join("ben"));
    assert_eq!(most(&changed), Some(3), "whoever was there and learns from then on is counted no more");
    assert!(!changed.state().is_present(&"emil".into()));

    let over = taught().does(Intent::Resolve { summary: String::new(), loss: None, release: true });
    assert_eq!(over.state().shadows, []);
    let late = taught().does(resolve()).does(end("emil"));
    assert_eq!(late.state().shadows, [], "the books are kept of what is over as well");
}
