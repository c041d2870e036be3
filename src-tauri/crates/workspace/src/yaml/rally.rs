//! `rally:`: where everybody comes together in an incident, and where when the chat is down.

use domain::near;
use domain::rally::{HOLES, Rally, fault, unknown_holes};

use super::node::Node;
use super::read::Fields;
use super::scalar::text;
use crate::ledger::Notes;

/// The places; one with a fault is left out, the others stay.
pub(crate) fn rally(node: &Node, notes: &mut Notes<'_>) -> Option<Rally> {
    let mut fields = Fields::of(node, "the rally", notes)?;
    let channel = fields.optional("channel", place).flatten();
    let bridge = fields.optional("bridge", place).flatten();
    let phone = fields.optional("phone", place).flatten();
    let fallback = fields.optional("fallback", place).flatten();
    fields.close();
    Some(Rally { channel, bridge, phone, fallback })
}

/// A place that people can be told in one breath, and that hands over no secret.
fn place(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let written = text(node, notes)?.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(words) = fault(&written) {
        notes.fault(
            node.place,
            "bad-place",
            words,
            "A PIN may stand beside it in words: `https://meet.example/12, PIN 4711`.",
        );
        return None;
    }
    if let Some(hole) = unknown_holes(&written).first() {
        let help = near::suggestion(hole, HOLES, || "Write `{{id}}` (INC-12) or `{{number}}` (12).".to_owned());
        notes.fault(node.place, "unknown-hole", format!("An incident has no `{hole}` to fill in here."), help);
        return None;
    }
    Some(written)
}
