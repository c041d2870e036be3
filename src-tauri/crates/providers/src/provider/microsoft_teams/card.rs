//! A message as an adaptive card. Words stand in runs of text, which are shown letter by letter: no markup, and no mention, which
//! a card must name beside its text. <https://adaptivecards.io/explorer/TextRun.html>

use serde_json::{Value, json};

use crate::prose::{Piece, entry, paragraphs, pieces};

/// The card: its title, a block for each line, and where the original stands.
pub(super) fn of(title: &str, body: &str, original: &str) -> Value {
    let mut blocks = vec![json!({
        "type": "RichTextBlock",
        "inlines": [{ "type": "TextRun", "text": shown(title), "weight": "Bolder", "size": "Medium" }],
    })];
    for paragraph in paragraphs(body) {
        for (number, line) in paragraph.split('\n').enumerate() {
            let mut block = json!({ "type": "RichTextBlock", "inlines": runs(line) });
            // The lines of one paragraph stand close together.
            if number > 0 {
                block["spacing"] = "None".into();
            }
            blocks.push(block);
        }
    }
    blocks.push(json!({
        "type": "RichTextBlock",
        "inlines": [{ "type": "TextRun", "text": shown(original), "isSubtle": true, "size": "Small" }],
    }));
    json!({
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": { "width": "Full" },
        "body": blocks,
    })
}

fn runs(line: &str) -> Vec<Value> {
    let (bullet, words) = entry(line).map_or((None, line), |words| (Some("• "), words));
    let bullet = bullet.map(|bullet| json!({ "type": "TextRun", "text": bullet }));
    let run = |piece: Piece<'_>| match piece {
        Piece::Words(words) => json!({ "type": "TextRun", "text": shown(words) }),
        Piece::Address(address) => json!({
            "type": "TextRun",
            "text": shown(address),
            "color": "Accent",
            "selectAction": { "type": "Action.OpenUrl", "url": address },
        }),
    };
    bullet.into_iter().chain(pieces(words).into_iter().map(run)).collect()
}

/// A card works out what stands in two braces, as `{{DATE(…)}}`: a letter without width keeps them apart.
/// <https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features>
fn shown(text: &str) -> String {
    text.replace("{{", "{\u{2060}{").replace("${", "$\u{2060}{")
}
