//! Our marker at a provider without keys: by it a second try finds what the first one left.

use domain::delivery::{Delivery, Receipt, UpdateMessage};
use serde::{Deserialize, Serialize};

/// Written with every change of a status page's incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The key of our incident, the same in each of its updates.
    pub incident: String,
    /// The delivery that was applied last. A lane is strictly in order, so no earlier one can be missing.
    pub delivery: String,
}

/// What a probe found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The delivery was applied: its proof.
    pub this: Option<Receipt>,
    /// Our incident exists there: change this one instead of creating a second.
    pub incident: Option<Receipt>,
}

impl Marker {
    /// The marker that an update leaves.
    pub fn of(delivery: &Delivery, update: &UpdateMessage) -> Self {
        Self { incident: update.incident_key.clone(), delivery: delivery.id.to_string() }
    }

    /// Looks for this marker among what the provider has.
    pub fn look(&self, there: impl IntoIterator<Item = (Marker, Receipt)>) -> Found {
        let mut found = Found::default();
        for (marker, receipt) in there {
            if marker.incident != self.incident {
                continue;
            }
            if marker.delivery == self.delivery {
                return Found { this: Some(receipt.clone()), incident: Some(receipt) };
            }
            found.incident.get_or_insert(receipt);
        }
        found
    }
}

/// A text without what pages change in it: line ends and spaces around.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
