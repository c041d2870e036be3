//! What updates are played on: a copy of the sample with the connections that a part needs, its engine, and an incident.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use domain::id::{IncidentId, IntentId};
use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::template::{Audience, Output, Template};
use engine::desk::Submitted;
use engine::engine::Engine;
use engine::port::{SessionVault, Vault};
use secrecy::SecretString;
use serde_json::json;
use tokio::runtime::Runtime;

use super::Trouble;
use crate::open::{open, runtime};

/// Whoever sits at the machine: a person of the sample.
const PERSON: &str = "mara";
/// As what customers see it.
const PATTERN: &str = "payments-failing";
/// The phase that every update tells.
pub(super) const PHASE: Phase = Phase::Identified;
/// Where connections stand in the sample, which are its last part.
const CONNECTIONS: &str = "\nconnections:\n";
/// Every so many entries one is an update to the teams; the others are notes.
const TOLD: usize = 8;

/// The engine with what it stands on.
pub(super) struct Stage {
    pub(super) engine: Engine,
    pub(super) runtime: Runtime,
    /// Of the databases.
    pub(super) folder: PathBuf,
}

/// A status page on a server of this process.
pub(super) struct Site {
    /// The connection's id, and the page's.
    pub(super) id: String,
    pub(super) provider: &'static str,
}

impl Stage {
    /// On the sample as it is, whose status page is a sandbox.
    pub(super) fn sample(sample: &Path, scratch: &Path) -> Result<Self, Trouble> {
        Self::set(sample, scratch, None, SessionVault::default())
    }

    /// On the sample with these pages instead of its connections.
    pub(super) fn with(sample: &Path, scratch: &Path, sites: &[Site], address: &str) -> Result<Self, Trouble> {
        let vault = SessionVault::default();
        let mut connections = String::new();
        for Site { id, provider } in sites {
            vault.store(id, "token", SecretString::from("token-of-the-meter".to_owned()))?;
            let options = format!("{{ page: {id}, api_url: \"http://{address}\" }}");
            connections.extend([format!(
                "  - {{ id: {id}, provider: {provider}, name: {id}, options: {options}, audiences: [customers] }}\n"
            )]);
        }
        Self::set(sample, scratch, Some(&connections), vault)
    }

    fn set(sample: &Path, scratch: &Path, connections: Option<&str>, vault: SessionVault) -> Result<Self, Trouble> {
        let (workspace, folder) = (scratch.join("workspace"), scratch.join("databases"));
        if scratch.exists() {
            fs::remove_dir_all(scratch)?;
        }
        copy(sample, &workspace)?;
        if let Some(connections) = connections {
            let file = workspace.join("bridgewatch.yaml");
            let text = fs::read_to_string(&file)?;
            let (before, _) = text.split_once(CONNECTIONS).ok_or("the sample has no connections any more")?;
            fs::write(file, format!("{before}{CONNECTIONS}{connections}"))?;
        }
        let engine = open(&workspace, &folder, vault)?;
        engine.say_who(&PERSON.into())?;
        Ok(Self { engine, runtime: runtime()?, folder })
    }

    /// An incident whose journal is at least that long.
    pub(super) fn incident(&self, entries: usize) -> Result<IncidentId, Trouble> {
        let declaration = json!({
            "severity": "sev1", "playbook": "payments", "customer_impact": true, "regions": ["europe"], "page": []
        });
        let declared = self.submit(None, &Intent::DeclareIncident(serde_json::from_value(declaration)?))?;
        let incident = IncidentId(declared.incident);
        let mut written = declared.sequences.len();
        while written < entries {
            written += self.submit(Some(&incident), &entry(written)?)?.sequences.len();
        }
        Ok(incident)
    }

    /// Submits an intent that nobody has submitted before, as a form does.
    pub(super) fn submit(&self, incident: Option<&IncidentId>, intent: &Intent) -> Result<Submitted, Trouble> {
        Ok(self.engine.submit(incident, &IntentId(self.engine.fresh_intent()), intent)?)
    }

    /// The template of an output.
    pub(super) fn template(&self, output: Output) -> Result<Template, Trouble> {
        let mut templates = self.engine.templates().into_iter();
        let found = templates.find(|it| it.pattern.as_str() == PATTERN && it.output == output && it.phase == PHASE);
        found.ok_or_else(|| format!("the sample has no template {PATTERN}, {output:?}, {PHASE:?}").into())
    }
}

/// The update to customers of a number, filled in as its template's examples are; no two have the same words.
pub(super) fn update(template: &Template, number: usize) -> UpdateDraft {
    let mut values = examples(template);
    values.insert("share".to_owned(), format!("about {number} in 1,000 payments"));
    UpdateDraft {
        audience: Audience::Customers,
        phase: PHASE,
        pattern: None,
        values,
        wording: None,
        components: BTreeMap::new(),
        page_components: BTreeMap::new(),
        facts: BTreeMap::new(),
        questions: None,
    }
}

/// What a template's form says where each variable has its example.
pub(super) fn examples(template: &Template) -> BTreeMap<String, String> {
    let example = |variable: &domain::template::Variable| {
        let value = variable.example.clone().or_else(|| variable.default.clone());
        (variable.name.clone(), value.unwrap_or_default())
    };
    template.variables.iter().map(example).collect()
}

/// One more line of a bad night.
fn entry(number: usize) -> Result<Intent, Trouble> {
    if number.is_multiple_of(TOLD) {
        let text =
            format!("Round {number}: roll-back of payments-api goes on, ledger lag falls, next word in 20 minutes.");
        let draft = json!({ "audience": "teams", "phase": PHASE, "wording": ["Payments: roll-back goes on", text] });
        return Ok(Intent::PublishUpdate(serde_json::from_value(draft)?));
    }
    let text = format!(
        "{number}: authorisations at 62 %, retries drained from two of three regions; Tomasz watches the writers."
    );
    Ok(Intent::WriteNote { text, corrects: None, happened_at: None, pages: Vec::new() })
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir()? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
