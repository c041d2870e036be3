//! Properties of ours in a calendar that nobody reads: slips, which would be passed over in silence.

use calendar::roster::OURS;
use domain::near;

use crate::ledger::Notes;
use crate::yaml::node::Place;

/// Warns of each property of ours that is none of the known ones.
pub(super) fn doubt_unknown(properties: &[(String, String)], known: &[String], place: Place, notes: &mut Notes<'_>) {
    let ours = properties.iter().filter(|(name, _)| name.starts_with(OURS));
    for (name, _) in ours.filter(|(name, _)| !known.contains(name)) {
        let help = near::suggestion(name, known.iter().map(String::as_str), || format!("Known: {}.", known.join(", ")));
        notes.doubt(place, "unknown-property", format!("`{name}` is not a property that is read here."), help);
    }
}
