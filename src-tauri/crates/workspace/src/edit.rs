//! Writes a value back into a file, keeping comments, order and everything else byte for byte.

mod entry;
mod field;
mod line;
mod replace;
pub mod template;

use std::fs::{self, File};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

pub use entry::{Written, add_block, add_entry};
pub use field::set_or_add;
pub use line::{as_written, plain};
pub use replace::{Unsaved, replace};

use crate::error::Error;
use crate::yaml::node::{self, Node, Value};

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The text is not YAML; its fault comes first.
    #[error("the file has a fault in line {line}, which must be corrected first")]
    Faulty {
        /// Counted from 1.
        line: u32,
    },
    /// There is no such value.
    #[error("there is no `{path}` in the file")]
    Missing {
        /// The keys, joined by dots.
        path: String,
    },
    /// The value is a list, a map, an alias or a block of lines, which is edited by hand.
    #[error("`{path}` is not a single value on one line")]
    NotScalar {
        /// The keys, joined by dots.
        path: String,
    },
}

/// The text with one single value replaced. `keys` lead to it; an entry of a list is named by its `id` or its number,
/// counted from 0.
pub fn set_scalar(text: &str, keys: &[&str], value: &str) -> Result<String, Refused> {
    let refused = || Refused::NotScalar { path: keys.join(".") };
    let node = find(text, keys)?;
    let written = written_at(text, &node).ok_or_else(refused)?;
    let old = text.get(written.clone()).unwrap_or_default();
    let (before, after) = (text.get(..written.start).unwrap_or_default(), text.get(written.end..).unwrap_or_default());
    let is_quoted = old.starts_with(['"', '\'']);
    let candidates = [(!is_quoted).then(|| value.to_owned()), Some(quoted(value))];
    for written in candidates.into_iter().flatten() {
        let edited = format!("{before}{written}{after}");
        // Whether a value needs quotes depends on all that stands around it, so the parser is asked.
        if same_but(text, &edited, keys, value) {
            return Ok(edited);
        }
    }
    Err(refused())
}

/// Which bytes of the text a single value on one line is written in, quotes and all.
fn written_at(text: &str, node: &Node) -> Option<Range<usize>> {
    let extent = node.extent?;
    // Positions are counted without a mark of byte order.
    let marks = usize::from(text.starts_with('\u{feff}'));
    let byte = |index: usize| text.char_indices().nth(index + marks).map_or(text.len(), |(byte, _)| byte);
    let start = byte(extent.0);
    let old = text.get(start..byte(extent.1))?;
    // The parser counts a comment behind a quoted value to the value.
    let old = old.get(..end_of_quotes(old)).unwrap_or(old);
    // What trails the value belongs to the text around it.
    let old = old.trim_end_matches([' ', '\t', '\r', '\n']);
    let is_single = !old.is_empty() && !old.starts_with(['|', '>', '*', '&', '!']) && !old.contains('\n');
    is_single.then(|| start..start + old.len())
}

/// Writes a file of the workspace, all of it or nothing: a crash leaves the old text or the new one.
///
/// A path that would lead out of the root is refused.
pub fn save(root: &Path, relative: &str, text: &str) -> Result<(), Error> {
    let full = place(root, relative)?;
    let unreadable = |source| Error::Unreadable { path: full.clone(), source };
    let folder = full.parent().unwrap_or(root);
    let name = full.file_name().unwrap_or_default();
    let temporary = folder.join(format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id()));
    let written = write(&temporary, &full, text);
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map_err(unreadable)
}

/// Where a file of the workspace stands, or will stand; refused where that is outside of the root.
fn place(root: &Path, relative: &str) -> Result<PathBuf, Error> {
    let full = root.join(relative);
    let unreadable = |source| Error::Unreadable { path: full.clone(), source };
    let outside = || unreadable(io::Error::new(io::ErrorKind::PermissionDenied, "it is outside of the workspace"));
    let mut parts = Path::new(relative).components().peekable();
    if parts.peek().is_none() || parts.any(|part| !matches!(part, Component::Normal(_))) {
        return Err(outside());
    }
    // Links are followed before anything is written, so that none leads out either; what is not there yet is none.
    let nearest = full.ancestors().skip(1).find(|folder| folder.exists()).unwrap_or(root);
    let inside = fs::canonicalize(root).and_then(|root| Ok(fs::canonicalize(nearest)?.starts_with(root)));
    if !inside.map_err(unreadable)? || full.is_symlink() {
        return Err(outside());
    }
    Ok(full)
}

fn write(temporary: &Path, full: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create(temporary)?;
    file.write_all(text.as_bytes())?;
    if let Ok(metadata) = fs::metadata(full) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()?;
    fs::rename(temporary, full)?;
    // The new name is on disk only once its folder is; where folders cannot be opened, the system sees to it.
    if let Some(folder) = full.parent().and_then(|folder| File::open(folder).ok()) {
        folder.sync_all()?;
    }
    Ok(())
}

/// Where a quoted value ends; the length of one without quotes.
fn end_of_quotes(old: &str) -> usize {
    let mut letters = old.char_indices();
    let Some((_, quote @ ('"' | '\''))) = letters.next() else {
        return old.len();
    };
    while let Some((index, letter)) = letters.next() {
        let is_escaped = match quote {
            '"' => letter == '\\',
            _ => letter == quote && old[index + 1..].starts_with(quote),
        };
        if is_escaped {
            letters.next();
        } else if letter == quote {
            return index + 1;
        }
    }
    old.len()
}

fn document(text: &str) -> Result<Node, Refused> {
    let documents = node::parse(text, 0).map_err(|flaw| Refused::Faulty { line: flaw.place.line })?;
    documents.nodes.into_iter().next().ok_or(Refused::Faulty { line: 1 })
}

fn find(text: &str, keys: &[&str]) -> Result<Node, Refused> {
    let missing = || Refused::Missing { path: keys.join(".") };
    let mut node = document(text)?;
    for key in keys {
        node = step(node, key).ok_or_else(missing)?;
    }
    Ok(node)
}

fn step(node: Node, key: &str) -> Option<Node> {
    let place = place_of(&node, key)?;
    match node.value {
        Value::Map(fields) => fields.into_iter().nth(place).map(|field| field.value),
        Value::List(items) => items.into_iter().nth(place),
        Value::Nothing | Value::Scalar(_) => None,
    }
}

fn step_into<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    let place = place_of(node, key)?;
    match &mut node.value {
        Value::Map(fields) => fields.get_mut(place).map(|field| &mut field.value),
        Value::List(items) => items.get_mut(place),
        Value::Nothing | Value::Scalar(_) => None,
    }
}

/// Which of a node's values a key names.
fn place_of(node: &Node, key: &str) -> Option<usize> {
    match &node.value {
        Value::Map(fields) => fields.iter().position(|field| field.key == key),
        Value::List(items) => items.iter().position(|item| is_named(item, key)).or_else(|| key.parse().ok()),
        Value::Nothing | Value::Scalar(_) => None,
    }
}

fn is_named(item: &Node, id: &str) -> bool {
    let Value::Map(fields) = &item.value else {
        return false;
    };
    fields.iter().any(|field| field.key == "id" && matches!(&field.value.value, Value::Scalar(own) if own == id))
}

/// Whether the edited text says the same as before, but for the one value.
fn same_but(text: &str, edited: &str, keys: &[&str], value: &str) -> bool {
    let (Ok(mut before), Ok(after)) = (document(text), document(edited)) else {
        return false;
    };
    let mut at = &mut before;
    for key in keys {
        let Some(next) = step_into(at, key) else { return false };
        at = next;
    }
    at.value = Value::Scalar(value.to_owned());
    says_the_same(&before, &after)
}

fn says_the_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Nothing, Value::Nothing) => true,
        (Value::Scalar(one), Value::Scalar(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| says_the_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && says_the_same(&one.value, &other.value))
        }
        _ => false,
    }
}

/// A value in double quotes.
fn quoted(value: &str) -> String {
    let escaped = value.chars().map(|letter| match letter {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        letter if letter.is_control() || letter == '\u{feff}' => format!("\\U{:08x}", u32::from(letter)),
        letter => letter.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
