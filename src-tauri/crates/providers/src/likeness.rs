//! What a posting left on a page that has no place for our marker: known again by its title, its phase and its text.

use crate::capability::{PageIncident, PageUpdate, Posting};
use crate::marker::{Found, plain};

impl Found {
    /// Looks for a posting on a page that has no place for a marker: by its title, its phase and its text, to the letter but
    /// for spaces. `there` are the page's incidents, each with its updates, the latest first.
    ///
    /// Where an update before it is known, only what is newer than that counts: the same words may have been said before.
    pub fn by_text(posting: &Posting<'_>, there: &[PageIncident]) -> Self {
        let is_ours = |update: &&PageUpdate| {
            update.phase.is_none_or(|phase| phase == posting.update.phase)
                && plain(&update.body) == plain(&posting.update.body)
        };
        if let Some(known) = posting.known {
            let Some(incident) = there.iter().find(|incident| incident.id == known.remote) else {
                return Self { this: None, incident: Some(known.clone()) };
            };
            let newer =
                incident.updates.iter().take_while(|update| known.update.is_none() || update.id != known.update);
            // Without the id of the one before, the same words count as ours only where nothing was said after them.
            let newer = newer.take(if known.update.is_some() { usize::MAX } else { 1 });
            let this = newer.clone().find(is_ours).map(|update| incident.receipt(Some(update)));
            return Self { this, incident: Some(known.clone()) };
        }
        let named = there.iter().filter(|incident| {
            plain(&incident.title) == plain(&posting.update.title) && !posting.others.contains(&incident.id)
        });
        let mut made = None;
        for incident in named {
            if let Some(update) = incident.updates.iter().find(is_ours) {
                let receipt = incident.receipt(Some(update));
                return Self { this: Some(receipt.clone()), incident: Some(receipt) };
            }
            // Made, and nothing was said in it yet: an attempt of ours that ended in between.
            if incident.updates.is_empty() {
                made.get_or_insert_with(|| incident.receipt(None));
            }
        }
        Self { this: None, incident: made }
    }
}
