//! The one document of a file, with everything that speaks against it noted.

use super::node::{self, Documents, Node, Place};
use super::secret;
use crate::ledger::Notes;

/// The one document of a YAML text that begins `above` lines down in its file.
pub(crate) fn document(text: &str, above: u32, notes: &mut Notes<'_>) -> Option<Node> {
    let Documents { mut nodes, doubled } = match node::parse(text, above) {
        Ok(documents) => documents,
        Err(flaw) => {
            notes.fault(flaw.place, flaw.code, flaw.message, flaw.help);
            return None;
        }
    };
    for flaw in doubled {
        notes.fault(flaw.place, flaw.code, flaw.message, flaw.help);
    }
    if let Some(second) = nodes.get(1) {
        notes.fault(
            second.place,
            "several-documents",
            "This file holds one entry; from here on nothing is read.",
            "Give each entry a file of its own, and remove the `---` line.",
        );
    }
    nodes.truncate(1);
    let node = nodes.pop().filter(|node| !matches!(node.value, node::Value::Nothing));
    match &node {
        Some(node) => secret::find(node, notes),
        None => notes.fault(
            Place::START.below(above),
            "empty-file",
            "Nothing is written here.",
            "Write the entry, or remove the file.",
        ),
    }
    node
}
