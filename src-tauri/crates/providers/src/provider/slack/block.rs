//! A message as Slack's blocks, in which none of our words can be taken for markup, for a mention or for an emoji.
//!
//! Most paragraphs go out as `mrkdwn` that is taken verbatim, so that addresses are links. Slack has no escape for the letters
//! that make something bold or a quotation: a paragraph that has such letters goes out as plain text, and keeps them.
//! <https://docs.slack.dev/messaging/formatting-message-text/>

use serde_json::{Value, json};

use crate::prose::{Piece, entry, paragraphs, pieces};

/// The longest text of a header. <https://docs.slack.dev/reference/block-kit/blocks/header-block/>
const HEADER: usize = 150;
/// The longest text of a section. <https://docs.slack.dev/reference/block-kit/blocks/section-block/>
const SECTION: usize = 3_000;
/// Fewer than the fifty that a message may have, for what stands around them.
const MOST: usize = 40;
/// Letters that Slack takes for bold, italics, strike-through and code.
const MARKS: [char; 4] = ['*', '_', '~', '`'];

/// All blocks of a message: its title, its text, and where the original stands.
pub(super) fn all(title: &str, body: &str, original: &str) -> Vec<Value> {
    let mut blocks = heading(title);
    let paragraphs = paragraphs(body);
    let mut text = sections(&paragraphs, is_marked);
    if text.len() > MOST {
        text = sections(&paragraphs, |_| true);
    }
    blocks.extend(text);
    blocks.push(json!({ "type": "context", "elements": [plain(&escaped(original))] }));
    blocks
}

/// What notifications show and screen readers read in place of the blocks: no place for links, and none for a mention.
pub(super) fn spoken(title: &str, body: &str) -> String {
    let text = format!("{title}\n\n{body}");
    // A letter without width keeps an at sign from what it would call.
    escaped(&text).replace('@', "@\u{2060}")
}

fn heading(title: &str) -> Vec<Value> {
    let text = escaped(&title.split_whitespace().collect::<Vec<_>>().join(" "));
    if length(&text) <= HEADER {
        return vec![json!({ "type": "header", "text": plain(&text) })];
    }
    sections(&[title.to_owned()], |_| true)
}

/// Paragraphs as sections, as few as their kinds and Slack's limit allow.
fn sections(paragraphs: &[String], is_plain: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut runs: Vec<(bool, String)> = Vec::new();
    for paragraph in paragraphs {
        let kind = is_plain(paragraph);
        match runs.last_mut() {
            Some((known, text)) if *known == kind => text.extend(["\n\n", paragraph]),
            _ => runs.push((kind, paragraph.clone())),
        }
    }
    let section = |(is_plain, text): &(bool, String)| {
        let part = |part: &str| match is_plain {
            true => json!({ "type": "section", "text": plain(&lines(part, escaped)) }),
            false => json!({
                "type": "section",
                "text": { "type": "mrkdwn", "text": lines(part, linked), "verbatim": true },
            }),
        };
        parts(text).into_iter().map(part).collect::<Vec<_>>()
    };
    runs.iter().flat_map(section).collect()
}

fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// Line by line, with the bullets of lists.
fn lines(text: &str, shown: impl Fn(&str) -> String) -> String {
    let line = |line: &str| match entry(line) {
        Some(words) => format!("• {}", shown(words)),
        None => shown(line),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// A line whose addresses are links.
fn linked(line: &str) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => escaped(words),
        Piece::Address(address) => format!("<{}>", escaped(address)),
    };
    pieces(line).into_iter().map(piece).collect()
}

/// The three letters that Slack's own markup begins with.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether Slack would take something of a paragraph for more than its letters.
fn is_marked(paragraph: &str) -> bool {
    paragraph.lines().any(|line| {
        let line = entry(line).unwrap_or(line);
        line.trim_start().starts_with('>') || pieces(line).into_iter().any(is_marked_piece)
    })
}

fn is_marked_piece(piece: Piece<'_>) -> bool {
    let Piece::Words(words) = piece else { return false };
    words.contains(MARKS) || words.contains('@') || has_emoji(words)
}

/// Whether there is something like `:warning:`. Times are none: `14:02:10`.
fn has_emoji(words: &str) -> bool {
    let is_name = |text: &str| {
        let is_of_name = |letter: char| letter.is_alphanumeric() || ['_', '-', '+', '\''].contains(&letter);
        text.chars().all(is_of_name) && text.chars().any(|letter| !letter.is_ascii_digit())
    };
    let mut between = words.split(':').skip(1).collect::<Vec<_>>();
    between.pop();
    between.into_iter().any(|text| !text.is_empty() && is_name(text))
}

/// As Slack counts.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text in parts that each fit into a section once they are escaped, cut between paragraphs, lines or words where there are
/// any.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    loop {
        rest = rest.trim_matches('\n');
        let fits = fitting(rest);
        if fits == rest.len() {
            parts.extend((!rest.is_empty()).then_some(rest));
            return parts;
        }
        let window = &rest[..fits];
        let boundary = ["\n\n", "\n", " "].into_iter().find_map(|between| window.rfind(between).filter(|at| *at > 0));
        let (part, after) = rest.split_at(boundary.unwrap_or(fits));
        parts.push(part);
        rest = after.trim_start_matches(' ');
    }
}

/// How much of a text, in bytes, fits into a section.
fn fitting(text: &str) -> usize {
    let mut length = 0;
    for (at, letter) in text.char_indices() {
        length += match letter {
            '&' => 5,
            '<' | '>' => 4,
            // The brackets around an address, of which there are no more than these.
            ':' => 3,
            _ => letter.len_utf16(),
        };
        if length > SECTION {
            return at;
        }
    }
    text.len()
}
