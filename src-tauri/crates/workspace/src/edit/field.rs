//! Gives a map one more key, and leaves everything else byte for byte.

use super::{Refused, document, find, quoted, says_the_same, set_scalar, step_into, written_at};
use crate::yaml::node::Value;

/// The text with one single value replaced, or written where its map does not have it yet. `keys` lead to it as in
/// [`set_scalar`].
pub fn set_or_add(text: &str, keys: &[&str], value: &str) -> Result<String, Refused> {
    let Some((key, parent)) = keys.split_last() else {
        return Err(Refused::Missing { path: String::new() });
    };
    let map = find(text, parent)?;
    let Value::Map(fields) = &map.value else {
        return Err(Refused::NotScalar { path: parent.join(".") });
    };
    if fields.iter().any(|field| field.key == *key) {
        return set_scalar(text, keys, value);
    }
    // Behind the last value that stands on one line; whether the map is in braces, and whether the value needs quotes, is
    // for the parser to say.
    for field in fields.iter().rev() {
        let Some(written) = written_at(text, &field.value) else { continue };
        for value_written in [value.to_owned(), quoted(value)] {
            let within = inserted(text, written.end, &format!(", {key}: {value_written}"));
            let below = below(text, written.end, field.place.column, &format!("{key}: {value_written}"));
            for edited in [below, within] {
                if is_added(text, &edited, parent, key, value) {
                    return Ok(edited);
                }
            }
        }
    }
    Err(Refused::NotScalar { path: keys.join(".") })
}

fn inserted(text: &str, at: usize, written: &str) -> String {
    let (before, after) = text.split_at(at);
    [before, written, after].concat()
}

/// A line of its own below the one that a byte stands in.
fn below(text: &str, at: usize, column: u32, written: &str) -> String {
    let break_ = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indent = " ".repeat(column.saturating_sub(1) as usize);
    let rest = text.get(at..).unwrap_or_default();
    match rest.find('\n') {
        Some(end) => inserted(text, at + end + 1, &format!("{indent}{written}{break_}")),
        None => format!("{text}{break_}{indent}{written}"),
    }
}

/// Whether the edited text says the same as before, with that one key more.
fn is_added(text: &str, edited: &str, parent: &[&str], key: &str, value: &str) -> bool {
    let (Ok(before), Ok(mut after)) = (document(text), document(edited)) else {
        return false;
    };
    let mut at = Some(&mut after);
    for part in parent {
        at = at.and_then(|node| step_into(node, part));
    }
    let Some(Value::Map(fields)) = at.map(|node| &mut node.value) else {
        return false;
    };
    let Some(place) = fields.iter().position(|field| field.key == key) else {
        return false;
    };
    let added = fields.remove(place);
    matches!(&added.value.value, Value::Scalar(own) if own == value) && says_the_same(&before, &after)
}
