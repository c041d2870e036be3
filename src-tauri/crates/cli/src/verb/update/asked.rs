//! Names on the command line that no chosen template has: refused, so that a slip of the finger is told and not lost.

use domain::incident::decide::composition::own_key;
use domain::incident::intent::Composition;
use domain::template::{Audience, Output as Written};
use engine::view::composition::{CompositionView, SharedField};

use super::chosen;
use crate::Stop;

/// Refuses values and facts for which the form has no field.
pub(super) fn known(composition: &Composition, view: &CompositionView) -> Result<(), Stop> {
    // Where there is no template to fill in, that is what is the matter.
    if view.fields.is_empty() && chosen(view).any(|output| output.template.is_none()) {
        return Ok(());
    }
    let set = composition.values.keys().map(|key| ("--set", key));
    let rests = composition.facts.keys().map(|key| ("--fact", key));
    let slips: Vec<String> =
        set.chain(rests).filter(|(_, key)| !asks(view, key)).map(|(option, key)| slip(option, key, view)).collect();
    if slips.is_empty() { Ok(()) } else { Err(Stop::Usage(slips.join(" "))) }
}

/// Whether a field of the form is meant: for all who are written to, or for one audience alone.
fn asks(view: &CompositionView, key: &str) -> bool {
    view.fields.iter().any(|field| {
        field.variable.name == key
            || audiences(&[field]).iter().any(|audience| own_key(&field.variable.name, *audience) == key)
    })
}

/// What is wrong with a name, and which there are.
fn slip(option: &str, key: &str, view: &CompositionView) -> String {
    let name = key.split_once('@').map_or(key, |(name, _)| name);
    let fields: Vec<&SharedField> = view.fields.iter().filter(|field| field.variable.name == name).collect();
    if !fields.is_empty() {
        let keys = audiences(&fields).into_iter().map(|audience| format!("`{}`", own_key(name, audience)));
        let keys = keys.collect::<Vec<_>>().join(", ");
        return format!("`{option} {key}`: nobody who is written to asks for it. There are: `{name}`, {keys}.");
    }
    let mut names: Vec<String> = Vec::new();
    for field in &view.fields {
        let name = format!("`{}`", field.variable.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    format!("`{option} {key}`: no chosen template has a variable `{name}`. There are: {names}.")
}

/// Whose outputs ask for these fields, each audience once.
fn audiences(fields: &[&SharedField]) -> Vec<Audience> {
    let mut audiences: Vec<Audience> =
        fields.iter().flat_map(|field| &field.outputs).map(|output: &Written| output.audience()).collect();
    audiences.sort_unstable();
    audiences.dedup();
    audiences
}
