//! `bwatch template`: the list, and one filled in.

use domain::phase::Phase;
use domain::template::Audience;
use engine::engine::Engine;
use serde_json::json;

use super::{values, word};
use crate::options::TemplateVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop};

/// The words of an audience.
pub(super) const AUDIENCES: &str = "technical, teams, leadership, customers";
/// The words of a phase.
pub(super) const PHASES: &str = "investigating, identified, monitoring, resolved";

pub(super) fn run(engine: &Engine, verb: &TemplateVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        TemplateVerb::List => {
            let templates = engine.templates();
            let value = templates.iter().map(|template| {
                json!({
                    "pattern": template.pattern,
                    "audience": template.audience,
                    "phase": template.phase,
                    "source": template.source,
                    "variables": template.variables,
                })
            });
            output.answer(&value.collect(), || {
                let row = |template: &domain::template::Template| {
                    vec![
                        template.pattern.to_string(),
                        template.audience.name().to_owned(),
                        template.phase.name().to_owned(),
                    ]
                };
                table(&templates.iter().map(row).collect::<Vec<_>>())
            })?;
        }
        TemplateVerb::Render { pattern, audience, phase, values: pairs } => {
            let audience = word(audience, "audience", AUDIENCES, Audience::read)?;
            let phase = word(phase, "phase", PHASES, Phase::read)?;
            let rendered = engine.render(pattern, audience, phase, &values(pairs)?)?;
            output.answer(&json!({ "title": rendered.title, "body": rendered.body }), || {
                vec![rendered.title.clone(), String::new(), rendered.body.clone()]
            })?;
        }
    }
    Ok(Answer::Yes)
}
