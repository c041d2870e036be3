//! `bwatch update known`: what is known of an incident, what is not, and when the next word is due.

use domain::copy::Format;
use domain::id::IncidentId;
use engine::engine::Engine;
use engine::view::known::KnownLineView;
use serde_json::{Value, json};

use crate::output::Output;
use crate::verb::word;
use crate::{Answer, Stop, time};

pub(super) fn known(engine: &Engine, incident: &IncidentId, format: &str, output: &Output) -> Result<Answer, Stop> {
    let format = word(format, "format", "text, markdown, html", Format::read)?;
    let view = engine.what_is_known(incident)?;
    let text = match format {
        Format::Text => &view.copies.text,
        Format::Markdown => &view.copies.markdown,
        Format::Html => &view.copies.html,
    };
    let lines = |lines: &[KnownLineView]| -> Vec<Value> {
        lines.iter().map(|line| json!({ "text": line.text, "sequence": line.sequence })).collect()
    };
    let value = json!({
        "id": incident,
        "sequence": view.sequence,
        "at": time::json_of(view.at, engine.zone()),
        "known": lines(&view.known),
        "unknown": lines(&view.unknown),
        "next": lines(&view.next),
        "format": format.word(),
        "text": text,
    });
    output.file(&value, &format!("{text}\n"))?;
    Ok(Answer::Yes)
}
