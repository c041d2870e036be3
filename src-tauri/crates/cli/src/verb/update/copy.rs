//! `bwatch update copy`: what was written, in the form in which it is pasted.

use domain::copy::{Format, copy as copied};
use domain::id::IncidentId;
use domain::incident::Update;
use domain::template::Output as Written;
use engine::engine::Engine;
use engine::error::Error;
use serde_json::json;

use super::output_of;
use crate::output::Output;
use crate::verb::word;
use crate::{Answer, Stop};

pub(super) fn copy(
    engine: &Engine,
    incident: &IncidentId,
    update: Option<&str>,
    wanted: Option<&str>,
    format: &str,
    output: &Output,
) -> Result<Answer, Stop> {
    let format = word(format, "format", "text, markdown, html", Format::read)?;
    let wanted = wanted.map(output_of).transpose()?;
    let state = engine.incident(incident)?;
    let mut updates = state.updates.iter().rev().filter(|known| update.is_none_or(|id| known.id.as_str() == id));
    let found = updates.find_map(|update| Some((update, text(update, wanted)?)));
    let (update, (written, title, body)) = found.ok_or_else(|| {
        let whose = update.map_or_else(|| incident.to_string(), |id| format!("{id} of {incident}"));
        let what = wanted.map(|wanted| format!(" as {}", wanted.word())).unwrap_or_default();
        Stop::Engine(Error::Refused(format!(
            "Nothing was written{what} in {whose}. `bwatch incident show {incident}` names all."
        )))
    })?;
    let text = copied(title, body, format);
    let value = json!({
        "id": incident,
        "update": update.id,
        "output": written,
        "phase": update.phase,
        "format": format.word(),
        "title": title,
        "text": text,
    });
    output.file(&value, &format!("{text}\n"))?;
    Ok(Answer::Yes)
}

/// Which output it is, with its title and text: the update's own words, or what went with it.
fn text(update: &Update, wanted: Option<Written>) -> Option<(Written, &str, &str)> {
    let own = Written::of(update.audience);
    if wanted.is_none_or(|wanted| wanted == own) {
        return Some((own, &update.title, &update.body));
    }
    let outreach = update.outreach.iter().find(|outreach| Some(outreach.output) == wanted)?;
    Some((outreach.output, &outreach.title, &outreach.body))
}
