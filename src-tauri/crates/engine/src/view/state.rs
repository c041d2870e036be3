//! An incident as a whole, and templates by name, as `bwatch` and other programs read them.

use std::collections::BTreeMap;

use domain::id::{IncidentId, PersonId, ServiceId};
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::phase::Phase;
use domain::reminder::{Clock, clocks};
use domain::service::Service;
use domain::template::{Output, Rendered, Template, TemplateFault, Variable};

use crate::engine::Engine;
use crate::error::Error;

/// An incident as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeIncident {
    /// The folded state.
    pub incident: Incident,
    /// All its entries, in order.
    pub entries: Vec<Entry>,
    /// When each audience is owed its next update.
    pub clocks: Vec<Clock>,
}

impl Engine {
    /// An incident with its entries and clocks.
    pub fn whole_incident(&self, id: &IncidentId) -> Result<WholeIncident, Error> {
        let incident = self.incident(id)?;
        let entries = self.parts.truth.entries(id)?;
        let clocks = clocks(&incident, &self.loaded().agreement.cadences);
        Ok(WholeIncident { incident, entries, clocks })
    }

    /// The incidents that still need somebody, newest first, each with whether it is open: else it was resolved within seven
    /// days and owes a closing update.
    pub fn on_the_desk(&self) -> Result<Vec<(IncidentId, bool)>, Error> {
        let incidents = self.parts.truth.open_incidents(self.now())?;
        Ok(incidents.into_iter().map(|incident| (incident.id.clone(), incident.is_open())).collect())
    }

    /// Refuses a person whom the workspace does not know.
    pub fn must_know(&self, person: &PersonId) -> Result<(), Error> {
        match self.loaded().agreement.person(person) {
            Some(_) => Ok(()),
            None => Err(Error::NotFound(format!("The workspace knows nobody as “{person}”."))),
        }
    }

    /// A person's name, or the id where the workspace does not know them.
    pub fn person_name(&self, person: &PersonId) -> String {
        self.loaded().agreement.person_name(person)
    }

    /// A service of the workspace.
    pub fn service(&self, id: &ServiceId) -> Option<Service> {
        self.loaded().agreement.service(id).cloned()
    }

    /// All templates of the workspace.
    pub fn templates(&self) -> Vec<Template> {
        self.loaded().agreement.templates.clone()
    }

    /// A template filled with values, and with what the organisation says of itself; faults are one refusal with a sentence for each.
    pub fn render(
        &self,
        pattern: &str,
        output: Output,
        phase: Phase,
        values: &BTreeMap<String, String>,
    ) -> Result<Rendered, Error> {
        let loaded = self.loaded();
        let template = loaded.agreement.template_of(pattern, output, phase).ok_or_else(|| {
            let (output, phase) = (output.file_stem(), phase.name().to_lowercase());
            Error::NotFound(format!("The workspace has no template {pattern}/{output}-{phase}."))
        })?;
        let own = |variable: &Variable| Some((variable.name.clone(), loaded.agreement.own_fact(variable)?.to_owned()));
        let own = template.variables.iter().filter_map(own);
        let filled = own.chain(values.clone()).collect();
        template.render(&filled).map_err(|faults| Error::Refused(sentences(&faults)))
    }
}

/// What stands against a text, with the names by which variables are set.
pub fn sentences(faults: &[TemplateFault]) -> String {
    let sentence = |fault: &TemplateFault| {
        let TemplateFault { variable, message } = fault;
        if variable.is_empty() || message.contains(&format!("`{variable}`")) {
            return message.clone();
        }
        format!("{} (`{variable}`).", message.trim_end_matches('.'))
    };
    faults.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
