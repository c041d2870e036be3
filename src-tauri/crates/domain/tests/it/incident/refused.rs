//! Why what is told on the bridge is refused: facts, pages, updates, work, and the end.

use domain::delivery::Receipt;
use domain::incident::event::Event;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::incident::{Answer, WorkState};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;

use super::every_intent::busy;
use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{
    answer, draft, every, impact, note, page, page_person, resolve, severity, snooze, update, withdraw_impact,
};
use crate::given::organisation::ids;

fn check(bridge: &Bridge, intent: &Intent, words: &str) {
    let refused = bridge.decide(intent).map_err(|refusal| refusal.0);
    assert_eq!(refused, Err(words.to_owned()), "{intent:?}");
}

const NOBODY: &str = "The workspace knows nobody as “zoe”. Add them under people/ or check the id.";

#[test]
fn what_is_the_same_is_no_change() {
    let title = |title: &str| Intent::ChangeTitle { title: title.into() };
    check(&declared(), &title(" "), "Say what is wrong, in a line.");
    check(&declared(), &title(" Cards decline "), "The title is the same.");
    let services = |services: &[&str]| Intent::ChangeServices { services: ids(services) };
    check(&declared(), &services(&["cards"]), "The services are the same.");
    check(&declared(), &services(&["moon"]), "The workspace has no service “moon”.");
    check(&declared(), &severity(Severity::Sev2), "The severity is SEV2 already.");
    let phase = |phase| Intent::ChangePhase { phase };
    check(&declared(), &phase(Phase::Investigating), "The phase is Investigating already.");
    check(&declared(), &phase(Phase::Resolved), "Use Resolve: it asks for the closing updates.");
}

#[test]
fn impact_is_confirmed_for_regions_that_are_new() {
    check(&declared(), &impact(&[]), "Say in which regions customers are affected.");
    check(&declared(), &impact(&["moon"]), "The workspace has no region “moon”.");
    check(&busy(), &impact(&["europe"]), "Customer impact is confirmed for these regions already.");
    check(&declared(), &withdraw_impact("none"), "Customer impact is not confirmed.");
    check(&busy(), &withdraw_impact(""), "Say why customers are not affected after all.");
    let withdrawn = busy().does(withdraw_impact("a dashboard was wrong"));
    check(&withdrawn, &withdraw_impact("again"), "Customer impact is not confirmed.");
}

#[test]
fn a_page_needs_somebody_to_wake() {
    check(&declared(), &page("moon"), "The workspace has no rotation “moon”.");
    let asleep = "Nobody is on call in NOBODY now. Page a person of its ladder instead.";
    check(&declared(), &page("nobody"), asleep);
    check(&declared(), &page_person("zoe"), NOBODY);
}

#[test]
fn a_page_is_answered_or_taken_back_while_that_makes_sense() {
    let withdraw = |page: &str| Intent::WithdrawPage { page: page.into() };
    check(&declared(), &withdraw("p1"), "INC-1 has no page “p1”.");
    check(&declared(), &withdraw(" "), "Say which page.");
    check(&declared(), &answer("p1", Answer::Reached), "INC-1 has no page “p1”.");
    check(&busy().does(withdraw("p1")), &withdraw("p1"), "The page was taken back already.");
    let receipt = Receipt { remote: "key".into(), link: None, update: None };
    let out = busy().sees(Event::PageDelivered { page: "p1".into(), delivery: "i2.p1".into(), receipt });
    check(&out, &withdraw("p1"), "The page is out already. Call to say that it is not needed.");
}

#[test]
fn an_update_tells_something_in_the_phase_that_holds() {
    let early = "Resolve the incident first; then its closing updates are owed.";
    check(&declared(), &update(Audience::Teams, Phase::Resolved, "over"), early);
    let late = "INC-1 is resolved: a closing update tells the phase Resolved.";
    check(&declared().does(resolve()), &update(Audience::Teams, Phase::Identified, "on it"), late);

    let told = declared().does(update(Audience::Teams, Phase::Investigating, "on it"));
    let same = "This is the last update word for word. Say what changed.";
    check(&told, &update(Audience::Teams, Phase::Investigating, "on it"), same);

    let missing = "The workspace has no template for cards-decline, Technical, Identified. Add \
                   templates/cards-decline/technical-identified.md.";
    check(&declared(), &update(Audience::Technical, Phase::Identified, "a fix"), missing);
    let mut shapeless = declared();
    shapeless.incident.as_mut().expect("declared").pattern = None;
    let choose = "Choose an impact pattern for the template.";
    check(&shapeless, &update(Audience::Teams, Phase::Identified, "a fix"), choose);

    check(&declared(), &update(Audience::Teams, Phase::Identified, ""), "Fill in “What is new”.");
    let worded = |title: &str, body: &str| {
        let wording = Some((title.into(), body.into()));
        Intent::PublishUpdate(UpdateDraft { wording, ..draft(Audience::Teams, Phase::Identified, "") })
    };
    check(&declared(), &worded("", "text"), "Say the title.");
    check(&declared(), &worded("title", "\n"), "Say the text.");
}

#[test]
fn notes_work_and_asks_say_something() {
    check(&declared(), &note(" \n"), "Say what to note.");
    let correction = Intent::WriteNote { text: "no".into(), corrects: Some(2), happened_at: None, pages: Vec::new() };
    check(&declared(), &correction, "There is no entry 2 to correct.");

    let open = |title: &str, owner: &str| Intent::OpenWorkstream {
        title: title.into(),
        owner: Some(owner.into()),
        effort: None,
    };
    check(&declared(), &open("", "ana"), "Say what is done.");
    check(&declared(), &open("Drain", "zoe"), NOBODY);
    let change = |workstream: &str, owner: &str| Intent::ChangeWorkstream {
        workstream: workstream.into(),
        state: WorkState::Done,
        word: String::new(),
        owner: Some(owner.into()),
        effort: None,
    };
    check(&declared(), &change("w1", "ana"), "INC-1 has no workstream “w1”.");
    check(&busy(), &change("w1", "zoe"), NOBODY);

    let ask = |person: &str, what: &str, back_by: &str| Intent::MakeAsk {
        person: person.into(),
        what: what.into(),
        back_by: at(back_by),
        question: None,
    };
    check(&declared(), &ask("zoe", "When?", "09:30"), NOBODY);
    check(&declared(), &ask("ana", "", "09:30"), "Say what is asked.");
    check(&declared(), &ask("ana", "When?", "09:00"), "Give a time to call back that is still to come.");
    let reply = |ask: &str, answer: &str| Intent::AnswerAsk { ask: ask.into(), answer: answer.into() };
    check(&declared(), &reply("a1", "now"), "INC-1 has no ask “a1”.");
    check(&busy(), &reply("a1", " "), "Say what the answer is.");

    let tick = |step: &str, done| Intent::TickStep { step: step.into(), text: String::new(), done };
    check(&declared(), &tick("", true), "Say which step.");
    check(&declared(), &tick("a.md#1", false), "This step is not done.");
    check(&declared().does(tick("a.md#1", true)), &tick("a.md#1", true), "This step is done already.");
}

#[test]
fn an_interval_makes_sense_or_is_refused() {
    let none = |audience| Intent::ChangeCadence { audience, minutes: None };
    let bridge = declared();
    check(&bridge, &every(Audience::Technical, 30), "The technical audience has no clock.");
    check(&bridge, &every(Audience::Teams, 0), "Give an interval from 1 to 1440 minutes.");
    check(&bridge, &every(Audience::Teams, 1441), "Give an interval from 1 to 1440 minutes.");
    check(&bridge, &every(Audience::Teams, 30), "The interval of Teams is 30 minutes already.");
    check(&bridge, &none(Audience::Teams), "The interval of Teams is as the preset has it already.");
    let own = bridge.does(every(Audience::Teams, 45));
    check(&own, &every(Audience::Teams, 45), "The interval of Teams is 45 minutes already.");
    check(&own.does(resolve()), &every(Audience::Teams, 20), "INC-1 is resolved. Reopen it first.");
}

#[test]
fn a_reminder_is_snoozed_until_later_where_there_is_one() {
    check(&declared(), &snooze(Audience::Technical, "09:30"), "The technical audience has no clock.");
    check(&declared(), &snooze(Audience::Teams, "09:00"), "Give a time that is still to come.");
    check(&declared().does(resolve()), &snooze(Audience::Teams, "09:30"), "INC-1 is closed: no reminder is left.");
}

#[test]
fn deliveries_are_settled_in_the_outbox() {
    let words = "A delivery is settled in the outbox.";
    check(&busy(), &Intent::ResendDelivery { delivery: "i2.p1".into() }, words);
    check(&busy(), &Intent::ConfirmDelivery { delivery: "i2.p1".into() }, words);
    check(&busy(), &Intent::DropDelivery { delivery: "i2.p1".into(), reason: String::new() }, words);
}
