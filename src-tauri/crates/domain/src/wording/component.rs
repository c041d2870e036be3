//! Components that stay broken on the page while the text says that it is over.

use super::reading::{Reading, named};
use super::{Remark, RemarkKind};
use crate::phase::Phase;

/// Each component that would stay broken.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    if reading.statement.phase != Phase::Resolved {
        return;
    }
    for (component, _) in reading.statement.components.iter().filter(|(_, state)| state.is_broken()) {
        let place = super::reading::capitalised(named(reading.statement.output));
        let message = format!("{place} says Resolved and leaves “{component}” broken: set it to operational.");
        remarks.push(reading.remark(RemarkKind::Component, message));
    }
}
