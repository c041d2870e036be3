//! Questions of people outside the bridge: what they are told at once, who may settle them, and how long they wait.

use domain::incident::closing::{Closing, ClosingStanding, checklist};
use domain::incident::event::Event;
use domain::incident::intent::{Composition, Intent, QuestionAnswer, QuestionForm, QuestionLeft, QuestionUrgency};
use domain::incident::question::{owner, prompt, proposal, slot};
use domain::phase::Phase;
use domain::template::{Audience, Output};

use crate::given::bridge::{Bridge, declared, kinds};
use crate::given::intents::{assign, composition, draft, question, resolve, update};
use crate::given::{at, clock};

const HOW_LONG: &str = "How long?";

fn refused(bridge: &Bridge, intent: &Intent) -> String {
    bridge.decide(intent).map_err(|refusal| refusal.0).expect_err("it is refused")
}

fn answers(id: &str, answer: &str) -> Intent {
    Intent::AnswerQuestion(QuestionAnswer { question: id.into(), answer: answer.into() })
}

fn leaves(id: &str, reason: &str) -> Intent {
    Intent::LeaveQuestion(QuestionLeft { question: id.into(), reason: reason.into() })
}

fn hurries(id: &str, cannot_wait: bool) -> Intent {
    Intent::HurryQuestion(QuestionUrgency { question: id.into(), cannot_wait })
}

fn answering(audience: Audience, word: &str, ids: &[&str]) -> Intent {
    let questions = Some(ids.iter().map(|id| (*id).into()).collect());
    Intent::PublishUpdate(domain::incident::intent::UpdateDraft {
        questions,
        ..draft(audience, Phase::Investigating, word)
    })
}

fn open(bridge: &Bridge) -> Vec<&str> {
    bridge.state().open_questions().iter().map(|question| question.id.as_str()).collect()
}

fn asked(bridge: Bridge) -> Bridge {
    bridge.does(question(Audience::Leadership, HOW_LONG))
}

/// Each audience at some time of a SEV2 that was declared at 09:00 UTC; the reader is in Paris.
#[test]
fn whoever_asks_is_told_at_once_when_they_hear_more() {
    let check = |bridge: Bridge, audience: Audience, told: &str| {
        let bridge = bridge.does(question(audience, HOW_LONG));
        assert_eq!(bridge.state().questions[0].reply, told);
    };
    let list = "your question is on its list.";
    check(
        declared().at("09:10"),
        Audience::Leadership,
        &format!("Noted. The next briefing for leadership is due 11:00 CET; {list}"),
    );
    check(
        declared().at("09:10"),
        Audience::Teams,
        &format!("Noted. The next update for the teams is due 10:30 CET; {list}"),
    );
    check(
        declared().at("10:05"),
        Audience::Leadership,
        &format!("Noted. The next briefing for leadership was due 11:00 CET and is on its way; {list}"),
    );
    check(
        declared(),
        Audience::Customers,
        "Noted. No update for customers is due by a clock; Lea, the incident lead, answers you.",
    );
    check(
        declared().does(assign("communications-lead", "ben")),
        Audience::Technical,
        "Noted. No update for responders is due by a clock; Ben, the communications lead, answers you.",
    );
}

/// The slot is the next due instant, or what was promised where that is earlier; what they were told does not change with it.
#[test]
fn a_question_waits_for_the_slot_of_its_audience() {
    let bridge = asked(declared().at("09:10"));
    let due = |bridge: &Bridge| slot(bridge.state(), &bridge.agreement.cadences, Audience::Leadership).map(clock);
    assert_eq!(due(&bridge).as_deref(), Some("10:00"));
    let reply = bridge.state().questions[0].reply.clone();
    let later = bridge.at("09:30").does(update(Audience::Leadership, Phase::Investigating, "we look"));
    assert_eq!(due(&later).as_deref(), Some("10:30"), "it was not put in, and waits for the one after");
    assert_eq!(open(&later), ["qu1"]);
    assert_eq!(later.state().questions[0].reply, reply);
    assert_eq!(later.state().waiting_questions(Audience::Leadership).len(), 1);
    assert_eq!(later.state().waiting_questions(Audience::Teams).len(), 0);
}

#[test]
fn the_brief_answers_what_was_put_into_it() {
    let bridge = asked(declared()).does(question(Audience::Leadership, "How much?"));
    let brief = answering(Audience::Leadership, "An hour", &["qu1"]);
    let events = bridge.decide(&brief).expect("it is written");
    assert_eq!(kinds(&events), "update_written question_answered");
    let answered = bridge.at("09:30").does(brief);
    assert_eq!(open(&answered), ["qu2"]);
    let Event::QuestionAnswered { update, .. } = &answered.entries[4].event else { unreachable!("it is answered") };
    assert_eq!(update.as_ref().map(domain::id::UpdateId::as_str), Some("u1"));
    // Somebody was quicker: the brief leaves all the same, and answers nothing twice.
    let both = answering(Audience::Leadership, "Two hours", &["qu1", "qu2"]);
    assert_eq!(kinds(&answered.decide(&both).expect("it is written")), "update_written question_answered");
    // Nobody has heard what was taken back.
    let back = answered.does(Intent::WithdrawUpdate { update: "u1".into() });
    assert_eq!(open(&back), ["qu1", "qu2"]);
}

#[test]
fn one_form_answers_the_questions_of_those_to_whom_it_writes() {
    let bridge = asked(declared()).does(question(Audience::Teams, "Who leads?"));
    let whole = |outputs: &[Output], ids: &[&str]| {
        let questions = Some(ids.iter().map(|id| (*id).into()).collect());
        Intent::PublishUpdates(Composition { questions, ..composition(outputs) })
    };
    let all = whole(&[Output::Teams, Output::Leadership], &["qu1", "qu2"]);
    let events = bridge.decide(&all).expect("it is written");
    assert_eq!(kinds(&events), "update_written update_written question_answered question_answered");
    assert_eq!(
        refused(&bridge, &whole(&[Output::Teams], &["qu1"])),
        "qu1 is a question of leadership, and nothing is written to them here. Leave it for the next update to them."
    );
    assert_eq!(refused(&bridge, &whole(&[Output::Teams], &["qu9"])), "INC-1 has no question “qu9”.");
    let silent = bridge.decide(&Intent::PublishUpdates(composition(&[Output::Leadership]))).expect("it is written");
    assert_eq!(kinds(&silent), "update_written", "what was not chosen stays open");
}

#[test]
fn the_inbox_belongs_to_the_communications_lead_else_to_the_lead() {
    let bridge = asked(declared());
    assert_eq!(owner(bridge.state()).as_str(), "lea");
    let staffed = bridge.clone().does(assign("communications-lead", "ben"));
    assert_eq!(owner(staffed.state()).as_str(), "ben");
    for (whose, by, allowed) in [
        (&bridge, "lea", true),
        (&bridge, "ana", false),
        (&staffed, "ben", true),
        (&staffed, "lea", true),
        (&staffed, "ana", false),
    ] {
        let whose = whose.clone().by(by);
        let ask = Intent::MakeAsk {
            person: "cleo".into(),
            what: HOW_LONG.into(),
            back_by: at("09:30"),
            question: Some("qu1".into()),
        };
        for intent in [answers("qu1", "an hour"), leaves("qu1", "the review tells"), ask] {
            assert_eq!(whose.decide(&intent).is_ok(), allowed, "{by}: {intent:?}");
        }
    }
    assert_eq!(
        refused(&staffed.by("ana"), &answers("qu1", "an hour")),
        "Ben owns the inbox of questions. They settle this, or Lea, who leads."
    );
}

#[test]
fn a_question_that_was_turned_into_an_ask_stays_open_and_takes_its_answer() {
    let ask = Intent::MakeAsk {
        person: "ana".into(),
        what: HOW_LONG.into(),
        back_by: at("09:30"),
        question: Some("qu1".into()),
    };
    let bridge = asked(declared()).does(ask);
    assert_eq!(bridge.state().asks[0].question, Some("qu1".into()));
    assert_eq!(bridge.state().questions[0].ask, Some("a1".into()));
    assert_eq!(open(&bridge), ["qu1"], "whoever asked has not heard yet");
    let words = |bridge: &Bridge| prompt(bridge.state(), &bridge.state().questions[0]);
    assert_eq!(words(&bridge), "“How long?” [answer]");
    let answered = bridge
        .does(Intent::AnswerAsk { ask: "a1".into(), answer: "An hour,\nat most.".into() })
        .does(question(Audience::Leadership, "How much?"));
    let both = proposal(answered.state(), &["qu1".into(), "qu2".into()]);
    assert_eq!(both, "“How long?” An hour, at most. “How much?” [answer]");
}

#[test]
fn the_lead_alone_says_that_a_question_cannot_wait() {
    let bridge = asked(declared()).at("09:10").does(question(Audience::Leadership, "Is data safe?"));
    let hurried = bridge.clone().does(hurries("qu2", true));
    assert_eq!(open(&hurried), ["qu2", "qu1"], "it stands on top");
    assert_eq!(hurried.state().waiting_questions(Audience::Leadership).len(), 1, "and waits for no slot");
    let only = "Only Lea, who leads, says that a question cannot wait for the next update.";
    assert_eq!(refused(&bridge.clone().by("ana"), &hurries("qu2", true)), only);
    let urgent = Intent::AskQuestion(QuestionForm {
        from: String::new(),
        person: Some("cleo".into()),
        function: None,
        audience: Audience::Leadership,
        text: "Now?".into(),
        cannot_wait: true,
    });
    assert_eq!(refused(&bridge.clone().by("ana"), &urgent), only);
    let by_lead = bridge.clone().does(urgent);
    assert_eq!(by_lead.state().questions[2].from, "Cleo", "a person's name need not be typed");
    assert_eq!(refused(&hurried, &hurries("qu2", true)), "It is said already that it cannot wait.");
    assert_eq!(refused(&bridge, &hurries("qu2", false)), "It waits already.");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let ask = |from: &str, text: &str| {
        Intent::AskQuestion(QuestionForm {
            from: from.into(),
            person: None,
            function: None,
            audience: Audience::Teams,
            text: text.into(),
            cannot_wait: false,
        })
    };
    let bridge = asked(declared());
    assert_eq!(refused(&bridge, &ask(" ", "Why?")), "Say who asks.");
    assert_eq!(refused(&bridge, &ask("Ines", " ")), "Say what is asked.");
    assert_eq!(refused(&bridge, &answers("qu1", " ")), "Say what the answer is.");
    assert_eq!(refused(&bridge, &leaves("qu1", "")), "Say why it is left unanswered.");
    assert_eq!(refused(&bridge, &answers("qu7", "so")), "INC-1 has no question “qu7”.");
    let done = bridge.clone().does(answers("qu1", "An hour"));
    assert_eq!(refused(&done, &answers("qu1", "two")), "Lea has answered this already.");
    let left = bridge.does(leaves("qu1", "the review tells"));
    assert_eq!(refused(&left, &answers("qu1", "two")), "Lea has left this unanswered. Ask it anew.");
}

#[test]
fn the_closing_checklist_asks_for_an_answer_or_a_word() {
    let step = |bridge: &Bridge| {
        let steps = checklist(bridge.state(), []);
        steps.into_iter().find(|step| matches!(step.what, Closing::Questions(_)))
    };
    assert_eq!(step(&declared()), None, "nobody asked");
    let over = asked(declared()).does(resolve());
    let standing = |bridge: &Bridge| step(bridge).map(|step| step.standing);
    assert_eq!(standing(&over), Some(ClosingStanding::Open), "it is over for us, and not for who asked");
    assert_eq!(standing(&over.clone().does(answers("qu1", "An hour"))), Some(ClosingStanding::Done));
    assert_eq!(standing(&over.does(leaves("qu1", "the review tells"))), Some(ClosingStanding::Done));
}
