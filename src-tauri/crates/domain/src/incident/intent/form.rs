//! The intents that are forms of their own: how an incident begins, an update, and all updates from one form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::delivery::ComponentState;
use crate::id::{
    AccountId, ConnectionId, FactId, PatternId, PersonId, PlaybookId, QuestionId, RegionId, RotationId, ServiceId,
};
use crate::phase::Phase;
use crate::severity::Severity;
use crate::template::{Audience, Output};

/// How an incident begins. Only the severity and either a title or a playbook are required.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Declaration {
    /// Empty: made from the playbook and the services.
    #[serde(default)]
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// As what it looks.
    #[serde(default)]
    pub playbook: Option<PlaybookId>,
    /// As what customers see it; the playbook's where none is given.
    #[serde(default)]
    pub pattern: Option<PatternId>,
    /// What is failing.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Where it shows; the playbook's where none is given.
    #[serde(default)]
    pub surface: Option<String>,
    /// What is seen; the playbook's where none is given.
    #[serde(default)]
    pub symptom: Option<String>,
    /// Where customers are.
    #[serde(default)]
    pub regions: Vec<RegionId>,
    /// Customer impact is already confirmed.
    #[serde(default)]
    pub customer_impact: bool,
    /// Whom to page; everybody whom page tree and playbook propose where none is given.
    #[serde(default)]
    pub page: Option<Vec<RotationId>>,
    /// A rehearsal.
    #[serde(default)]
    pub drill: bool,
}

/// An update as the composer sends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct UpdateDraft {
    /// To whom.
    pub audience: Audience,
    /// Which phase it tells.
    pub phase: Phase,
    /// Which impact pattern; the incident's where none is given.
    #[serde(default)]
    pub pattern: Option<PatternId>,
    /// What is filled in.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// The text instead of the template's, where the wording was unlocked: title and body. The log says so.
    #[serde(default)]
    pub wording: Option<(String, String)>,
    /// Components and the state they get on each status page that it goes to, where those have the same ids.
    #[serde(default)]
    pub components: BTreeMap<String, ComponentState>,
    /// Components of each status page (its ids), and the state they get there.
    #[serde(default)]
    pub page_components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
    /// The facts that variables rest on, by variable; one that is not named here was typed by hand.
    #[serde(default)]
    pub facts: BTreeMap<String, FactId>,
    /// The open questions of this audience that it answers; none are where none is given, and a form then proposes which.
    #[serde(default)]
    pub questions: Option<Vec<QuestionId>>,
}

/// All that leaves at once, from one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Composition {
    /// Which phase it tells.
    pub phase: Phase,
    /// Which impact pattern; the incident's where none is given.
    #[serde(default)]
    pub pattern: Option<PatternId>,
    /// What is filled in, for all outputs.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
    /// What is written.
    pub outputs: Vec<OutputDraft>,
    /// Components of each status page (its ids), and the state they get there.
    #[serde(default)]
    pub components: BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
    /// Which accounts get a letter; all that are hit where none is given.
    #[serde(default)]
    pub accounts: Option<Vec<AccountId>>,
    /// The facts that values rest on, by the key of the value; one that is not named here was typed by hand.
    #[serde(default)]
    pub facts: BTreeMap<String, FactId>,
    /// The open questions that it answers, each of an audience that is written to; none are where none is given, and a form then
    /// proposes which.
    #[serde(default)]
    pub questions: Option<Vec<QuestionId>>,
}

/// One output of a composition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct OutputDraft {
    /// Which.
    pub output: Output,
    /// The text instead of the template's, where the wording was unlocked: title and body. The log says so.
    #[serde(default)]
    pub wording: Option<(String, String)>,
}

/// Who coordinates an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AreaDraft {
    /// The team that owns what fails, as the workspace writes it: `Payments team`.
    pub area: String,
    /// Who coordinates it from now on.
    pub person: PersonId,
}
