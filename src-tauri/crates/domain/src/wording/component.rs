//! Components that stay broken on the page while the text says that it is over.

use super::reading::{Reading, capitalised, named};
use super::{Remark, RemarkKind, ShownStates};
use crate::phase::Phase;

/// Each component that would stay broken.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    if reading.statement.phase != Phase::Resolved {
        return;
    }
    let shown = &reading.statement.components;
    for (component, _) in shown.iter().filter(|(_, state)| state.is_broken()) {
        let place = capitalised(named(reading.statement.output));
        let component = called(component, shown);
        let message = format!("{place} says Resolved and leaves {component} broken: set it to operational.");
        remarks.push(reading.remark(RemarkKind::Component, message));
    }
}

/// A component in quotation marks; where several pages are meant, with the one that shows it.
fn called((page, name): &(String, String), shown: &ShownStates) -> String {
    if is_on_several_pages(shown) { format!("“{name}” on “{page}”") } else { format!("“{name}”") }
}

/// Whether components of more than one page are meant.
pub(super) fn is_on_several_pages(shown: &ShownStates) -> bool {
    let first = shown.keys().next().map(|(page, _)| page);
    shown.keys().any(|(page, _)| Some(page) != first)
}
