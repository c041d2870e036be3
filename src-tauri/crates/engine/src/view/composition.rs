//! The composer for all audiences: one form in, every output as its channel will show it.

mod known;
mod output;
mod remark;

use std::collections::{BTreeMap, BTreeSet};

use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::delivery::ComponentState;
use domain::id::{AccountId, ConnectionId, FactId, IncidentId, PatternId};
use domain::incident::Incident;
use domain::incident::decide::composition::{accounts_hit, own_key, template_of};
use domain::incident::intent::{Composition, Intent};
use domain::phase::Phase;
use domain::template::{Audience, Output, QUESTIONS, Rendered, TemplateFault, Variable};
use domain::wording::{ReadingGrade, Remark};
use serde::Serialize;

use super::compose::{OfferedFact, OfferedQuestion, fact, question};
use super::destination::components;
use super::destination::{PageChoice, Place};

use crate::engine::Engine;
use crate::error::Error;

/// All outputs of one form.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CompositionView {
    /// Which phase it tells.
    pub phase: Phase,
    /// Which impact pattern.
    pub pattern: String,
    /// Patterns that have templates for this phase: id and name.
    pub patterns: Vec<(String, String)>,
    /// The one form, in the order in which its outputs ask.
    pub fields: Vec<SharedField>,
    /// What is filled in, by the key of its field.
    pub values: BTreeMap<String, String>,
    /// The facts that values rest on, by the key of the field; one that is not named here was typed by hand.
    pub facts: BTreeMap<String, FactId>,
    /// The facts that they may rest on.
    pub known: Vec<OfferedFact>,
    /// The open questions of those who are written to, and which of them are answered.
    pub questions: Vec<OfferedQuestion>,
    /// What can be written, in the composer's order.
    pub outputs: Vec<OutputView>,
    /// The status pages whose components can be given a state.
    pub pages: Vec<PageChoice>,
    /// The states that components get, page by page: those of the form; at the end, where the form says nothing of a page, what
    /// was broken is whole again.
    pub components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
    /// Named accounts, those that are hit first.
    pub accounts: Vec<AccountChoice>,
    /// The highest reading grade that was agreed on, for customers.
    pub highest_grade: u8,
    /// Who must approve it before it leaves; none where nobody need, or where it is the reader.
    pub approval: Option<String>,
    /// Why nothing can be written now; none where it can.
    pub refusal: Option<String>,
}

impl OutputView {
    /// What stands against sending it, as sentences: of its text, and of the places that it goes to.
    pub fn stands_against(&self) -> impl Iterator<Item = String> {
        let faults = self.faults.iter().map(|fault| fault.message.clone());
        faults.chain(self.places.iter().filter_map(Place::stands_against))
    }
}

/// A field of the form, and who asks for it.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SharedField {
    /// The key of its value: the variable's name, with the audience behind it where each audience has its own.
    pub key: String,
    /// The variable.
    pub variable: Variable,
    /// The chosen outputs that ask for it.
    pub outputs: Vec<Output>,
    /// The audience, where each has its own.
    pub audience: Option<Audience>,
}

/// One output as it would leave now.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct OutputView {
    /// Which.
    pub output: Output,
    /// As on screen.
    pub name: String,
    /// Whether it is written.
    pub chosen: bool,
    /// Where its template is written; none where there is none.
    pub template: Option<String>,
    /// Whether its wording was unlocked.
    pub unlocked: bool,
    /// The text as it will be sent.
    pub preview: Rendered,
    /// Title and text with which words of one's own begin; what is each account's own stays a hole.
    pub own_words: (String, String),
    /// The same as the preview, to be copied.
    pub copies: Copies,
    /// What stands against sending it.
    pub faults: Vec<TemplateFault>,
    /// What the clock says against sending it, as sentences.
    pub warnings: Vec<String>,
    /// By when it promises the next one, as the clock will read it.
    #[ts(type = "number | null")]
    pub promised_at: Option<i64>,
    /// What its words say against sending it.
    pub remarks: Vec<Remark>,
    /// Characters of title and text together.
    pub length: u32,
    /// The most that its template or its channel takes.
    pub limit: Option<u32>,
    /// How hard it is to read, to one decimal.
    pub reading: ReadingGrade,
    /// Where it goes; none where it is copied by hand.
    pub places: Vec<Place>,
    /// When this audience heard last.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
}

/// A named account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct AccountChoice {
    /// Its id.
    pub id: String,
    /// As they call themselves.
    pub name: String,
    /// Where they are, by the regions' names.
    pub regions: Vec<String>,
    /// Whether it is hit, as far as known.
    pub hit: bool,
    /// Whether it gets a letter.
    pub chosen: bool,
    /// How many addresses.
    pub contacts: u32,
}

impl Engine {
    /// The form for all outputs of an incident, prefilled, with each of them as it would leave now. Where the composition names
    /// no output, those are chosen that have a template and somebody to hear them.
    pub fn compose_all(&self, id: &IncidentId, composition: &Composition) -> Result<CompositionView, Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let pattern = pattern(&incident, agreement, composition);
        let chosen = chosen(&incident, agreement, &pattern, composition);
        let fields = fields(agreement, &pattern, composition, &chosen);
        let questions = offered(&incident, agreement, &pattern, &chosen, composition);
        let composition = &Composition { questions: Some(question::put_in(&questions)), ..composition.clone() };
        let values = self.values_of(&incident, agreement, &fields, composition);
        let facts = Self::facts_of(&incident, &fields, &values, &composition.facts);
        let components = components(&incident, agreement, composition);
        let filled = Composition {
            values: values.clone(),
            pattern: Some(pattern.clone()),
            components: components.clone(),
            facts: facts.clone(),
            ..composition.clone()
        };
        let writing =
            output::Writing { engine: self, incident: &incident, agreement, composition: &filled, pattern: &pattern };
        let outputs = Output::ALL.into_iter().filter(|output| *output != Output::Technical);
        let outputs: Vec<OutputView> =
            outputs.map(|output| writing.view(output, chosen.contains(&output))).collect::<Result<_, Error>>()?;
        let pages = self.page_choices(&incident, agreement, &filled)?;
        let outputs = writing.remarked(outputs, &pages);
        let (approval, refusal) = self.standing_of(&incident, &filled, &chosen, &outputs)?;
        Ok(CompositionView {
            phase: composition.phase,
            patterns: patterns(agreement, composition.phase),
            pattern: pattern.to_string(),
            pages,
            components,
            accounts: account_choices(&incident, agreement, composition),
            highest_grade: agreement.style.highest_grade,
            approval,
            refusal,
            fields,
            values,
            facts,
            known: fact::offered(&incident),
            questions,
            outputs,
        })
    }

    /// Who must approve it, and why it cannot be written now: what the rules answer, without writing it.
    fn standing_of(
        &self,
        incident: &Incident,
        filled: &Composition,
        chosen: &BTreeSet<Output>,
        outputs: &[OutputView],
    ) -> Result<(Option<String>, Option<String>), Error> {
        let has_faults = outputs.iter().any(|output| output.chosen && output.stands_against().next().is_some());
        if has_faults || chosen.is_empty() {
            return Ok((None, None));
        }
        let whole = Composition {
            outputs: chosen
                .iter()
                .map(|output| domain::incident::intent::OutputDraft {
                    output: *output,
                    wording: wording(filled, *output).cloned(),
                })
                .collect(),
            ..filled.clone()
        };
        Ok(match self.weigh(incident, &Intent::PublishUpdates(whole))? {
            Ok(events) => {
                let is_proposal = |event: &domain::incident::event::Event| {
                    matches!(event, domain::incident::event::Event::UpdateProposed { .. })
                };
                let lead = self.loaded().agreement.person_name(&incident.lead);
                (events.iter().any(is_proposal).then_some(lead), None)
            }
            Err(refusal) => (None, Some(refusal.to_string())),
        })
    }
}

/// The impact pattern of a composition: its own, the incident's, else the workspace's first.
pub(crate) fn pattern(incident: &Incident, agreement: &Agreement, composition: &Composition) -> PatternId {
    let known = composition.pattern.clone().or_else(|| incident.pattern.clone());
    known.unwrap_or_else(|| agreement.patterns.first().map(|pattern| pattern.id.clone()).unwrap_or_default())
}

fn patterns(agreement: &Agreement, phase: Phase) -> Vec<(String, String)> {
    let has_template =
        |id: &PatternId| agreement.templates.iter().any(|template| &template.pattern == id && template.phase == phase);
    let patterns = agreement.patterns.iter().filter(|pattern| has_template(&pattern.id));
    patterns.map(|pattern| (pattern.id.to_string(), pattern.name.clone())).collect()
}

/// The outputs that are written: those that the composition names; else all that have a template, letters only where an
/// account is there to read them, and at the end only those that have not had the last word, or make components whole again.
fn chosen(
    incident: &Incident,
    agreement: &Agreement,
    pattern: &PatternId,
    composition: &Composition,
) -> BTreeSet<Output> {
    if !composition.outputs.is_empty() {
        return composition.outputs.iter().map(|draft| draft.output).collect();
    }
    let usual = [Output::Teams, Output::Leadership, Output::StatusPage, Output::Outreach, Output::TalkingPoints];
    let is_written = |output: &Output| {
        let heard = *output != Output::Outreach || !agreement.accounts.is_empty();
        let mends = || *output == Output::StatusPage && !components(incident, agreement, composition).is_empty();
        let is_owed = !incident.has_last_word(*output) || mends();
        heard && is_owed && template_of(agreement, pattern, *output, composition.phase).is_some()
    };
    usual.into_iter().filter(is_written).collect()
}

/// The one form: each variable once, but those that each audience has for itself, and those that were given for one alone.
fn fields(
    agreement: &Agreement,
    pattern: &PatternId,
    composition: &Composition,
    chosen: &BTreeSet<Output>,
) -> Vec<SharedField> {
    let mut fields: Vec<SharedField> = Vec::new();
    // What customers read asks first: its words are the plainest, and others follow from it.
    let mut outputs: Vec<Output> = chosen.iter().copied().collect();
    outputs.sort_by_key(|output| (output.audience() != Audience::Customers, *output));
    for output in outputs {
        let Some(template) = template_of(agreement, pattern, output, composition.phase) else { continue };
        for variable in &template.variables {
            if matches!(variable.from.as_deref(), Some("account" | "contact")) {
                continue;
            }
            // Each audience hears at its own cadence, and asked its own questions.
            let for_it_alone = own_key(&variable.name, output.audience());
            let is_own = matches!(variable.from.as_deref(), Some("next_update" | QUESTIONS))
                || composition.values.contains_key(&for_it_alone)
                || composition.facts.contains_key(&for_it_alone);
            let own = is_own.then_some(output.audience());
            let key = if is_own { for_it_alone } else { variable.name.clone() };
            match fields.iter_mut().find(|field| field.key == key) {
                Some(field) => {
                    field.outputs.push(output);
                    // Whoever needs it needs it for all.
                    field.variable.optional &= variable.optional;
                }
                None => {
                    fields.push(SharedField { key, variable: variable.clone(), outputs: vec![output], audience: own });
                }
            }
        }
    }
    fields
}

/// The open questions of those who are written to.
fn offered(
    incident: &Incident,
    agreement: &Agreement,
    pattern: &PatternId,
    chosen: &BTreeSet<Output>,
    composition: &Composition,
) -> Vec<OfferedQuestion> {
    let own = chosen.iter().filter(|output| **output == Output::of(output.audience()));
    let told: Vec<_> =
        own.map(|output| (output.audience(), template_of(agreement, pattern, *output, composition.phase))).collect();
    question::offered(incident, &told, composition.questions.as_ref())
}

fn account_choices(incident: &Incident, agreement: &Agreement, composition: &Composition) -> Vec<AccountChoice> {
    let hit: BTreeSet<&AccountId> = accounts_hit(incident, agreement).into_iter().map(|account| &account.id).collect();
    let region =
        |id: &domain::id::RegionId| agreement.region(id).map_or_else(|| id.to_string(), |known| known.name.clone());
    let choice = |account: &domain::account::Account| {
        let hit = hit.contains(&account.id);
        AccountChoice {
            id: account.id.to_string(),
            name: account.name.clone(),
            regions: account.regions.iter().map(region).collect(),
            chosen: composition.accounts.as_ref().map_or(hit, |named| named.contains(&account.id)),
            hit,
            contacts: u32::try_from(account.contacts.len()).unwrap_or(u32::MAX),
        }
    };
    let mut choices: Vec<AccountChoice> = agreement.accounts.iter().map(choice).collect();
    choices.sort_by_key(|choice| !choice.hit);
    choices
}

/// The wording of an output where it was unlocked.
fn wording(composition: &Composition, output: Output) -> Option<&(String, String)> {
    composition.outputs.iter().find(|draft| draft.output == output)?.wording.as_ref()
}
