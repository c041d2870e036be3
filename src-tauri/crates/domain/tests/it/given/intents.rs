//! Short words for what a lead wants.

use std::collections::BTreeMap;

use domain::incident::Answer;
use domain::incident::intent::{
    Composition, Declaration, FactForm, Intent, OutputDraft, QuestionForm, ReportForm, ThirdPartyForm, UpdateDraft,
};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::{Audience, Output};

use super::at;
use super::organisation::ids;

/// A SEV2 of the cards service in Europe that wakes nobody.
pub(crate) fn declaration() -> Declaration {
    Declaration {
        title: "Cards decline".into(),
        severity: Severity::Sev2,
        playbook: None,
        pattern: Some("cards-decline".into()),
        services: ids(&["cards"]),
        surface: None,
        symptom: None,
        regions: ids(&["europe"]),
        customer_impact: false,
        page: Some(Vec::new()),
        drill: false,
    }
}

pub(crate) fn impact(regions: &[&str]) -> Intent {
    Intent::ConfirmImpact { regions: ids(regions), detail: String::new() }
}

pub(crate) fn withdraw_impact(reason: &str) -> Intent {
    Intent::WithdrawImpact { reason: reason.into() }
}

pub(crate) fn severity(severity: Severity) -> Intent {
    Intent::ChangeSeverity { severity, reason: "seen better".into() }
}

pub(crate) fn phase(phase: Phase) -> Intent {
    Intent::ChangePhase { phase }
}

pub(crate) fn every(audience: Audience, minutes: u32) -> Intent {
    Intent::ChangeCadence { audience, minutes: Some(minutes) }
}

pub(crate) fn page(rotation: &str) -> Intent {
    Intent::PageRotation { rotation: rotation.into(), reason: String::new(), joins: None }
}

pub(crate) fn page_person(person: &str) -> Intent {
    Intent::PagePerson { person: person.into(), reason: String::new(), joins: None }
}

pub(crate) fn answer(page: &str, answer: Answer) -> Intent {
    Intent::RecordAnswer { page: page.into(), answer }
}

pub(crate) fn assign(role: &str, person: &str) -> Intent {
    Intent::AssignRole { role: role.into(), person: person.into(), domain: None }
}

pub(crate) fn assign_for(domain: &str, role: &str, person: &str) -> Intent {
    Intent::AssignRole { role: role.into(), person: person.into(), domain: Some(domain.into()) }
}

pub(crate) fn join(person: &str) -> Intent {
    Intent::Join { person: person.into() }
}

pub(crate) fn release(person: &str) -> Intent {
    Intent::Release { person: person.into() }
}

pub(crate) fn offer(to: &str) -> Intent {
    Intent::OfferHandOver { to: to.into() }
}

pub(crate) fn accept(to: &str) -> Intent {
    Intent::AcceptHandOver { to: to.into() }
}

pub(crate) fn update(audience: Audience, phase: Phase, word: &str) -> Intent {
    Intent::PublishUpdate(draft(audience, phase, word))
}

pub(crate) fn draft(audience: Audience, phase: Phase, word: &str) -> UpdateDraft {
    let values = BTreeMap::from([("word".to_owned(), word.to_owned())]);
    UpdateDraft {
        audience,
        phase,
        pattern: None,
        values,
        wording: None,
        components: BTreeMap::new(),
        page_components: BTreeMap::new(),
        facts: BTreeMap::new(),
        questions: None,
    }
}

pub(crate) fn composition(outputs: &[Output]) -> Composition {
    let values = BTreeMap::from([("word".to_owned(), "we are on it".to_owned())]);
    let draft = |output: &Output| OutputDraft { output: *output, wording: None };
    Composition {
        phase: Phase::Identified,
        pattern: None,
        values,
        outputs: outputs.iter().map(draft).collect(),
        components: BTreeMap::new(),
        accounts: None,
        facts: BTreeMap::new(),
        questions: None,
    }
}

/// An update that promises the next one, in these words.
pub(crate) fn promising(audience: Audience, word: &str, next: &str) -> Intent {
    let mut draft = draft(audience, Phase::Identified, word);
    draft.values.insert("next".to_owned(), next.to_owned());
    Intent::PublishUpdate(draft)
}

pub(crate) fn note(text: &str) -> Intent {
    Intent::WriteNote { text: text.into(), corrects: None, happened_at: None, pages: Vec::new() }
}

/// A question of somebody whom the workspace does not know.
pub(crate) fn question(audience: Audience, text: &str) -> Intent {
    let from = "Ines of the board".into();
    Intent::AskQuestion(QuestionForm {
        from,
        person: None,
        function: None,
        audience,
        text: text.into(),
        cannot_wait: false,
    })
}

pub(crate) fn fact(text: &str) -> Intent {
    Intent::StateFact(FactForm { text: text.into(), ..FactForm::default() })
}

pub(crate) fn propose(right: &str) -> Intent {
    Intent::ProposeDecision { what: "Roll back".into(), right: right.into() }
}

pub(crate) fn verdict(decision: &str, approved: bool) -> Intent {
    Intent::Decide { decision: decision.into(), approved, reason: String::new() }
}

pub(crate) fn snooze(audience: Audience, until: &str) -> Intent {
    Intent::Snooze { audience, until: at(until) }
}

/// What support heard, of nobody in particular.
pub(crate) fn report(symptom: &str) -> ReportForm {
    ReportForm {
        symptom: symptom.into(),
        error: String::new(),
        regions: Vec::new(),
        segment: String::new(),
        severity: None,
        count: 1,
        source: String::new(),
        reference: String::new(),
        surface: None,
        heard_at: None,
    }
}

/// Somebody outside spoke of it at that time.
pub(crate) fn third_party(who: &str, clock: &str) -> Intent {
    Intent::NoteThirdParty(ThirdPartyForm { who: who.into(), place: String::new(), spoke_at: Some(at(clock)) })
}

pub(crate) fn resolve() -> Intent {
    Intent::Resolve { summary: "Rolled back".into(), loss: None, release: false }
}

pub(crate) fn reopen() -> Intent {
    Intent::Reopen { reason: "relapse".into() }
}
