//! The block before a document's text: YAML between `---` lines, or Hugo's TOML between `+++` lines.
//!
//! Five keys are known and all else is passed over, so this is a reader of lines, not of YAML. A date or list that
//! cannot be understood leaves its key empty; a block that never ends is text of the document.

use chrono::NaiveDate;

/// What the front matter says about the document.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<String>,
    pub(crate) services: Vec<String>,
    pub(crate) owner: Option<String>,
    pub(crate) verified: Option<NaiveDate>,
    pub(crate) tags: Vec<String>,
}

/// Splits a document into its front matter and the text after it.
pub(crate) fn split(text: &str) -> (FrontMatter, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.split_inclusive('\n');
    let Some(fence) = lines.next() else {
        return (FrontMatter::default(), text);
    };
    let (closing, separator): (&[&str], char) = match fence.trim_end() {
        "---" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        _ => return (FrontMatter::default(), text),
    };
    let mut block = Vec::new();
    let mut length = fence.len();
    for line in lines {
        length += line.len();
        if closing.contains(&line.trim_end()) {
            return (read(&block, separator), text.get(length..).unwrap_or_default());
        }
        block.push(line.trim_end());
    }
    (FrontMatter::default(), text)
}

fn read(block: &[&str], separator: char) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut lines = block.iter().copied().peekable();
    while let Some(line) = lines.next() {
        // Indented lines belong to a key that is not ours; a TOML table ends the keys of the document.
        if separator == '=' && line.starts_with('[') {
            break;
        }
        let Some((key, value)) = line.split_once(separator) else {
            continue;
        };
        let mut values = vec![uncommented(value).to_owned()];
        while let Some(more) =
            lines.next_if(|next| continues(next, separator) || is_open(values.first().map_or("", String::as_str)))
        {
            let more = uncommented(more);
            match more.strip_prefix("- ") {
                Some(item) => values.push(item.trim().to_owned()),
                None => values.iter_mut().take(1).for_each(|first| {
                    first.push(' ');
                    first.push_str(more);
                }),
            }
        }
        match key.trim().trim_matches('"').to_lowercase().as_str() {
            "title" => front.title = scalar(&values),
            "owner" => front.owner = scalar(&values),
            "verified" => front.verified = scalar(&values).and_then(|text| date(&text)),
            "services" => front.services = list(&values),
            "tags" => front.tags = list(&values),
            _ => {}
        }
    }
    front
}

/// Whether a line goes on with the value above it: indented, or an item of a list.
fn continues(line: &str, separator: char) -> bool {
    line.starts_with([' ', '\t']) || (separator == ':' && line.starts_with("- "))
}

/// Whether an inline list has begun and not ended.
fn is_open(value: &str) -> bool {
    value.starts_with('[') && !value.ends_with(']')
}

/// The value without blanks around it and without the comment after it.
fn uncommented(value: &str) -> &str {
    let value = value.trim();
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in value.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') if !before.is_alphanumeric() => quote = Some(letter),
            (None, '#') if before.is_whitespace() => return value.get(..at).unwrap_or(value).trim_end(),
            _ => {}
        }
        before = letter;
    }
    value
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return match quote {
                '"' => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
                _ => inner.replace("''", "'"),
            };
        }
    }
    value.to_owned()
}

/// The first value as text: the first item where a list was given, `None` for nothing or YAML's null.
fn scalar(values: &[String]) -> Option<String> {
    let first = values.first().map_or("", String::as_str).trim_start_matches(['>', '|']).trim_start_matches('-').trim();
    if first.is_empty() || first.starts_with('[') {
        return list(values).into_iter().next();
    }
    Some(unquoted(first)).filter(|text| !matches!(text.as_str(), "" | "~" | "null"))
}

/// Items of an inline list, of a block list, or of a scalar with commas.
fn list(values: &[String]) -> Vec<String> {
    let (first, items) = values.split_first().map_or(("", values), |(first, items)| (first.as_str(), items));
    let inline = first.strip_prefix('[').map_or(first, |inner| inner.strip_suffix(']').unwrap_or(inner));
    separated(inline)
        .into_iter()
        .chain(items.iter().map(String::as_str))
        .map(unquoted)
        .filter(|item| !matches!(item.as_str(), "" | "~" | "null"))
        .collect()
}

/// Splits at commas outside quotes.
fn separated(inline: &str) -> Vec<&str> {
    let mut quote = None;
    inline
        .split(|letter| {
            match (quote, letter) {
                (Some(open), _) if open == letter => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                _ => {}
            }
            letter == ',' && quote.is_none()
        })
        .collect()
}

/// A date, or the date of an instant as it is written.
fn date(text: &str) -> Option<NaiveDate> {
    text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
}
