//! A verb's words as an intent.

use domain::id::{DecisionId, IncidentId};
use domain::incident::Answer;
use domain::incident::intent::{Declaration, ImpactSentences, Intent, UpdateDraft};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::Audience;
use engine::engine::Engine;

use super::bridge;
use crate::options::declare::{Again, Declare};
use crate::options::incident::IncidentVerb;
use crate::options::update::Rests;
use crate::verb::declaration::declaration;
use crate::verb::rests::{chosen, facts, questions};
use crate::verb::template::{AUDIENCES, PHASES};
use crate::verb::whom::whom;
use crate::verb::{values, word};
use crate::{Stop, time};

const SEVERITIES: &str = "sev1, sev2, sev3, sev4";

/// The incident, the intent, and how the script marks it.
pub(super) fn of<'a>(engine: &Engine, verb: &'a IncidentVerb) -> Result<(Option<IncidentId>, Intent, &'a Again), Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let (id, intent, again) = match verb {
        IncidentVerb::Declare(declare) => return Ok((None, begun(declare)?, &declare.again)),
        IncidentVerb::List | IncidentVerb::Show { .. } | IncidentVerb::Closing { .. } | IncidentVerb::Export { .. } => {
            return Err(Stop::Usage("This verb reads, it changes nothing.".to_owned()));
        }
        IncidentVerb::Assign { id, role, person, area, again } => {
            let (role, person) = (role.as_str().into(), person.as_str().into());
            (id, Intent::AssignRole { role, person, domain: area.clone() }, again)
        }
        IncidentVerb::Impact { id, sentence, business, again, .. } if sentence.is_some() || business.is_some() => {
            (id, Intent::StateImpact(ImpactSentences { sentence: sentence.clone(), business: business.clone() }), again)
        }
        IncidentVerb::Impact { id, region, detail, withdraw, again, .. } => {
            let intent = if let Some(reason) = withdraw {
                Intent::WithdrawImpact { reason: reason.clone() }
            } else {
                let named: Vec<_> = region.iter().map(|id| id.as_str().into()).collect();
                let regions = if named.is_empty() { engine.incident(&id.as_str().into())?.regions } else { named };
                Intent::ConfirmImpact { regions, detail: detail.clone() }
            };
            (id, intent, again)
        }
        IncidentVerb::Page { id, who, reason, again, .. } => (id, whom(engine, who, reason, None), again),
        IncidentVerb::Answer { id, page, answer, again } => {
            let answer = word(answer, "answer", "acknowledged, reached, not_reached, declined", read_answer)?;
            (id, Intent::RecordAnswer { page: page.as_str().into(), answer }, again)
        }
        IncidentVerb::Handover { id, to, accept, again } => {
            let to = to.as_str().into();
            (id, if *accept { Intent::AcceptHandOver { to } } else { Intent::OfferHandOver { to } }, again)
        }
        IncidentVerb::Phase { id, phase, again } => {
            (id, Intent::ChangePhase { phase: word(phase, "phase", PHASES, Phase::read)? }, again)
        }
        IncidentVerb::Severity { id, severity, reason, again } => {
            let severity = word(severity, "severity", SEVERITIES, Severity::read)?;
            (id, Intent::ChangeSeverity { severity, reason: reason.clone() }, again)
        }
        IncidentVerb::Update { id, audience, phase, pattern, values, rests, again, .. } => {
            let words = Words { audience, phase: phase.as_deref(), pattern: pattern.as_deref(), pairs: values, rests };
            let draft = draft(engine, &id.as_str().into(), &words)?;
            (id, Intent::PublishUpdate(draft), again)
        }
        IncidentVerb::Decide { id, what, right, propose, decline, reason, again } => {
            (id, decide(what, right.as_deref(), *propose, *decline, reason)?, again)
        }
        IncidentVerb::Note { id, text, at, corrects, pages, again } => {
            let happened_at = at.as_deref().map(|at| time::read(at, zone, now)).transpose()?;
            let pages = pages.iter().map(|page| page.as_str().into()).collect();
            (id, Intent::WriteNote { text: text.join(" "), corrects: *corrects, happened_at, pages }, again)
        }
        IncidentVerb::Cadence { id, audience, minutes, again } => {
            let audience = word(audience, "audience", AUDIENCES, Audience::read)?;
            (id, Intent::ChangeCadence { audience, minutes: *minutes }, again)
        }
        IncidentVerb::Snooze { id, audience, until, again } => {
            let audience = word(audience, "audience", AUDIENCES, Audience::read)?;
            (id, Intent::Snooze { audience, until: time::read(until, zone, now)? }, again)
        }
        IncidentVerb::Bridge(verb) => bridge::of(verb, zone, now)?,
        IncidentVerb::Resolve { id, summary, loss, release, again } => {
            (id, Intent::Resolve { summary: summary.clone(), loss: loss.clone(), release: *release }, again)
        }
        IncidentVerb::Reopen { id, reason, again } => (id, Intent::Reopen { reason: reason.clone() }, again),
    };
    Ok((Some(id.as_str().into()), intent, again))
}

fn begun(declare: &Declare) -> Result<Intent, Stop> {
    let page = match (declare.page_nobody, declare.page.is_empty()) {
        (true, _) => Some(Vec::new()),
        (false, true) => None,
        (false, false) => Some(declare.page.iter().map(|id| id.as_str().into()).collect()),
    };
    let title = declare.title.clone();
    let pattern = declare.pattern.as_deref().map(Into::into);
    let declaration = declaration(&declare.severity, &declare.affected)?;
    Ok(Intent::DeclareIncident(Declaration { title, pattern, page, ..declaration }))
}

fn decide(what: &str, right: Option<&str>, propose: bool, decline: bool, reason: &str) -> Result<Intent, Stop> {
    let reason = reason.to_owned();
    let named =
        what.strip_prefix('d').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|sign| sign.is_ascii_digit()));
    match right {
        Some(right) if propose => Ok(Intent::ProposeDecision { what: what.to_owned(), right: right.into() }),
        Some(right) => Ok(Intent::RecordDecision { what: what.to_owned(), right: right.into(), reason }),
        None if named => Ok(Intent::Decide { decision: DecisionId::from(what), approved: !decline, reason }),
        None => Err(Stop::Usage("Name the right with --right, or a proposed decision by its id, like d1.".to_owned())),
    }
}

fn read_answer(text: &str) -> Option<Answer> {
    serde_json::from_value(serde_json::Value::from(text.to_ascii_lowercase().replace('-', "_"))).ok()
}

/// The words of an update to one audience.
pub(super) struct Words<'a> {
    pub(super) audience: &'a str,
    pub(super) phase: Option<&'a str>,
    pub(super) pattern: Option<&'a str>,
    pub(super) pairs: &'a [String],
    pub(super) rests: &'a Rests,
}

/// An update as the composer would open it, with what was set on the command line.
pub(super) fn draft(engine: &Engine, id: &IncidentId, words: &Words<'_>) -> Result<UpdateDraft, Stop> {
    let Words { audience, phase, pattern, pairs, rests } = words;
    let audience = word(audience, "audience", AUDIENCES, Audience::read)?;
    let phase = match phase {
        Some(text) => word(text, "phase", PHASES, Phase::read)?,
        None => engine.incident(id)?.phase,
    };
    let set = values("--set", pairs)?;
    let mut draft = UpdateDraft {
        audience,
        phase,
        pattern: pattern.map(Into::into),
        values: set.clone(),
        wording: None,
        components: std::collections::BTreeMap::new(),
        page_components: std::collections::BTreeMap::new(),
        facts: facts(rests)?,
        questions: questions(rests),
    };
    let form = engine.compose(id, &draft)?;
    draft.pattern = Some(form.pattern.as_str().into());
    draft.values = form.values;
    draft.facts = form.facts;
    draft.page_components = form.components;
    draft.questions = Some(chosen(&form.questions));
    // What was set stays even where the template has no such variable, so that a slip is refused, not lost.
    draft.values.extend(set);
    Ok(draft)
}
