//! `launches:` of `bridgewatch.yaml`: how many hours ahead of an incident a launch collides with it.

use domain::launch::HORIZON_HOURS;

use super::node::Node;
use super::read::Fields;
use super::scalar::whole;
use crate::ledger::Notes;

/// A year: beyond it no calendar is written out.
const LONGEST_HOURS: u32 = 24 * 365;

/// How many hours ahead; those of three days where none are given.
pub(crate) fn horizon(node: &Node, notes: &mut Notes<'_>) -> Option<u32> {
    let mut fields = Fields::of(node, "the launches", notes)?;
    let hours = fields.or("horizon_hours", HORIZON_HOURS, whole::<u32>);
    let place = fields.place_of("horizon_hours");
    if hours.is_some_and(|hours| hours > LONGEST_HOURS) {
        let message = format!("Launches are looked for at most {LONGEST_HOURS} hours ahead.");
        fields.notes.doubt(place, "long-horizon", message, "Write 72 for three days.");
    }
    fields.close();
    hours.map(|hours| hours.min(LONGEST_HOURS))
}
