//! `bwatch pack`: starter packs, what one would write, and writing it.

use engine::engine::Engine;
use engine::view::pack::PackView;
use serde_json::json;

use crate::options::pack::PackVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop};

pub(super) fn run(engine: &Engine, verb: &PackVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        PackVerb::List => {
            let packs = engine.packs();
            let value =
                packs.iter().map(|pack| json!({ "id": pack.id, "name": pack.name, "description": pack.description }));
            output.answer(&value.collect(), || {
                table(&packs.iter().map(|pack| vec![pack.id.clone(), pack.description.clone()]).collect::<Vec<_>>())
            })?;
            Ok(Answer::Yes)
        }
        PackVerb::Show { id } => {
            let pack = engine.pack(id)?;
            output.answer(&json!(pack), || lines(&pack, "would be written", "would be added"))?;
            Ok(if pack.refusal.is_empty() { Answer::Yes } else { Answer::No })
        }
        PackVerb::Add { id } => {
            let pack = engine.add_pack(id)?;
            output.answer(&json!(pack), || lines(&pack, "written", "added"))?;
            Ok(Answer::Yes)
        }
    }
}

fn lines(pack: &PackView, written: &str, added: &str) -> Vec<String> {
    let mut lines: Vec<String> = pack.files.iter().map(|path| format!("{written}  {path}")).collect();
    for addition in &pack.additions {
        lines.extend(addition.entries.iter().map(|entry| format!("{added}  {}, {entry}", addition.path)));
    }
    lines.extend(pack.left.iter().map(|left| format!("left, it is there  {left}")));
    lines.extend((!pack.refusal.is_empty()).then(|| format!("! {}", pack.refusal)));
    lines
}
