//! As HTML: headings, paragraphs, lists, line breaks and links, which every mail program and every editor of pages takes.

use super::block::{Block, Piece, pieces};

/// The title.
pub(super) fn heading(title: &str) -> String {
    if title.is_empty() { String::new() } else { format!("<h2>{}</h2>", escaped(title)) }
}

/// The text.
pub(super) fn blocks(blocks: &[Block<'_>]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(block: &Block<'_>) -> String {
    match block {
        Block::Paragraph(lines) => {
            let lines: Vec<String> = lines.iter().map(|line| self::line(line)).collect();
            format!("<p>{}</p>", lines.join("<br>\n"))
        }
        Block::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>", line(item))).collect();
            format!("<ul>\n{}\n</ul>", items.join("\n"))
        }
    }
}

fn line(line: &str) -> String {
    let piece = |piece| match piece {
        Piece::Words(words) => escaped(words),
        // Who follows it does not hand their own page to where it leads.
        Piece::Address(address) => {
            let address = escaped(address);
            format!(r#"<a href="{address}" rel="noopener">{address}</a>"#)
        }
    };
    pieces(line).into_iter().map(piece).collect()
}

/// The text as it stands between tags and in quoted attributes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
