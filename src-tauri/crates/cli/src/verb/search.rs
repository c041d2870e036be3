//! `bwatch search`: sections of runbooks, best first.

use engine::engine::Engine;
use serde_json::{Value, json};

use crate::output::{Output, table};
use crate::{Answer, Stop};

pub(super) fn search(engine: &Engine, words: &[String], output: &Output) -> Result<Answer, Stop> {
    let words = words.join(" ");
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Stop::Usage("Give a word to search for.".to_owned()));
    }
    // The window indexes in the background; here the index must be true before it is asked.
    engine.index_now()?;
    let found = engine.search_runbooks(&words, None)?;
    let hits: Vec<Value> = found
        .hits
        .iter()
        .map(|hit| {
            let snippet: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
            json!({
                "path": hit.path,
                "title": hit.title,
                "heading": hit.heading,
                "anchor": hit.anchor,
                "snippet": snippet,
                "score": hit.score,
            })
        })
        .collect();
    if let Some(instead) = &found.instead {
        output.note(&format!("Nothing for “{words}”. Showing “{instead}”."));
    }
    let nothing = hits.is_empty();
    output.answer(&Value::from(hits), || {
        let row = |hit: &engine::view::runbook::HitView| vec![hit.path.clone(), hit.title.clone(), hit.heading.clone()];
        table(&found.hits.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(if nothing { Answer::No } else { Answer::Yes })
}
