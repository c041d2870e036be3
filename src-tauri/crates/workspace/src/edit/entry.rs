//! Adds an entry to a list of a file, and leaves everything else byte for byte.

use super::{Refused, document, quoted, says_the_same};
use crate::yaml::node::{Node, Value};

/// A value of an entry, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// One value.
    Text(String),
    /// Several values.
    List(Vec<String>),
    /// Values by their keys.
    Map(Vec<(String, String)>),
}

/// The text with one more entry at the end of the list under a key of the file itself; the list is begun where there is none.
///
/// A list that is written within brackets is not edited, unless it is empty.
pub fn add_entry(text: &str, list: &str, entry: &[(&str, Written)]) -> Result<String, Refused> {
    add_block(text, list, &line_of(entry), None, None)
}

/// The same with an entry of several lines, each as it stands behind the dash; in front of that one of the list's entries, counted
/// from 0, or at the end. A remark stands on a line of its own above it.
pub fn add_block(
    text: &str,
    list: &str,
    block: &str,
    before: Option<usize>,
    remark: Option<&str>,
) -> Result<String, Refused> {
    let whole = document(text)?;
    let refused = || Refused::NotScalar { path: list.to_owned() };
    let Value::Map(fields) = &whole.value else { return Err(refused()) };
    let break_ = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let written = |dash: &str| {
        let remark = remark.map(|remark| format!("{dash}# {remark}{break_}")).unwrap_or_default();
        let indented = block.lines().enumerate().map(|(index, line)| match index {
            0 => format!("{dash}- {line}{break_}"),
            _ if line.is_empty() => break_.to_owned(),
            _ => format!("{dash}  {line}{break_}"),
        });
        remark + &indented.collect::<String>()
    };
    let ended = if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}{break_}") };
    let Some(field) = fields.iter().find(|field| field.key == list) else {
        let edited = format!("{ended}{break_}{list}:{break_}{}", written("  "));
        return if is_added(&whole, &edited, list, None) { Ok(edited) } else { Err(refused()) };
    };
    let lines: Vec<&str> = ended.split_inclusive('\n').collect();
    let candidates = match &field.value.value {
        Value::List(items) => match (items.last(), before.and_then(|before| items.get(before))) {
            (_, Some(next)) => above(&lines, next, &written),
            (Some(lowest), None) => below(&lines, lowest, &written),
            (None, None) => vec![unbracketed(&lines, field.place.line, list, &written("  "), break_)],
        },
        Value::Nothing => vec![inserted(&lines, field.place.line as usize, &written("  "))],
        Value::Scalar(_) | Value::Map(_) => Vec::new(),
    };
    // Where an entry ends, comments and all, is for the parser to say: the first place that changes nothing else is it.
    candidates.into_iter().find(|edited| is_added(&whole, edited, list, before)).ok_or_else(refused)
}

/// What stands before the dash of an entry; none where it is no line of its own.
fn dash_of<'a>(lines: &[&'a str], item: &Node) -> Option<&'a str> {
    let line = lines.get((item.place.line as usize).saturating_sub(1)).copied().unwrap_or_default();
    let dash = line.split('-').next().unwrap_or_default();
    (line.contains('-') && dash.chars().all(|letter| letter == ' ')).then_some(dash)
}

/// The text with the entry at each place below the last one, the nearest first.
fn below(lines: &[&str], lowest: &Node, written: &dyn Fn(&str) -> String) -> Vec<String> {
    let Some(dash) = dash_of(lines, lowest) else { return Vec::new() };
    let written = written(dash);
    (lowest.place.line as usize..=lines.len()).map(|place| inserted(lines, place, &written)).collect()
}

/// The text with the entry above another one and the comments that lead to it.
fn above(lines: &[&str], next: &Node, written: &dyn Fn(&str) -> String) -> Vec<String> {
    let Some(dash) = dash_of(lines, next) else { return Vec::new() };
    let mut place = (next.place.line as usize).saturating_sub(1);
    while place > 0 && lines.get(place - 1).is_some_and(|line| line.trim_start().starts_with('#')) {
        place -= 1;
    }
    vec![inserted(lines, place, &written(dash))]
}

/// The text whose empty list in brackets became one with the entry.
fn unbracketed(lines: &[&str], at: u32, list: &str, written: &str, break_: &str) -> String {
    let place = (at as usize).saturating_sub(1);
    let replaced = lines
        .iter()
        .enumerate()
        .map(|(index, text)| if index == place { format!("{list}:{break_}{written}") } else { (*text).to_owned() });
    replaced.collect()
}

fn inserted(lines: &[&str], place: usize, written: &str) -> String {
    let (before, after) = lines.split_at(place.min(lines.len()));
    [before.concat().as_str(), written, after.concat().as_str()].concat()
}

/// Whether the edited text says the same as before, with one entry more at that place of the list, or at its end.
fn is_added(before: &Node, edited: &str, list: &str, at: Option<usize>) -> bool {
    let Ok(mut after) = document(edited) else { return false };
    let Value::Map(fields) = &mut after.value else { return false };
    let Some(place) = fields.iter().position(|field| field.key == list) else { return false };
    let Some(Value::List(items)) = fields.get_mut(place).map(|field| &mut field.value.value) else { return false };
    let Some(end) = items.len().checked_sub(1) else { return false };
    items.remove(at.unwrap_or(end).min(end));
    let is_begun = items.is_empty();
    let Value::Map(known) = &before.value else { return false };
    let had = known.iter().find(|field| field.key == list).map(|field| &field.value.value);
    match had {
        // What was begun, or was empty, says nothing else now.
        None | Some(Value::Nothing) if is_begun => {
            fields.remove(place);
            let rest: Vec<_> = known.iter().filter(|field| field.key != list).cloned().collect();
            says_the_same(&Node { value: Value::Map(rest), ..before.clone() }, &after)
        }
        Some(Value::List(_)) => says_the_same(before, &after),
        _ => false,
    }
}

/// The entry on one line: `{ id: pagerduty, provider: pagerduty }`.
fn line_of(entry: &[(&str, Written)]) -> String {
    let written = entry.iter().filter_map(|(key, value)| {
        let value = match value {
            Written::Text(text) => scalar(text),
            Written::List(texts) if texts.is_empty() => return None,
            Written::List(texts) => {
                format!("[{}]", texts.iter().map(|text| scalar(text)).collect::<Vec<_>>().join(", "))
            }
            Written::Map(pairs) if pairs.is_empty() => return None,
            Written::Map(pairs) => {
                let pairs: Vec<String> =
                    pairs.iter().map(|(key, text)| format!("{}: {}", scalar(key), scalar(text))).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
        };
        Some(format!("{key}: {value}"))
    });
    format!("{{ {} }}", written.collect::<Vec<_>>().join(", "))
}

/// A value as people would write it: in quotes only where it could be read as something else.
fn scalar(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let is_plain = text.starts_with(|letter: char| letter.is_ascii_alphabetic()) && text.chars().all(plain);
    if is_plain { text.to_owned() } else { quoted(text) }
}
