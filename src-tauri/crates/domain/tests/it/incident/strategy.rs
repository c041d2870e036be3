//! Any intent, by anybody, over few ids, so that many make sense and some do not.

use domain::incident::effort::Effort;
use domain::incident::intent::{
    AreaDraft, Composition, Declaration, FactConfirmation, FactForm, FactWithdrawal, ImpactSentences, Intent,
    QuestionAnswer, QuestionForm, QuestionLeft, QuestionUrgency, RallyMove, UpdateDraft,
};
use domain::incident::shadow::{Beside, ShadowForm};
use domain::incident::{Answer, WorkState};
use domain::phase::Phase;
use domain::rally::Rally;
use domain::severity::Severity;
use domain::template::{Audience, Output};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::given::at;
use crate::given::intents::{
    accept, answer, composition, declaration, draft, join, offer, page, page_person, propose, release, snooze, verdict,
};
use crate::given::organisation::ids;

/// Somebody who wants something, some seconds after what was wanted before.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) seconds: i64,
    pub(crate) by: &'static str,
    pub(crate) intent: Intent,
}

pub(crate) fn history() -> impl Strategy<Value = Vec<Wanted>> {
    let seconds = prop_oneof![Just(0), 1..90_i64, 90..4000_i64];
    let by = prop_oneof![3 => Just("lea"), 1 => person()];
    let wanted = (seconds, by, intent()).prop_map(|(seconds, by, intent)| Wanted { seconds, by, intent });
    proptest::collection::vec(wanted, 0..40)
}

pub(crate) fn any_declaration() -> impl Strategy<Value = Declaration> {
    let tied = (option::of(Just("payments")), option::of(subsequence(vec!["cards", "desk", "nobody"], 0..=3)));
    (tied, any::<bool>(), any::<bool>(), select(Severity::ALL.to_vec())).prop_map(
        |((playbook, page), customer_impact, drill, severity)| Declaration {
            severity,
            playbook: playbook.map(Into::into),
            customer_impact,
            page: page.map(|page| ids(&page)),
            drill,
            ..declaration()
        },
    )
}

fn person() -> impl Strategy<Value = &'static str> {
    select(vec!["lea", "ana", "ben", "zoe"])
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["", " ", "so", "otherwise"]).prop_map(str::to_owned)
}

fn number(letter: &'static str) -> impl Strategy<Value = String> {
    (1..4_u8).prop_map(move |number| format!("{letter}{number}"))
}

fn intent() -> impl Strategy<Value = Intent> {
    prop_oneof![facts(), people(), pages(), words(), known(), work(), end()]
}

fn facts() -> impl Strategy<Value = Intent> {
    let regions = subsequence(vec!["europe", "asia", "moon"], 0..=2);
    prop_oneof![
        text().prop_map(|title| Intent::ChangeTitle { title }),
        subsequence(vec!["cards", "search"], 0..=2)
            .prop_map(|services| Intent::ChangeServices { services: ids(&services) }),
        (select(Severity::ALL.to_vec()), text())
            .prop_map(|(severity, reason)| Intent::ChangeSeverity { severity, reason }),
        select(Phase::ALL.to_vec()).prop_map(|phase| Intent::ChangePhase { phase }),
        (regions, text()).prop_map(|(regions, detail)| Intent::ConfirmImpact { regions: ids(&regions), detail }),
        text().prop_map(|reason| Intent::WithdrawImpact { reason }),
        text().prop_map(|reason| Intent::WaiveFunction { function: "legal".into(), reason }),
    ]
}

fn people() -> impl Strategy<Value = Intent> {
    let role = || select(vec!["incident-lead", "technical-coordinator", "communications-lead", "juggler"]);
    let domain = || option::of(select(vec!["payments", "database"]).prop_map(str::to_owned));
    prop_oneof![
        (role(), person(), domain()).prop_map(|(role, person, domain)| Intent::AssignRole {
            role: role.into(),
            person: person.into(),
            domain
        }),
        (role(), person(), domain()).prop_map(|(role, person, domain)| Intent::ReleaseRole {
            role: role.into(),
            person: person.into(),
            domain
        }),
        person().prop_map(offer),
        person().prop_map(accept),
        Just(Intent::WithdrawHandOver),
        person().prop_map(join),
        person().prop_map(release),
        (person(), person()).prop_map(|(person, other)| Intent::SeatShadow(ShadowForm {
            person: person.into(),
            beside: Beside::Person(other.into())
        })),
        (person(), role()).prop_map(|(person, role)| Intent::SeatShadow(ShadowForm {
            person: person.into(),
            beside: Beside::Role(role.into())
        })),
        person().prop_map(|person| Intent::EndShadow { person: person.into() }),
    ]
}

fn pages() -> impl Strategy<Value = Intent> {
    let answers = vec![Answer::Acknowledged, Answer::Reached, Answer::NotReached, Answer::Declined, Answer::Closed];
    prop_oneof![
        select(vec!["cards", "finance", "desk", "nobody", "moon"]).prop_map(page),
        person().prop_map(page_person),
        (number("p"), select(answers)).prop_map(|(page, said)| answer(&page, said)),
        number("p").prop_map(|page| Intent::WithdrawPage { page: page.into() }),
    ]
}

fn words() -> impl Strategy<Value = Intent> {
    let wording = option::weighted(0.3, (text(), text()));
    let audience = || select(Audience::ALL.to_vec());
    prop_oneof![
        4 => (audience(), select(Phase::ALL.to_vec()), text(), wording).prop_map(|(audience, phase, word, wording)| {
            Intent::PublishUpdate(UpdateDraft { wording, ..draft(audience, phase, &word) })
        }),
        2 => (select(Phase::ALL.to_vec()), subsequence(Output::ALL.to_vec(), 0..=4)).prop_map(|(phase, outputs)| {
            Intent::PublishUpdates(Composition { phase, ..composition(&outputs) })
        }),
        1 => number("u").prop_map(|update| Intent::WithdrawUpdate { update: update.into() }),
        1 => (text(), option::of(0..60_u64)).prop_map(|(text, corrects)| Intent::WriteNote {
            text,
            corrects,
            happened_at: None, pages: Vec::new()
        }),
        1 => (audience(), option::of(0..2000_u32))
            .prop_map(|(audience, minutes)| Intent::ChangeCadence { audience, minutes }),
        1 => (audience(), select(vec!["09:10", "09:40", "11:00"])).prop_map(|(audience, until)| snooze(audience, until)),
    ]
}

fn known() -> impl Strategy<Value = Intent> {
    let audience = || select(Audience::ALL.to_vec());
    prop_oneof![
        (audience(), text(), any::<bool>()).prop_map(|(audience, text, cannot_wait)| {
            Intent::AskQuestion(QuestionForm {
                from: "Ines".into(),
                person: None,
                function: None,
                audience,
                text,
                cannot_wait,
            })
        }),
        (number("qu"), text()).prop_map(|(question, answer)| {
            Intent::AnswerQuestion(QuestionAnswer { question: question.into(), answer })
        }),
        (number("qu"), text())
            .prop_map(|(question, reason)| Intent::LeaveQuestion(QuestionLeft { question: question.into(), reason })),
        (number("qu"), any::<bool>()).prop_map(|(question, cannot_wait)| {
            Intent::HurryQuestion(QuestionUrgency { question: question.into(), cannot_wait })
        }),
        (text(), option::of(number("w")), option::of(person().prop_map(Into::into))).prop_map(|(text, stream, by)| {
            Intent::StateFact(FactForm { text, workstream: stream.map(Into::into), by, ..FactForm::default() })
        }),
        number("f").prop_map(|fact| Intent::ConfirmFact(FactConfirmation { fact: fact.into() })),
        (number("f"), text())
            .prop_map(|(fact, reason)| Intent::WithdrawFact(FactWithdrawal { fact: fact.into(), reason })),
        (number("f"), number("qu"), audience(), select(Phase::ALL.to_vec())).prop_map(
            |(fact, question, audience, phase)| {
                Intent::PublishUpdate(UpdateDraft {
                    facts: [("word".to_owned(), fact.into())].into(),
                    questions: Some(vec![question.into()]),
                    ..draft(audience, phase, "so it is")
                })
            }
        ),
    ]
}

fn work() -> impl Strategy<Value = Intent> {
    let right = || select(vec!["roll-back", "press", "moon"]);
    let states = vec![WorkState::Moving, WorkState::Blocked, WorkState::Done];
    let owner = || option::of(person().prop_map(Into::into));
    let effort = || option::of(select(Effort::ALL.to_vec()));
    prop_oneof![
        right().prop_map(propose),
        (number("d"), any::<bool>()).prop_map(|(decision, approved)| verdict(&decision, approved)),
        (text(), right()).prop_map(|(what, right)| Intent::RecordDecision {
            what,
            right: right.into(),
            reason: String::new()
        }),
        (text(), owner(), effort()).prop_map(|(title, owner, effort)| Intent::OpenWorkstream { title, owner, effort }),
        (number("w"), select(states), text(), owner(), effort()).prop_map(
            |(workstream, state, word, owner, effort)| {
                Intent::ChangeWorkstream { workstream: workstream.into(), state, word, owner, effort }
            }
        ),
        (option::of(text()), option::of(text()))
            .prop_map(|(sentence, business)| Intent::StateImpact(ImpactSentences { sentence, business })),
        (option::of(text()), option::of(text()))
            .prop_map(|(channel, fallback)| { Intent::SetRally(Rally { channel, fallback, ..Rally::default() }) }),
        any::<bool>().prop_map(|to_fallback| Intent::MoveRally(RallyMove { to_fallback, reason: String::new() })),
        (select(vec!["CARDS", "search", "moon"]), person()).prop_map(|(area, person)| {
            Intent::CoordinateArea(AreaDraft { area: area.to_owned(), person: person.into() })
        }),
        (person(), text()).prop_map(|(person, what)| Intent::MakeAsk {
            person: person.into(),
            what,
            back_by: at("11:00"),
            question: None
        }),
        (number("a"), text()).prop_map(|(ask, answer)| Intent::AnswerAsk { ask: ask.into(), answer }),
        (text(), any::<bool>()).prop_map(|(step, done)| Intent::TickStep { step, text: String::new(), done }),
    ]
}

fn end() -> impl Strategy<Value = Intent> {
    prop_oneof![
        (text(), proptest::option::of(text()), any::<bool>()).prop_map(|(summary, loss, release)| Intent::Resolve {
            summary,
            loss,
            release
        }),
        text().prop_map(|text| Intent::StateLoss { text }),
        text().prop_map(|reason| Intent::Reopen { reason }),
        Just(Intent::DropDelivery { delivery: "i2.p1".into(), reason: String::new() }),
    ]
}
