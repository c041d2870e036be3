//! Writes into a template: its message, and single values of its front matter. Everything else stays byte for byte.

use super::{Refused, Written, add_entry, as_written, plain, set_or_add};
use crate::yaml::front_matter::{self, FrontMatter};
use crate::yaml::node::Value;

/// The text with another message below the front matter. Blank lines around the old one stay.
pub fn set_message(text: &str, message: &str) -> Result<String, Refused> {
    let front = parts(text)?;
    let old = front.body.trim();
    let head = text.len() - front.body.len();
    let start = head + (front.body.len() - front.body.trim_start().len());
    let end = start + old.len();
    let message = plain(message);
    let message = message.trim();
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    Ok(as_written(text, &[before, message, after].concat()))
}

/// The text with one value of its front matter replaced, or written where it was not there: `["limit"]`.
pub fn set_value(text: &str, keys: &[&str], value: &str) -> Result<String, Refused> {
    edited(text, |yaml| set_or_add(yaml, keys, value))
}

/// The text with one value of a variable replaced, or written where it was not there.
pub fn set_variable(text: &str, variable: &str, key: &str, value: &str) -> Result<String, Refused> {
    let missing = || Refused::Missing { path: format!("variables.{variable}") };
    let place = place_of(text, variable)?.ok_or_else(missing)?.to_string();
    set_value(text, &["variables", &place, key], value)
}

/// The text with one more variable, which may be anything on one line.
pub fn declare(text: &str, variable: &str, label: &str) -> Result<String, Refused> {
    let entry = [("name", Written::Text(variable.to_owned())), ("label", Written::Text(label.to_owned()))];
    edited(text, |yaml| add_entry(yaml, "variables", &entry))
}

/// Which of its variables has that name, counted from 0.
fn place_of(text: &str, variable: &str) -> Result<Option<usize>, Refused> {
    let front = parts(text)?;
    let node = super::document(front.yaml).map_err(below_the_fence)?;
    let Value::Map(fields) = node.value else { return Ok(None) };
    let list = fields.into_iter().find(|field| field.key == "variables").map(|field| field.value.value);
    let Some(Value::List(items)) = list else { return Ok(None) };
    Ok(items.iter().position(|item| {
        let Value::Map(fields) = &item.value else { return false };
        fields
            .iter()
            .any(|field| field.key == "name" && matches!(&field.value.value, Value::Scalar(name) if name == variable))
    }))
}

fn edited(text: &str, edit: impl FnOnce(&str) -> Result<String, Refused>) -> Result<String, Refused> {
    let front = parts(text)?;
    let yaml = edit(front.yaml).map_err(below_the_fence)?;
    let before = text.get(..front.yaml_at).unwrap_or_default();
    let after = text.get(front.yaml_at + front.yaml.len()..).unwrap_or_default();
    Ok([before, &yaml, after].concat())
}

fn parts(text: &str) -> Result<FrontMatter<'_>, Refused> {
    front_matter::cut(text).ok_or(Refused::Faulty { line: 1 })
}

/// The YAML begins in the second line of the file.
fn below_the_fence(refused: Refused) -> Refused {
    match refused {
        Refused::Faulty { line } => Refused::Faulty { line: line + 1 },
        other => other,
    }
}
