//! What entries fold to.

use domain::incident::Notice;
use domain::incident::event::Event;
use domain::incident::fold::fold;
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use super::every_intent::busy;
use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{
    accept, assign, assign_for, every, impact, offer, release, resolve, severity, snooze, update, withdraw_impact,
};

/// `incident-lead lea, technical-coordinator/payments ana`
fn roles(bridge: &Bridge) -> String {
    let role = |holder: &domain::incident::RoleHolder| {
        let domain = holder.domain.as_ref().map(|domain| format!("/{domain}")).unwrap_or_default();
        format!("{}{domain} {}", holder.role, holder.person)
    };
    bridge.state().roles.iter().map(role).collect::<Vec<_>>().join(", ")
}

#[test]
fn entries_that_begin_with_no_declaration_are_no_incident() {
    let bridge = busy();
    assert_eq!(fold(&[]), None);
    assert_eq!(fold(&bridge.entries[1..]), None);
    assert_eq!(fold(&bridge.entries), bridge.incident);
}

#[test]
fn whoever_declares_leads_and_is_there() {
    let bridge = declared();
    assert_eq!(roles(&bridge), "incident-lead lea");
    assert!(bridge.state().is_present(&"lea".into()));
    assert_eq!((bridge.state().phase, bridge.state().severity), (Phase::Investigating, Severity::Sev2));
}

#[test]
fn the_lead_changes_hands_once_both_have_said_so() {
    let offered = declared().does(offer("ben"));
    assert_eq!(roles(&offered), "incident-lead lea", "an offer alone changes nothing");
    let taken = offered.clone().by("ben").does(accept("ben"));
    assert_eq!((roles(&taken).as_str(), taken.state().lead.as_str()), ("incident-lead ben", "ben"));
    assert!(taken.state().is_present(&"ben".into()) && taken.state().is_present(&"lea".into()));
    assert_eq!(taken.state().hand_over, None);
    let recorded = offered.clone().does(accept("ben"));
    assert_eq!(recorded.state().lead.as_str(), "ben", "after word of mouth the old lead records it");
    assert_eq!(offered.clone().does(Intent::WithdrawHandOver).state().hand_over, None);
    assert_eq!(offered.does(resolve()).state().hand_over, None, "nobody takes over what is over");
}

#[test]
fn a_role_with_one_holder_changes_hands_and_one_with_several_gains_one_for_each_area() {
    let (press, coordinator) = ("communications-lead", "technical-coordinator");
    let bridge = declared()
        .does(assign(press, "ana"))
        .does(assign(press, "ben"))
        .does(assign_for("payments", coordinator, "ana"))
        .does(assign_for("database", coordinator, "cleo"));
    let expected = "incident-lead lea, communications-lead ben, technical-coordinator/payments ana, \
                    technical-coordinator/database cleo";
    assert_eq!(roles(&bridge), expected);
    let left = bridge.at("09:30").does(release("ana"));
    assert!(!roles(&left).contains("ana"), "who leaves gives the roles back");
    assert_eq!(left.state().participants[1].left_at, Some(at("09:30")));
}

#[test]
fn the_customers_clock_runs_from_the_first_confirmation_and_anew_after_a_withdrawal() {
    let confirmed = declared().at("09:05").does(impact(&["europe"])).at("09:10").by("ana").does(impact(&["asia"]));
    let impact_of = |bridge: &Bridge| bridge.state().impact.clone().expect("it is confirmed");
    let first = impact_of(&confirmed);
    assert_eq!((first.confirmed_at, first.by.as_str()), (at("09:05"), "lea"));
    assert_eq!(first.regions, ["europe".into(), "asia".into()]);

    let withdrawn = confirmed.at("09:20").does(withdraw_impact("a dashboard was wrong"));
    assert!(!withdrawn.state().has_impact());
    let anew = withdrawn.at("09:40").does(impact(&["asia"]));
    let second = impact_of(&anew);
    assert_eq!((second.confirmed_at, second.by.as_str()), (at("09:40"), "ana"));
    assert_eq!(second.regions, ["asia".into()], "Europe was withdrawn");
    assert_eq!(second.withdrawn, None);
}

#[test]
fn an_outcome_that_comes_twice_counts_once() {
    let receipt = || domain::delivery::Receipt { remote: "key".into(), link: None, update: None };
    let delivered = || Event::PageDelivered { page: "p1".into(), delivery: "i2.p1".into(), receipt: receipt() };
    let bridge = busy().at("09:06").sees(delivered()).at("09:09").sees(delivered());
    assert_eq!(bridge.state().pages[0].delivered_at, Some(at("09:06")));

    let update = update(Audience::Customers, Phase::Identified, "a fix");
    let published = || Event::UpdatePublished {
        update: "u1".into(),
        connection: "status".into(),
        delivery: "i3.u1.status".into(),
        receipt: receipt(),
    };
    let bridge = busy().does(update).at("09:07").sees(published()).at("09:09").sees(published());
    assert_eq!(bridge.state().updates[0].published, [("status".into(), at("09:07"))].into());
}

#[test]
fn what_names_nothing_known_changes_nothing() {
    let before = busy();
    let strangers = [
        Event::PageWithdrawn { page: "p9".into() },
        Event::Left { person: "zoe".into() },
        Event::RoleReleased { role: "incident-lead".into(), domain: None, person: "lea".into() },
        Event::AskAnswered { ask: "a9".into(), answer: "so".into() },
        before.entries[0].event.clone(),
    ];
    for event in strangers {
        let mut after = before.clone().sees(event.clone()).state().clone();
        (after.last_sequence, after.last_at) = (before.state().last_sequence, before.state().last_at);
        assert_eq!(&after, before.state(), "{event:?}");
    }
}

#[test]
fn an_update_ends_the_snooze_of_its_audience() {
    let bridge = declared().does(snooze(Audience::Teams, "09:40")).does(snooze(Audience::Leadership, "09:40"));
    let told = bridge.does(update(Audience::Teams, Phase::Identified, "a fix"));
    assert_eq!(told.state().snoozed, [(Audience::Leadership, at("09:40"))].into());
}

#[test]
fn the_loudest_notice_is_the_one_that_counts() {
    let fired = |notice| Event::ReminderFired { audience: Audience::Teams, due_at: at("09:30"), notice, repeat: 0 };
    let bridge = declared().at("09:25").sees(fired(Notice::Ahead)).at("09:32").sees(fired(Notice::Overdue));
    let loudest = |bridge: &Bridge, due_at: &str| {
        bridge.state().loudest_nudge(Audience::Teams, at(due_at)).map(|nudge| nudge.notice)
    };
    assert_eq!(loudest(&bridge, "09:30"), Some(Notice::Overdue));
    assert_eq!(loudest(&bridge, "09:20"), None, "another update");
    assert_eq!(loudest(&bridge.does(snooze(Audience::Teams, "09:45")), "09:30"), None, "it rings again then");
}

#[test]
fn word_from_a_line_of_work_keeps_what_it_does_not_say() {
    let word = |word: &str, owner: Option<&str>| Intent::ChangeWorkstream {
        workstream: "w1".into(),
        state: domain::incident::WorkState::Moving,
        word: word.into(),
        owner: owner.map(Into::into),
        effort: None,
    };
    let bridge = busy().does(word("half done", Some("ana"))).does(word(" ", None));
    let stream = &bridge.state().workstreams[0];
    assert_eq!((stream.word.as_str(), stream.owner.as_ref()), ("half done", Some(&"ana".into())));
}

#[test]
fn a_change_of_severity_takes_intervals_of_the_incident_back_and_says_so() {
    let own = declared().does(every(Audience::Teams, 60)).does(every(Audience::Customers, 5));
    let of = |audience| own.state().cadences.get(&audience).map(|own| (own.floor_minutes, own.ceiling_minutes));
    assert_eq!(
        (of(Audience::Teams), of(Audience::Customers)),
        (Some((15, 60)), Some((2, 5))),
        "no floor above half of it"
    );
    let worse = own.does(severity(Severity::Sev1));
    assert_eq!(worse.state().cadences, [].into());
    let last: Vec<_> = worse.entries.iter().rev().take(2).map(|entry| &entry.event).collect();
    let taken_back = |audience| Event::CadenceChanged { audience, cadence: None };
    assert_eq!(last, [&taken_back(Audience::Customers), &taken_back(Audience::Teams)]);
}
