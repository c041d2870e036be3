//! The first, or next, update of each audience: where it would go, and what would be copied by hand.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::incident::decide::composition::template_of;
use domain::incident::intent::Composition;
use domain::policy::untold::untold;
use domain::proof::samples;
use domain::template::{Output, Rendered, Template};

use super::DryRunStep;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::composition::pattern;
use crate::view::destination::Going;

impl Engine {
    /// A step for each output that somebody would hear, or that has a template to be copied from.
    pub(super) fn update_steps(&self, incident: &Incident, agreement: &Agreement) -> Result<Vec<DryRunStep>, Error> {
        let composition = Composition {
            phase: incident.phase,
            pattern: None,
            values: BTreeMap::new(),
            outputs: Vec::new(),
            components: BTreeMap::new(),
            accounts: None,
            facts: BTreeMap::new(),
            questions: None,
        };
        let pattern = pattern(incident, agreement, &composition);
        let going = Going { incident, agreement, composition: &composition };
        let mut steps = Vec::new();
        for output in Output::ALL {
            let template = template_of(agreement, &pattern, output, composition.phase);
            let places = self.places(&going, output, &sample(template, incident, agreement))?;
            if places.is_empty() && template.is_none() {
                continue;
            }
            let which = if incident.last_update(output.audience()).is_some() { "Next" } else { "First" };
            let by_hand = places.is_empty().then(|| by_hand(output));
            let name = format!("{which} update: {}", output.name());
            steps.push(DryRunStep { places, by_hand, ..DryRunStep::of(&name) });
        }
        Ok(steps)
    }
}

/// As it would read, with an example in each hole: whether a page or a room takes it depends on what stands in it.
fn sample(template: Option<&Template>, incident: &Incident, agreement: &Agreement) -> Rendered {
    let filled = template.and_then(|template| template.render(&samples(template, agreement)).ok());
    filled.unwrap_or_else(|| Rendered {
        title: incident.title.clone(),
        body: incident.title.clone(),
        title_pieces: Vec::new(),
        body_pieces: Vec::new(),
    })
}

fn by_hand(output: Output) -> String {
    match output {
        Output::Outreach => "No account is hit that can be written to, or no letters are connected.".to_owned(),
        _ => format!("Copied by hand: no connection takes the {}.", output.name().to_lowercase()),
    }
}

/// The connections that would hear something, were it not for their policy: name and reason, in the workspace's order.
pub(super) fn untold_places(incident: &Incident, agreement: &Agreement) -> Vec<(String, String)> {
    let hears = agreement
        .connections
        .iter()
        .filter(|connection| !(connection.audiences.is_empty() && connection.outputs.is_empty()));
    hears.filter_map(|connection| Some((connection.name.clone(), untold(connection, incident, agreement)?))).collect()
}
