//! What holds whatever anybody wants, in whatever order.

use std::collections::BTreeSet;

use chrono::Duration;
use domain::id::PersonId;
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::incident::fold::fold;
use domain::incident::intent::{Declaration, Intent};
use domain::incident::provenance::chain;
use domain::incident::said::Settlement;
use domain::measure::measure;
use domain::reminder::{clocks, due, next_change};
use proptest::prelude::*;

use super::strategy::{Wanted, any_declaration, history};
use crate::given::bridge::{Bridge, calm};

/// Leads an incident as they want it; what is refused leaves no trace.
pub(super) fn lead(declaration: Declaration, history: Vec<Wanted>) -> Bridge {
    let mut bridge = calm().does(Intent::DeclareIncident(declaration));
    for wanted in history {
        bridge.now += Duration::seconds(wanted.seconds);
        bridge.actor = wanted.by.into();
        if let Ok(events) = bridge.decide(&wanted.intent) {
            bridge.record(events);
        }
    }
    bridge
}

/// How many of them are the lead, by their role.
fn leads(incident: &Incident) -> Vec<&str> {
    let leads = incident.roles.iter().filter(|holder| holder.role.as_str() == "incident-lead");
    leads.map(|holder| holder.person.as_str()).collect()
}

fn distinct<T: Ord>(mut ids: impl Iterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    ids.all(|id| seen.insert(id))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_accepted_folds_and_folding_it_again_gives_the_same(
        declaration in any_declaration(), history in history()
    ) {
        let bridge = lead(declaration, history);
        prop_assert_eq!(fold(&bridge.entries), bridge.incident.clone());
        let json = serde_json::to_string(&bridge.entries).expect("entries have a JSON form");
        let read: Vec<Entry> = serde_json::from_str(&json).expect("they are read");
        prop_assert_eq!(fold(&read), bridge.incident.clone(), "also from the journal's form");
        let row = serde_json::to_string(bridge.state()).expect("an incident has a JSON form");
        prop_assert_eq!(serde_json::from_str::<Incident>(&row).expect("it is read"), bridge.state().clone());
    }

    #[test]
    fn whoever_wants_what_there_is_one_lead_who_is_there(declaration in any_declaration(), history in history()) {
        let mut bridge = calm().does(Intent::DeclareIncident(declaration));
        for wanted in history {
            bridge.now += Duration::seconds(wanted.seconds);
            bridge.actor = wanted.by.into();
            let before = bridge.incident.clone();
            match bridge.decide(&wanted.intent) {
                Ok(events) => {
                    prop_assert!(!events.is_empty(), "what is accepted happens: {:?}", wanted.intent);
                    let learns = |person: &PersonId| before.as_ref().is_some_and(|incident| incident.shadow(person).is_some());
                    let wakes = |event: &Event| matches!(event, Event::PageRequested { person, .. } if learns(person));
                    prop_assert!(!events.iter().any(wakes), "nobody who learns is woken: {:?}", wanted.intent);
                    bridge.record(events);
                }
                Err(refusal) => {
                    prop_assert!(!refusal.0.is_empty());
                    prop_assert_eq!(&bridge.incident, &before);
                }
            }
            let incident = bridge.state();
            prop_assert_eq!(leads(incident), [incident.lead.as_str()]);
            prop_assert!(incident.is_present(&incident.lead));
            prop_assert_eq!(incident.is_open(), incident.phase != domain::phase::Phase::Resolved);
            prop_assert!(incident.is_open() || incident.hand_over.is_none());
            for seat in &incident.shadows {
                prop_assert!(!incident.is_present(&seat.person), "whoever learns is counted nowhere");
                prop_assert!(incident.roles.iter().all(|holder| holder.person != seat.person));
                prop_assert!(incident.hand_over.as_ref() != Some(&seat.person));
            }
        }
    }

    #[test]
    fn nothing_has_the_same_id_twice(declaration in any_declaration(), history in history()) {
        let bridge = lead(declaration, history);
        let incident = bridge.state();
        prop_assert!(distinct(incident.pages.iter().map(|page| &page.id)));
        prop_assert!(distinct(incident.updates.iter().chain(&incident.withdrawn_updates).map(|update| &update.id)));
        prop_assert!(distinct(incident.decisions.iter().map(|decision| &decision.id)));
        prop_assert!(distinct(incident.workstreams.iter().map(|stream| &stream.id)));
        prop_assert!(distinct(incident.asks.iter().map(|ask| &ask.id)));
        prop_assert!(distinct(incident.questions.iter().map(|question| &question.id)));
        prop_assert!(distinct(incident.facts.iter().map(|fact| &fact.id)));
        prop_assert!(distinct(incident.participants.iter().map(|participant| &participant.person)));
        prop_assert!(distinct(bridge.owed.iter().map(|delivery| &delivery.id)));
        let pages = incident.pages.len();
        let written = incident.updates.iter().chain(&incident.withdrawn_updates);
        let updates: usize = written.map(|update| update.connections.len()).sum();
        prop_assert_eq!(bridge.owed.len(), pages + updates, "each page and each update owes its deliveries, once");
        prop_assert!(bridge.owed.iter().all(|delivery| !incident.drill || delivery.connection.as_str() == "sandbox"));
    }

    #[test]
    fn what_answers_a_question_was_heard_and_what_an_update_rests_on_is_known(
        declaration in any_declaration(), history in history()
    ) {
        let bridge = lead(declaration, history);
        let incident = bridge.state();
        for question in &incident.questions {
            if let Some(Settlement::ByUpdate { update }) = question.settled.as_ref().map(|settled| &settled.how) {
                let answers = incident.updates.iter().find(|other| &other.id == update);
                prop_assert_eq!(answers.map(|update| update.audience), Some(question.audience));
            }
            prop_assert!(!question.reply.is_empty(), "whoever asks is told at once");
        }
        for update in &incident.updates {
            prop_assert!(update.facts.values().all(|id| incident.fact(id).is_some()));
            prop_assert!(!chain(incident, update).statements.is_empty());
        }
    }

    #[test]
    fn entries_in_any_order_fold(
        (declaration, mut entries) in (any_declaration(), history()).prop_flat_map(|(declaration, history)| {
            let mut entries = lead(declaration, history).entries;
            let rest = entries.split_off(1);
            (Just(entries), Just(rest).prop_shuffle())
        })
    ) {
        let mut all = declaration;
        all.append(&mut entries);
        let incident = fold(&all).expect("the first is the declaration");
        prop_assert_eq!(leads(&incident), [incident.lead.as_str()]);
    }

    #[test]
    fn clocks_and_measures_answer_for_every_incident(
        declaration in any_declaration(), history in history(), later in 0..500_000_i64
    ) {
        let bridge = lead(declaration, history);
        let (incident, cadences) = (bridge.state(), &bridge.agreement.cadences);
        let now = bridge.now + Duration::seconds(later);
        prop_assert_eq!(clocks(incident, cadences).len(), 3);
        for reminder in due(incident, cadences, now) {
            prop_assert!(incident.is_open() || incident.closing_owed().contains(&reminder.audience));
        }
        prop_assert!(next_change(incident, cadences, now).is_none_or(|at| at > now));
        let measures = measure(&bridge.entries, &bridge.agreement, now).expect("it is declared");
        prop_assert_eq!(measures.duration_seconds.is_some(), !incident.is_open());
        prop_assert!(measures.pages_unanswered <= measures.pages);
        prop_assert!(measures.adherence.iter().all(|line| (line.missed > 0) == (line.worst_late_seconds > 0)));
    }
}
