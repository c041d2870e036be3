//! Raw HTML within Markdown, before it is sanitised: what of it is text, and which tags we speak for ourselves.
//!
//! Safety does not rest on this file: everything passes through ammonia afterwards. This only sees to it that a
//! link or picture written as HTML gets what one written as Markdown gets.

use crate::escape::escaped;
use crate::link::Target;

/// The words of a piece of HTML, without its tags and comments.
pub(crate) fn text(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words
}

/// The HTML with its links as we write links, its pictures as their alternative text, and without form fields.
pub(crate) fn rewritten(html: &str, path: &str) -> String {
    let mut rewritten = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        rewritten.push_str(before);
        let name_length = after.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(after.len());
        let (name, attributes) = after.split_at(name_length);
        let replaced: fn(&str, &str) -> String = match name.to_ascii_lowercase().as_str() {
            "a" => |tag, path| Target::of(&attribute(tag, "href").unwrap_or_default(), path).opening_tag(),
            "img" => |tag, _| escaped(&attribute(tag, "alt").unwrap_or_default()),
            "input" => |_, _| String::new(),
            _ => {
                rewritten.push('<');
                rest = after;
                continue;
            }
        };
        let (tag, after) = attributes.split_at(tag_end(attributes));
        rewritten.push_str(&replaced(tag, path));
        rest = after.strip_prefix('>').unwrap_or(after);
    }
    rewritten.push_str(rest);
    rewritten
}

/// Where a tag's `>` is, quotes regarded; all of it where there is none.
fn tag_end(attributes: &str) -> usize {
    let mut quote = None;
    attributes
        .find(|letter| {
            match (quote, letter) {
                (Some(open), _) if open == letter => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                _ => {}
            }
            letter == '>' && quote.is_none()
        })
        .unwrap_or(attributes.len())
}

/// The value of a quoted attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(quote)?;
        if before.split_whitespace().next_back().is_some_and(|word| word.eq_ignore_ascii_case(name)) {
            return Some(value.replace("&quot;", "\"").replace("&amp;", "&"));
        }
        rest = after;
    }
    None
}
