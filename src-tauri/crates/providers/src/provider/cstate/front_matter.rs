//! The front matter of a file: read as YAML, and changed line by line, so that all else stays as somebody wrote it.

use std::borrow::Cow;

use domain::delivery::Failure;
use serde_json::Value;

use crate::yaml;

/// A file cut at its fences. Together they are the file again, byte for byte.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut<'a> {
    /// The first fence, with its line end.
    pub(super) open: &'a str,
    /// What stands between.
    pub(super) front: &'a str,
    /// The second fence, with its line end.
    pub(super) close: &'a str,
    /// What follows.
    pub(super) body: &'a str,
}

/// `Garbled` where the text does not begin with front matter of YAML.
pub(super) fn cut(text: &str) -> Result<Cut<'_>, Failure> {
    let none = || Failure::Garbled("it has no front matter of YAML between two lines `---`".to_owned());
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let open = lines.next().filter(|line| is_fence(line.trim_start_matches('\u{feff}'))).ok_or_else(none)?;
    let mut end = open.len();
    for line in lines {
        if is_fence(line) {
            let (front, rest) = text[open.len()..].split_at(end - open.len());
            let (close, body) = rest.split_at(line.len());
            return Ok(Cut { open, front, close, body });
        }
        end += line.len();
    }
    Err(none())
}

impl Cut<'_> {
    /// How its lines end.
    pub(super) fn line_end(&self) -> &'static str {
        if self.open.ends_with("\r\n") { "\r\n" } else { "\n" }
    }
}

/// The front matter with other values for some keys: in the place of the old ones, or at its end. `Refused` where it is of a
/// form in which that cannot be done without touching anything else.
pub(super) fn changed(cut: &Cut<'_>, values: &[(&str, Value)]) -> Result<String, Failure> {
    let mut expected = yaml::read(cut.front)?;
    let mut text = Cow::Borrowed(cut.front);
    for (key, value) in values {
        if expected.get(key) != Some(&plain(value)) {
            text = Cow::Owned(put(&text, key, value, cut.line_end()));
        }
        if let Some(members) = expected.as_object_mut() {
            members.insert((*key).to_owned(), plain(value));
        }
    }
    if yaml::read(&text)? != expected {
        return Err(Failure::Refused(
            "The front matter of the incident's file is written in a way that cannot be changed here without touching the \
             rest of it. Write one key a line."
                .to_owned(),
        ));
    }
    Ok(text.into_owned())
}

/// A value as it is read back: single ones are texts.
fn plain(value: &Value) -> Value {
    match value {
        Value::Bool(is_so) => Value::String(is_so.to_string()),
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        other => other.clone(),
    }
}

/// What holds words and times of ours only, which stand bare as people write them.
const BARE: &[&str] = &["date", "resolvedWhen", "severity", "section"];

/// One key with its value, a line each. JSON is YAML.
pub(super) fn lines(key: &str, value: &Value, line_end: &str) -> String {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let items = items.iter().flat_map(|item| ["  - ".to_owned(), item.to_string(), line_end.to_owned()]);
            format!("{key}:{line_end}{}", items.collect::<String>())
        }
        Value::String(word) if BARE.contains(&key) => format!("{key}: {word}{line_end}"),
        other => format!("{key}: {other}{line_end}"),
    }
}

/// What is remarked behind a value in its line.
fn remark(line: &str) -> &str {
    let quoted = line.contains(['"', '\'']);
    line.find(" #").filter(|_| !quoted).map_or("", |at| line[at..].trim_end())
}

fn put(front: &str, key: &str, value: &Value, line_end: &str) -> String {
    let wanted = lines(key, value, line_end);
    let (first, behind) = wanted.split_once(line_end).unwrap_or((&wanted, ""));
    let mut text = String::new();
    let mut rest = front.split_inclusive('\n').peekable();
    let mut is_put = false;
    while let Some(line) = rest.next() {
        if is_put || !line.strip_prefix(key).is_some_and(|after| after.starts_with(':')) {
            text.push_str(line);
            continue;
        }
        // What belongs to the old value is indented, or is a list as far left as its key.
        let belongs = |line: &&str| line.starts_with([' ', '\t']) || line.trim_end() == "-" || line.starts_with("- ");
        while rest.next_if(belongs).is_some() {}
        text.extend([first, remark(line), line_end, behind]);
        is_put = true;
    }
    if !is_put {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(line_end);
        }
        text.push_str(&wanted);
    }
    text
}
