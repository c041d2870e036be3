//! The composer: variables in, the exact text out.

pub(crate) mod fact;
mod inside;
pub(crate) mod promise;
pub(crate) mod question;
mod text;

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::delivery::ComponentState;
use domain::id::{ConnectionId, FactId, IncidentId, PatternId};
use domain::incident::Incident;
use domain::incident::decide::update::pattern;
use domain::incident::intent::{Composition, OutputDraft, UpdateDraft};
use domain::incident::known::ended;
use domain::incident::question::proposal;
use domain::launch::collision::of_incident;
use domain::phase::Phase;
use domain::playbook::ImpactPattern;
use domain::reminder;
use domain::span::Instant;
use domain::template::{Audience, Output, QUESTIONS, Rendered, TemplateFault, Variable, of_its_day, told};
use domain::wording::{self, ReadingGrade, Remark, ShownStates, Statement};
use serde::Serialize;

pub use fact::OfferedFact;
pub use question::OfferedQuestion;
pub(crate) use text::Text;

use crate::engine::Engine;
use crate::error::Error;
use crate::view::destination::{Going, PageChoice, Place, components};
use crate::view::launch::in_a_line;

/// The form of one template, prefilled, with its preview.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ComposeView {
    /// To whom.
    pub audience: Audience,
    /// Which phase.
    pub phase: Phase,
    /// Which impact pattern.
    pub pattern: String,
    /// Patterns that have a template for this audience and phase: id and name.
    pub patterns: Vec<(String, String)>,
    /// Where the template is written; none where there is none.
    pub template: Option<String>,
    /// In the order of the form.
    pub variables: Vec<Variable>,
    /// What is filled in: what was given, else what the incident and earlier updates know.
    pub values: BTreeMap<String, String>,
    /// The facts that variables rest on; one that is not named here was typed by hand.
    pub facts: BTreeMap<String, FactId>,
    /// The facts that they may rest on.
    pub known: Vec<OfferedFact>,
    /// The open questions of this audience, and which of them it answers.
    pub questions: Vec<OfferedQuestion>,
    /// The text as it will be sent.
    pub preview: Rendered,
    /// The same, to be copied.
    pub copies: Copies,
    /// Title and text with which words of one's own begin.
    pub own_words: (String, String),
    /// What stands against sending it.
    pub faults: Vec<TemplateFault>,
    /// What the clock says against sending it, as sentences.
    pub warnings: Vec<String>,
    /// What its words say against sending it.
    pub remarks: Vec<Remark>,
    /// Characters used, and the channel's limit.
    pub length: u32,
    /// The channel's limit.
    pub limit: Option<u32>,
    /// How hard it is to read, to one decimal.
    pub reading: ReadingGrade,
    /// The highest reading grade that was agreed on, for customers.
    pub highest_grade: u8,
    /// Names of the status pages and rooms it goes to, with a word at those that are not armed; empty: it is copied by hand.
    pub destinations: Vec<String>,
    /// The same, each with whom it tells and what stands against it there.
    pub places: Vec<Place>,
    /// For customers: the status pages whose components can be given a state.
    pub pages: Vec<PageChoice>,
    /// The states that components get, page by page: those of the form; at the end, where the form says nothing of a page, what
    /// was broken is whole again.
    pub components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
    /// `phase is Identified, last post 02:21` put together by the screen from these.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
    /// Which number this update has for this audience, from 1.
    pub number: u32,
    /// By when it promises the next one, as the clock will read it.
    #[ts(type = "number | null")]
    pub promised_at: Option<i64>,
    /// Who must approve it before it leaves; none where nobody need, or where it is the reader.
    pub approval: Option<String>,
}

impl Engine {
    /// The form of one template for an incident, prefilled, with the text as it would be sent now.
    pub fn compose(&self, id: &IncidentId, draft: &UpdateDraft) -> Result<ComposeView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let pattern = pattern(&incident, draft).unwrap_or_else(|| fallback_pattern(agreement));
        let template = agreement.template(pattern.as_str(), draft.audience, draft.phase);
        let questions = question::offered(&incident, &[(draft.audience, template)], draft.questions.as_ref());
        let asked = UpdateDraft { questions: Some(question::put_in(&questions)), ..draft.clone() };
        let known = self.known(&incident, agreement, &asked, now);
        let zone = self.told_in(&incident, agreement);
        let variables = template.map(|template| template.variables.clone()).unwrap_or_default();
        let last = incident.last_update(draft.audience);
        let values: BTreeMap<String, String> = variables
            .iter()
            .map(|variable| {
                let given = draft.values.get(&variable.name).cloned();
                let given = given.or_else(|| fact::words(&incident, draft.facts.get(&variable.name)));
                let value =
                    given.unwrap_or_else(|| prefilled(variable, &known, &incident, draft.audience, (zone, now)));
                (variable.name.clone(), value)
            })
            .collect();
        let facts: BTreeMap<String, FactId> = values
            .iter()
            .filter_map(|(name, value)| {
                let fact =
                    fact::behind((name.as_str(), name.as_str()), value, &draft.facts, &incident, &[draft.audience])?;
                Some((name.clone(), fact))
            })
            .filter(|_| draft.wording.is_none())
            .collect();
        let output = Output::of(draft.audience);
        let none = || no_template(draft, pattern.as_str());
        let Text { preview, copies, faults, own_words, reading, length, limit } =
            Text::of((output, draft.phase), template, draft.wording.as_ref(), &values, none);
        let whole = whole(&incident, agreement, draft, (&pattern, &values));
        let places = self.places(&Going { incident: &incident, agreement, composition: &whole }, output, &preview)?;
        let pages = match draft.audience {
            Audience::Customers => self.page_choices(&incident, agreement, &whole)?,
            _ => Vec::new(),
        };
        let statement = statement(draft, &preview, (&values, &facts), PageChoice::named_states(&pages));
        let (promised_at, doubt) = promise::read(&incident, template, &values, &preview, agreement, self.zone(), now);
        let mut warnings = warnings(&incident, agreement, draft, now);
        warnings.extend(doubt);
        let earlier = incident.said_to(draft.audience).count();
        let name = |pattern: &ImpactPattern| (pattern.id.to_string(), pattern.name.clone());
        let has_template =
            |pattern: &&ImpactPattern| agreement.template(pattern.id.as_str(), draft.audience, draft.phase).is_some();
        Ok(ComposeView {
            audience: draft.audience,
            phase: draft.phase,
            patterns: agreement.patterns.iter().filter(has_template).map(name).collect(),
            template: template.map(|template| template.source.clone()),
            faults,
            warnings,
            remarks: wording::remarks(&[statement], &incident, agreement),
            length,
            limit,
            reading,
            highest_grade: agreement.style.highest_grade,
            destinations: places.iter().map(Place::called).collect(),
            places,
            pages,
            components: whole.components,
            last_at: last.map(|update| update.written_at.timestamp_millis()),
            number: u32::try_from(earlier + 1).unwrap_or(u32::MAX),
            promised_at: promised_at.map(|at| at.timestamp_millis()),
            approval: agreement
                .communication
                .waits_for_lead(&incident, output, &self.acting(now)?)
                .then(|| agreement.person_name(&incident.lead)),
            pattern: pattern.to_string(),
            variables,
            values,
            facts,
            known: fact::offered(&incident),
            questions,
            copies,
            own_words,
            preview,
        })
    }

    /// The zone in which readers are told times: the incident's, where its customers are; else the lead's own.
    pub(crate) fn told_in(&self, incident: &Incident, agreement: &Agreement) -> Tz {
        incident.time_zone(agreement).unwrap_or_else(|| self.zone())
    }

    /// What the incident knows, by the names that a variable's `from` may ask for.
    pub(crate) fn known(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        draft: &UpdateDraft,
        now: Instant,
    ) -> BTreeMap<&'static str, String> {
        let services =
            incident.services.iter().filter_map(|id| agreement.service(id)).map(|service| service.name.clone());
        let impact = incident.impact.as_ref();
        let regions = impact.map_or(&incident.regions, |impact| &impact.regions);
        let regions = regions.iter().filter_map(|id| agreement.region(id)).map(|region| region.name.clone());
        let zone = self.told_in(incident, agreement);
        let clock = |at: Instant| told(at, zone, now);
        let next = reminder::due_after(incident, &agreement.cadences, draft.audience, now).map(clock);
        let mut known = BTreeMap::from([
            ("title", incident.title.clone()),
            ("services", services.collect::<Vec<_>>().join(", ")),
            ("regions", regions.collect::<Vec<_>>().join(", ")),
            (
                "started",
                clock(impact.map_or(incident.declared_at, |impact| impact.confirmed_at.min(incident.declared_at))),
            ),
            ("next_update", next.unwrap_or_default()),
            ("severity", incident.severity.to_string()),
            ("phase", draft.phase.name().to_owned()),
            (QUESTIONS, proposal(incident, draft.questions.as_deref().unwrap_or_default())),
            ("detail", impact.map(|impact| impact.detail.clone()).unwrap_or_default()),
            ("loss", incident.loss.as_deref().map(ended).unwrap_or_default()),
            ("commitments", at_stake(incident, agreement, now)),
        ]);
        known.extend(inside::known(incident, agreement, draft.audience, now));
        known.extend(agreement.own_facts().map(|(name, fact)| (name, fact.to_owned())));
        known
    }
}

/// The draft as the one form of all audiences would have it, so that both say the same of where it goes.
fn whole(
    incident: &Incident,
    agreement: &Agreement,
    draft: &UpdateDraft,
    (pattern, values): (&PatternId, &BTreeMap<String, String>),
) -> Composition {
    let mut whole = Composition {
        phase: draft.phase,
        pattern: Some(pattern.clone()),
        values: values.clone(),
        outputs: vec![OutputDraft { output: Output::of(draft.audience), wording: draft.wording.clone() }],
        components: draft.page_components.clone(),
        accounts: None,
        facts: draft.facts.clone(),
        questions: draft.questions.clone(),
    };
    whole.components = match draft.audience {
        Audience::Customers => components(incident, agreement, &whole),
        _ => BTreeMap::new(),
    };
    whole
}

/// Launches and contracts that the incident collides with, as a sentence.
fn at_stake(incident: &Incident, agreement: &Agreement, now: Instant) -> String {
    let line = in_a_line(&of_incident(agreement, incident, now), agreement, now);
    if line.is_empty() { line } else { format!("{line}.") }
}

/// The first pattern of the workspace, where neither the draft nor the incident names one.
fn fallback_pattern(agreement: &Agreement) -> PatternId {
    agreement.patterns.first().map(|pattern| pattern.id.clone()).unwrap_or_default()
}

/// Facts that must be fresh: what the incident knows now comes before what was said last.
const MOVING: [&str; 10] =
    ["next_update", "phase", "severity", "commitments", "impact", "loss", "business_impact", "effort", "work", "rally"];

/// What stands in a field before anybody typed: what must be fresh from the incident, else what was last said to this
/// audience, else what the incident knows, else the default.
pub(crate) fn prefilled(
    variable: &Variable,
    known: &BTreeMap<&str, String>,
    incident: &Incident,
    audience: Audience,
    (zone, now): (Tz, Instant),
) -> String {
    let from = variable.from.as_deref().unwrap_or_default();
    // A band of effort is no duration: what the variable would refuse is not filled in, but for answers that are still open.
    let takes = |fact: &str| from == QUESTIONS || variable.fault(fact).is_none();
    let fact = known.get(from).filter(|fact| !fact.is_empty() && takes(fact)).cloned();
    let moves = MOVING.contains(&from);
    let said = incident
        .updates
        .iter()
        .rev()
        .filter(|update| update.audience == audience)
        .find_map(|update| Some((update.values.get(&variable.name)?, update.written_at)))
        // What was said of the begin on the day before is of the day before.
        .map(|(said, at)| if from == "started" { of_its_day(said, at, zone, now) } else { said.clone() })
        .filter(|said| variable.fault(said).is_none() && !said.is_empty())
        // What was answered to those who asked then answers nobody now.
        .filter(|_| from != QUESTIONS);
    let (first, second) = if moves { (fact, said) } else { (said, fact) };
    first.or(second).or_else(|| variable.default.clone()).unwrap_or_default()
}

fn no_template(draft: &UpdateDraft, pattern: &str) -> TemplateFault {
    TemplateFault {
        variable: String::new(),
        message: format!(
            "No template for {pattern}, {}, {}. Choose another pattern, or add templates/{pattern}/{}-{}.md.",
            draft.audience.name(),
            draft.phase.name(),
            draft.audience.name().to_lowercase(),
            draft.phase.name().to_lowercase(),
        ),
    }
}

/// What the words alone cannot know: an update that follows too soon on the last one.
pub(crate) fn warnings(incident: &Incident, agreement: &Agreement, draft: &UpdateDraft, now: Instant) -> Vec<String> {
    let last = incident.last_update(draft.audience);
    let mut warnings = Vec::new();
    if let (Some(last), Some(cadence)) = (last, reminder::present(incident, &agreement.cadences, draft.audience))
        && now < cadence.welcome_at(last.written_at)
        && last.phase == draft.phase
        && incident.is_open()
    {
        let minutes = (now - last.written_at).num_minutes();
        warnings.push(format!(
            "The last update is {minutes} min old. Below {} min it reads as noise.",
            cadence.floor_minutes
        ));
    }
    warnings
}

/// What would be said, for the rules about words.
fn statement(
    draft: &UpdateDraft,
    preview: &Rendered,
    (values, facts): (&BTreeMap<String, String>, &BTreeMap<String, FactId>),
    components: ShownStates,
) -> Statement {
    Statement {
        output: Output::of(draft.audience),
        phase: draft.phase,
        title: preview.title.clone(),
        body: preview.body.clone(),
        values: values.clone(),
        components,
        facts: facts.clone(),
    }
}
