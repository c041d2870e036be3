//! One of each intent, all of which an incident under way accepts or settles elsewhere.

use domain::incident::effort::Effort;
use domain::incident::intent::{
    FactConfirmation, FactForm, FactWithdrawal, ImpactSentences, Intent, QuestionAnswer, QuestionForm, QuestionLeft,
    QuestionUrgency, RallyMove, ReportForm, UpdateDraft,
};
use domain::incident::shadow::{Beside, ShadowForm};
use domain::incident::{Answer, WorkState};
use domain::phase::Phase;
use domain::rally::Rally;
use domain::severity::Severity;
use domain::template::{Audience, Output};

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{
    accept, answer, assign_for, composition, declaration, draft, fact, impact, join, offer, page, propose, question,
    release, reopen, report, resolve, severity, snooze, third_party, withdraw_impact,
};
use crate::given::organisation::ids;

/// What the incident must have seen before each of [`every_intent`] makes sense: Ana is paged and there, Ben waits for
/// the lead, a decision, a line of work, an ask, a question and a fact are open.
pub(crate) fn busy() -> Bridge {
    declared()
        .at("09:01")
        .does(page("cards"))
        .does(impact(&["europe"]))
        .at("09:02")
        .does(join("ana"))
        .does(assign_for("payments", "technical-coordinator", "ana"))
        .does(offer("ben"))
        .does(propose("roll-back"))
        .does(Intent::OpenWorkstream { title: "Roll back".into(), owner: None, effort: None })
        .does(Intent::MakeAsk { person: "ben".into(), what: "When?".into(), back_by: at("09:30"), question: None })
        .does(question(Audience::Leadership, "Is a contract touched?"))
        .does(fact("Every second card declines"))
        .does(Intent::FileReport(report("Card declined")))
        .at("09:05")
}

/// One of each, every optional field filled in.
pub(crate) fn every_intent() -> Vec<Intent> {
    vec![
        Intent::DeclareIncident(domain::incident::intent::Declaration {
            playbook: Some("payments".into()),
            surface: Some("checkout".into()),
            symptom: Some("declines".into()),
            customer_impact: true,
            page: Some(ids(&["cards"])),
            drill: true,
            ..declaration()
        }),
        Intent::ChangeTitle { title: "Cards decline in Europe".into() },
        Intent::ChangeServices { services: ids(&["cards", "search"]) },
        severity(Severity::Sev1),
        Intent::ChangePhase { phase: Phase::Identified },
        Intent::ConfirmImpact { regions: ids(&["asia"]), detail: "3 % of attempts".into() },
        Intent::StateImpact(ImpactSentences {
            sentence: Some("Customers cannot pay by card".into()),
            business: Some("EUR 18,000 of orders an hour".into()),
        }),
        Intent::SetRally(Rally { fallback: Some("the canteen".into()), ..Rally::default() }),
        Intent::MoveRally(RallyMove { to_fallback: true, reason: "chat is down".into() }),
        withdraw_impact("a dashboard was wrong"),
        Intent::PageRotation { rotation: "desk".into(), reason: "tickets".into(), joins: None },
        Intent::PagePerson { person: "cleo".into(), reason: "knows the ledger".into(), joins: None },
        answer("p1", Answer::Acknowledged),
        Intent::WithdrawPage { page: "p1".into() },
        assign_for("database", "technical-coordinator", "cleo"),
        Intent::ReleaseRole {
            role: "technical-coordinator".into(),
            person: "ana".into(),
            domain: Some("payments".into()),
        },
        offer("cleo"),
        accept("ben"),
        Intent::WithdrawHandOver,
        join("cleo"),
        release("ana"),
        Intent::SeatShadow(ShadowForm { person: "cleo".into(), beside: Beside::Person("ana".into()) }),
        Intent::EndShadow { person: "cleo".into() },
        Intent::WaiveFunction { function: "legal".into(), reason: "no contract is touched".into() },
        Intent::PublishUpdate(UpdateDraft {
            pattern: Some("cards-decline".into()),
            wording: Some(("Cards".into(), "We are on it.".into())),
            components: [("checkout".to_owned(), domain::delivery::ComponentState::PartialOutage)].into(),
            ..draft(Audience::Customers, Phase::Identified, "")
        }),
        Intent::PublishUpdates(composition(&[Output::Teams, Output::StatusPage])),
        Intent::WithdrawUpdate { update: "u1".into() },
        Intent::SettleDrift {
            connection: "status".into(),
            update: "u1".into(),
            ours: true,
            theirs: "All is well.".into(),
        },
        Intent::SettleProposal { proposal: "q1".into(), approved: true, reason: String::new() },
        Intent::WriteNote {
            text: "It began at 08:50".into(),
            corrects: Some(1),
            happened_at: Some(at("08:50")),
            pages: Vec::new(),
        },
        propose("press"),
        Intent::Decide { decision: "d1".into(), approved: true, reason: "it is safe".into() },
        Intent::RecordDecision { what: "Tell the press".into(), right: "press".into(), reason: "they ask".into() },
        Intent::OpenWorkstream {
            title: "Drain the queue".into(),
            owner: Some("ana".into()),
            effort: Some(Effort::Hours),
        },
        Intent::ChangeWorkstream {
            workstream: "w1".into(),
            state: WorkState::Blocked,
            word: "waits for a build".into(),
            owner: Some("ana".into()),
            effort: Some(Effort::Minutes),
        },
        Intent::CoordinateArea(domain::incident::intent::AreaDraft { area: "CARDS".into(), person: "cleo".into() }),
        Intent::MakeAsk { person: "cleo".into(), what: "How much?".into(), back_by: at("09:40"), question: None },
        Intent::AnswerAsk { ask: "a1".into(), answer: "in ten minutes".into() },
        Intent::AskQuestion(QuestionForm {
            from: "Ben of Legal".into(),
            person: Some("ben".into()),
            function: Some("legal".into()),
            audience: Audience::Leadership,
            text: "Is a contract touched?".into(),
            cannot_wait: true,
        }),
        Intent::AnswerQuestion(QuestionAnswer { question: "qu1".into(), answer: "None is".into() }),
        Intent::LeaveQuestion(QuestionLeft { question: "qu1".into(), reason: "the review tells".into() }),
        Intent::HurryQuestion(QuestionUrgency { question: "qu1".into(), cannot_wait: true }),
        Intent::StateFact(FactForm {
            text: "Every tenth card declines".into(),
            service: Some("cards".into()),
            region: Some("europe".into()),
            workstream: Some("w1".into()),
            by: Some("ana".into()),
        }),
        Intent::ConfirmFact(FactConfirmation { fact: "f1".into() }),
        Intent::WithdrawFact(FactWithdrawal { fact: "f1".into(), reason: "every fifth does".into() }),
        Intent::TickStep { step: "cards.md#1".into(), text: "Open a call".into(), done: true },
        Intent::ChangeCadence { audience: Audience::Leadership, minutes: Some(90) },
        snooze(Audience::Teams, "09:20"),
        Intent::ResendDelivery { delivery: "i2.p1".into() },
        Intent::ConfirmDelivery { delivery: "i2.p1".into() },
        Intent::DropDelivery { delivery: "i2.p1".into(), reason: "called".into() },
        resolve(),
        Intent::FileReport(ReportForm {
            error: "do_not_honor".into(),
            regions: ids(&["europe"]),
            segment: "shoppers".into(),
            severity: Some(Severity::Sev2),
            source: "Support Europe".into(),
            reference: "T-4411".into(),
            surface: Some("checkout".into()),
            heard_at: Some(at("08:40")),
            ..report("Card declined")
        }),
        Intent::ReadReports { reports: ids(&["r1"]) },
        third_party("A forum", "09:01"),
        Intent::StateLoss { text: "No records were lost".into() },
        reopen(),
    ]
}
