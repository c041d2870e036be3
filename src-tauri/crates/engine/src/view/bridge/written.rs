//! Which entries hold a text that was written for somebody, and may be copied.

use domain::incident::event::Event;

/// Title and text.
pub(super) fn written(event: &Event) -> Option<(&str, &str)> {
    match event {
        Event::UpdateWritten { title, body, .. } | Event::OutreachWritten { title, body, .. } => Some((title, body)),
        _ => None,
    }
}
