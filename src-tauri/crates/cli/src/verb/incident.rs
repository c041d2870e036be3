//! `bwatch incident`: the verbs become intents; the same door as the window's.

mod bridge;
mod head;
mod intent;
mod show;

use domain::id::{IncidentId, IntentId};
use domain::incident::intent::Intent;
use engine::engine::Engine;
use engine::error::Error;
use engine::view::destination::Place;
use engine::view::state::sentences;
use serde_json::json;

use crate::options::bridge::BridgeVerb;
use crate::options::declare::Again;
use crate::options::incident::IncidentVerb;
use crate::output::Output;
use crate::verb::{launch, page};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &IncidentVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        IncidentVerb::List => show::list(engine, output),
        IncidentVerb::Show { id } => show::show(engine, &id.as_str().into(), output),
        IncidentVerb::Bridge(BridgeVerb::Rally(wanted)) if wanted.only_asks() => {
            show::rally(engine, &wanted.id.as_str().into(), output)
        }
        IncidentVerb::Closing { id } => show::closing(engine, &id.as_str().into(), output),
        IncidentVerb::Export { id, output: file } => export(engine, &id.as_str().into(), file.as_deref(), output),
        IncidentVerb::Update { id, audience, phase, pattern, values, rests, dry_run: true, .. } => {
            let id = id.as_str().into();
            let (phase, pattern) = (phase.as_deref(), pattern.as_deref());
            let draft = intent::draft(engine, &id, &intent::Words { audience, phase, pattern, pairs: values, rests })?;
            show::preview(engine, &id, &draft, output)
        }
        _ => {
            let (incident, intent, again) = intent::of(engine, verb)?;
            if let Intent::DeclareIncident(declaration) = &intent {
                for line in launch::said(&engine.propose(declaration)?.collisions) {
                    output.note(&line);
                }
            }
            if let (IncidentVerb::Page { heads, .. }, Some(id)) = (verb, &incident) {
                page::counted(*heads, &engine.page_preview(id, &intent)?)?;
            }
            if let (Intent::PublishUpdate(draft), Some(id)) = (&intent, &incident) {
                let form = engine.compose(id, draft)?;
                let refused: Vec<String> = form.places.iter().filter_map(Place::stands_against).collect();
                if form.faults.is_empty() && !refused.is_empty() {
                    return Err(Stop::Engine(Error::Refused(refused.join(" "))));
                }
            }
            let done = submit(engine, incident.as_ref(), &intent, again, output);
            match (done, incident, intent) {
                (Err(Stop::Engine(Error::Refused(words))), Some(id), Intent::PublishUpdate(draft)) => {
                    // The composer names the variables, so that the next try can set them.
                    let faults = engine.compose(&id, &draft)?.faults;
                    Err(Stop::Engine(Error::Refused(if faults.is_empty() { words } else { sentences(&faults) })))
                }
                (done, ..) => done,
            }
        }
    }
}

pub(super) fn submit(
    engine: &Engine,
    incident: Option<&IncidentId>,
    intent: &Intent,
    again: &Again,
    output: &Output,
) -> Result<Answer, Stop> {
    let id = IntentId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
    let done = engine.submit(incident, &id, intent)?;
    let value = json!({ "id": done.incident, "sequences": done.sequences, "already": done.already, "intent": id });
    output.answer(&value, || {
        let how = if done.already { "was done before" } else { "done" };
        vec![format!("{} {how}", done.incident)]
    })?;
    Ok(Answer::Yes)
}

fn export(engine: &Engine, id: &IncidentId, file: Option<&std::path::Path>, output: &Output) -> Result<Answer, Stop> {
    let review = engine.review(id)?;
    let markdown = review.markdown;
    match file {
        None => {
            let mut value = json!({ "id": id, "markdown": markdown, "slips": review.measures.slips });
            time::move_into(engine.zone(), &mut value);
            output.answer(&value, || vec![markdown.trim_end().to_owned()])?;
        }
        Some(path) => {
            std::fs::write(path, &markdown)
                .map_err(|source| Error::File { what: format!("`{}` cannot be written", path.display()), source })?;
            output.answer(&json!({ "id": id, "path": path }), || vec![path.display().to_string()])?;
        }
    }
    Ok(Answer::Yes)
}
