//! The text of what a status page keeps as HTML: paragraphs come around what was sent without, and signs come as their names.

/// Signs with a name that matter here.
const SIGNS: &[(&str, &str)] = &[
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    // The last: what it begins is no name any more.
    ("&amp;", "&"),
];

/// What people read: tags are gone, each with a space in its place where it ends a line.
pub(super) fn of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        match after.split_once('>') {
            Some((tag, after)) if is_tag(tag) => {
                if ends_line(tag) {
                    text.push('\n');
                }
                rest = after;
            }
            _ => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    SIGNS.iter().fold(text, |text, (name, sign)| text.replace(name, sign)).trim().to_owned()
}

/// Whether it is one, and not a sign in a sentence: `5 < 6`.
fn is_tag(tag: &str) -> bool {
    tag.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!')
}

fn ends_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').trim_end_matches('/').split_whitespace().next().unwrap_or_default();
    matches!(name.to_ascii_lowercase().as_str(), "p" | "br" | "li" | "ul" | "ol" | "div" | "h1" | "h2" | "h3")
}
