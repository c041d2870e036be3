//! One of each event, every field filled in, as the journal may hold it.

use std::collections::BTreeMap;

use domain::cadence::Cadence;
use domain::delivery::{ComponentState, HeldReason, Receipt, Recipient};
use domain::incident::effort::Effort;
use domain::incident::event::{Event, Letter};
use domain::incident::shadow::Beside;
use domain::incident::{Answer, Notice, WorkState};
use domain::launch::LaunchKind;
use domain::launch::collision::{Collision, Collisions, HitAccount};
use domain::phase::Phase;
use domain::rally::Rally;
use domain::report::lane::Lane;
use domain::severity::Severity;
use domain::template::{Audience, Output};

use crate::given::at;
use crate::given::intents::composition;
use crate::given::organisation::ids;

fn receipt() -> Receipt {
    Receipt { remote: "PD-7".into(), link: Some("https://pager.example/PD-7".into()), update: None }
}

fn rally() -> Rally {
    let place = |text: &str| Some(text.to_owned());
    Rally {
        channel: place("#inc-1"),
        bridge: place("https://meet.example/1"),
        phone: place("+31 20 555 0100"),
        fallback: place("the canteen"),
    }
}

fn held(reason: HeldReason) -> Event {
    Event::DeliveryHeld { delivery: "i2.p1".into(), what: "page to Ana".into(), reason }
}

fn of_the_incident() -> Vec<Event> {
    vec![
        Event::Declared {
            key: "i1".into(),
            title: "Cards decline".into(),
            severity: Severity::Sev2,
            playbook: Some("payments".into()),
            pattern: Some("cards-decline".into()),
            services: ids(&["cards"]),
            surface: Some("checkout".into()),
            symptom: Some("declines".into()),
            regions: ids(&["europe"]),
            drill: false,
            lead: "lea".into(),
            rally: rally(),
        },
        Event::CollisionsFound {
            collisions: Collisions {
                launches: vec![Collision {
                    launch: "sale".into(),
                    name: "Black Friday sale".into(),
                    kind: LaunchKind::Peak,
                    begins_at: at("23:00"),
                    ends_at: None,
                    time_zone: chrono_tz::Europe::Paris,
                    services: ids(&["cards"]),
                    promise: Some("the shop is open".into()),
                    owner: Some("ben".into()),
                }],
                accounts: vec![HitAccount {
                    account: "northwind".into(),
                    name: "Northwind".into(),
                    commitment: Some("told within 60 min".into()),
                    owner: None,
                }],
            },
        },
        Event::TitleChanged { title: "Cards decline in Europe".into() },
        Event::ServicesChanged { services: ids(&["cards", "search"]) },
        Event::SeverityChanged { from: Severity::Sev2, to: Severity::Sev1, reason: "all cards".into() },
        Event::PhaseChanged { from: Phase::Investigating, to: Phase::Identified },
        Event::ImpactConfirmed { regions: ids(&["europe"]), detail: "3 % of attempts".into() },
        Event::ImpactStated {
            sentence: Some("Customers cannot pay by card".into()),
            business: Some("EUR 18,000 of orders an hour".into()),
        },
        Event::RallySet { rally: rally() },
        Event::RallyMoved { to_fallback: true, place: "the canteen".into(), reason: "chat is down".into() },
        Event::ImpactWithdrawn { reason: "a dashboard was wrong".into() },
        Event::FunctionWaived { function: "legal".into(), reason: "no contract is touched".into() },
        Event::CadenceChanged {
            audience: Audience::Customers,
            cadence: Some(Cadence { floor_minutes: 20, ceiling_minutes: 45 }),
        },
        Event::ReminderFired { audience: Audience::Teams, due_at: at("09:30"), notice: Notice::Overdue, repeat: 0 },
        Event::ReminderFired { audience: Audience::Teams, due_at: at("09:30"), notice: Notice::Overdue, repeat: 2 },
        Event::ClockSetBack { from: at("11:00"), to: at("09:00") },
        Event::PageReminded { page: "p1".into(), following: Some("dina".into()), notice: Notice::Ahead },
        Event::FixReminded { workstream: Some("w1".into()), due_at: at("09:10"), notice: Notice::Due, repeat: 0 },
        Event::FixReminded { workstream: None, due_at: at("09:10"), notice: Notice::Overdue, repeat: 1 },
        Event::QuestionReminded { question: "qu1".into(), notice: Notice::Due, repeat: 0 },
        Event::Snoozed { audience: Audience::Leadership, until: at("09:20") },
        Event::Resolved { summary: "Rolled back".into() },
        Event::ReportFiled {
            report: "r1".into(),
            symptom: "Card declined at checkout".into(),
            error: "do_not_honor".into(),
            regions: ids(&["europe"]),
            segment: "shoppers".into(),
            severity: Some(Severity::Sev2),
            lane: Lane {
                surface: Some("checkout".into()),
                seen: Some("declines".into()),
                service: Some("cards".into()),
                rotation: Some("cards".into()),
                reason: "checkout, in the report's own words; declines says so (page-tree.yaml#declines)".into(),
            },
            count: 3,
            source: "Support Europe".into(),
            reference: "T-4411".into(),
        },
        Event::ReportRepeated {
            report: "r1".into(),
            severity: None,
            count: 2,
            source: "chat".into(),
            reference: "T-4419".into(),
        },
        Event::ReportsRead { reports: ids(&["r1"]) },
        Event::ThirdPartySpoke { who: "A forum".into(), place: "https://forum.example/t/1".into() },
        Event::LossStated { text: "No records were lost".into() },
        Event::Reopened { reason: "relapse".into() },
    ]
}

fn of_people() -> Vec<Event> {
    let (role, domain) = ("technical-coordinator", Some("payments".to_owned()));
    vec![
        Event::PageRequested {
            page: "p1".into(),
            person: "ana".into(),
            person_name: "Ana".into(),
            person_email: Some("ana@kestrel.example".into()),
            rotation: Some("cards".into()),
            target: Some("PABC123".into()),
            rule: "declines".into(),
            reason: "declines says so".into(),
            connection: "pager".into(),
            not_before: at("09:00:10"),
            valid_until: at("09:10:10"),
            joins: None,
        },
        Event::PageRequested {
            page: "p2".into(),
            person: "dina".into(),
            person_name: "Dina".into(),
            person_email: None,
            rotation: None,
            target: None,
            rule: "by-hand".into(),
            reason: "asked for by the incident lead".into(),
            connection: "pager".into(),
            not_before: at("09:00:10"),
            valid_until: at("09:10:10"),
            joins: Some("p1".into()),
        },
        Event::PageDelivered { page: "p1".into(), delivery: "i2.p1".into(), receipt: receipt() },
        Event::PageUndone { page: "p1".into(), delivery: "i2.p1".into(), words: "no such schedule".into() },
        Event::PageAnswered {
            page: "p1".into(),
            person: "ana".into(),
            answer: Answer::NotReached,
            by: None,
            connection: None,
        },
        Event::PageWithdrawn { page: "p1".into() },
        Event::RoleAssigned { role: role.into(), domain: domain.clone(), person: "ana".into() },
        Event::RoleReleased { role: role.into(), domain, person: "ana".into() },
        Event::HandOverOffered { to: "ben".into() },
        Event::HandOverAccepted { from: "lea".into(), to: "ben".into(), by_word_of_mouth: true },
        Event::HandOverWithdrawn { to: "ben".into() },
        Event::Joined { person: "ana".into(), function: Some("engineering".into()) },
        Event::Left { person: "ana".into() },
        Event::ShadowSeated { person: "emil".into(), beside: Beside::Person("ana".into()) },
        Event::ShadowSeated { person: "emil".into(), beside: Beside::Role(role.into()) },
        Event::ShadowLeft { person: "emil".into() },
        Event::ShadowLeftAsleep { person: "emil".into(), rotation: "cards".into() },
    ]
}

fn of_words_and_work() -> Vec<Event> {
    vec![
        Event::UpdateWritten {
            update: "u1".into(),
            audience: Audience::Customers,
            phase: Phase::Identified,
            pattern: Some("cards-decline".into()),
            title: "Cards decline".into(),
            body: "We know why.".into(),
            values: BTreeMap::from([("word".into(), "We know why.".into())]),
            components: BTreeMap::from([("checkout".into(), ComponentState::PartialOutage)]),
            connections: ids(&["status"]),
            rooms: Vec::new(),
            page_components: BTreeMap::new(),
            not_before: None,
            due_at: Some(at("09:30")),
            promised_at: Some(at("10:00")),
            facts: BTreeMap::from([("word".into(), "f1".into())]),
            proposal: Some("q1".into()),
        },
        Event::UpdatePublished {
            update: "u1".into(),
            connection: "status".into(),
            delivery: "i3.u1.status".into(),
            receipt: Receipt { link: None, ..receipt() },
        },
        Event::UpdateConfirmed { update: "u1".into(), connection: "status".into(), delivery: "i3.u1.status".into() },
        Event::DriftSettled {
            update: "u1".into(),
            connection: "status".into(),
            ours: false,
            theirs: "All is well.".into(),
        },
        Event::UpdateWithdrawn { update: "u1".into() },
        Event::UpdateProposed { proposal: "q1".into(), composition: composition(&[Output::StatusPage]) },
        Event::ProposalSettled { proposal: "q1".into(), approved: false, reason: "Say what still works".into() },
        Event::OutreachWritten {
            update: "u1".into(),
            output: Output::Outreach,
            phase: Phase::Identified,
            title: "Cards decline".into(),
            body: "Dear ‹contact›, we know why.".into(),
            letters: vec![Letter {
                connection: "mail".into(),
                account: Some("northwind".into()),
                account_name: "Northwind".into(),
                recipients: vec![Recipient { name: "Dana".into(), address: "dana@northwind.example".into() }],
                title: "Cards decline".into(),
                body: "Dear Dana, we know why.".into(),
            }],
            not_before: Some(at("09:01")),
        },
        Event::OutreachSent {
            update: "u1".into(),
            output: Output::Outreach,
            connection: "mail".into(),
            account: Some("northwind".into()),
            delivery: "i3.u1.outreach.0".into(),
            receipt: Receipt { link: None, ..receipt() },
        },
        Event::NoteWritten { text: "It began at 08:50".into(), corrects: Some(1), pages: Vec::new() },
        Event::NoteWritten { text: "The processor is down".into(), corrects: None, pages: ids(&["p1"]) },
        Event::NoteDelivered {
            page: "p1".into(),
            connection: "pager".into(),
            delivery: "i4.note.p1".into(),
            receipt: receipt(),
        },
        Event::DecisionProposed {
            decision: "d1".into(),
            what: "Roll back".into(),
            right: "roll-back".into(),
            role: "technical-coordinator".into(),
        },
        Event::DecisionMade {
            decision: "d1".into(),
            approved: true,
            role: "technical-coordinator".into(),
            right: "roll-back".into(),
            reason: "it is safe".into(),
        },
        Event::WorkstreamOpened {
            workstream: "w1".into(),
            title: "Roll back".into(),
            owner: None,
            area: Some("Payments team".into()),
            effort: None,
        },
        Event::WorkstreamOpened {
            workstream: "w2".into(),
            title: "Drain the queue".into(),
            owner: Some("ana".into()),
            area: None,
            effort: Some(Effort::Hours),
        },
        Event::WorkstreamChanged {
            workstream: "w1".into(),
            state: WorkState::Blocked,
            word: "waits for a build".into(),
            owner: Some("ana".into()),
            effort: None,
            effort_was: None,
        },
        Event::WorkstreamChanged {
            workstream: "w2".into(),
            state: WorkState::Moving,
            word: String::new(),
            owner: None,
            effort: Some(Effort::UnderAnHour),
            effort_was: Some(Effort::Hours),
        },
        Event::AskMade {
            ask: "a1".into(),
            person: "ben".into(),
            what: "When?".into(),
            back_by: at("09:30"),
            question: Some("qu1".into()),
        },
        Event::AskAnswered { ask: "a1".into(), answer: "in ten minutes".into() },
        Event::QuestionAsked {
            question: "qu1".into(),
            from: "Ben".into(),
            person: Some("ben".into()),
            function: Some("legal".into()),
            audience: Audience::Leadership,
            text: "Is a contract touched?".into(),
            reply: "Noted. The next briefing for leadership is due 10:00 CET; your question is on its list.".into(),
            due_at: Some(at("09:00")),
            cannot_wait: true,
        },
        Event::QuestionAnswered { question: "qu1".into(), answer: "None is".into(), update: None },
        Event::QuestionAnswered { question: "qu2".into(), answer: String::new(), update: Some("u1".into()) },
        Event::QuestionLeft { question: "qu3".into(), reason: "the review tells".into() },
        Event::QuestionHurried { question: "qu1".into(), cannot_wait: true },
        Event::FactStated {
            fact: "f1".into(),
            text: "Every tenth card declines".into(),
            service: Some("cards".into()),
            region: Some("europe".into()),
            workstream: Some("w1".into()),
            by: "ana".into(),
        },
        Event::FactConfirmed { fact: "f1".into() },
        Event::FactWithdrawn { fact: "f1".into(), reason: "every fifth does".into() },
        Event::StepTicked { step: "cards.md#1".into(), text: "Open a call".into(), done: true },
    ]
}

fn of_deliveries() -> Vec<Event> {
    let what = || "page to Ana".to_owned();
    vec![
        held(HeldReason::Unauthorized),
        held(HeldReason::Refused("no such user".into())),
        held(HeldReason::TooLate),
        held(HeldReason::DidItArrive),
        held(HeldReason::DrillMayNotLeave),
        held(HeldReason::NoRoute("The workspace has no connection “pager” any more.".into())),
        held(HeldReason::NotArmed("PagerDuty".into())),
        Event::DeliverySettled { delivery: "i2.p1".into(), what: what(), arrived: true, by_hand: false },
        Event::DeliverySettled { delivery: "i2.p1".into(), what: what(), arrived: true, by_hand: true },
        Event::DeliveryDropped { delivery: "i2.p1".into(), what: what(), reason: "called".into() },
    ]
}

/// One of each; a held delivery with each of its reasons.
pub(crate) fn every_event() -> Vec<Event> {
    [of_the_incident(), of_people(), of_words_and_work(), of_deliveries()].concat()
}
