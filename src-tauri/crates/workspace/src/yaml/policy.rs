//! `severities`, `services` and `regions` of a connection: of which incidents it is told.

use domain::policy::Policy;

use super::read::Fields;
use super::scalar::{reference, severity};
use crate::ledger::Noun;

/// The policy of a connection; `None` where one of its words is wrong: half a policy would tell others than was agreed.
pub(crate) fn policy(fields: &mut Fields<'_, '_, '_>) -> Option<Policy> {
    let severities = fields.list("severities", severity);
    let services = fields.list("services", reference(&[Noun::Service]));
    let regions = fields.list("regions", reference(&[Noun::Region]));
    Some(Policy { severities: severities?, services: services?, regions: regions? })
}

/// Says where a policy has no effect: its connection hears nothing of any incident.
pub(crate) fn doubt_unused(policy: &Policy, hears: bool, fields: &mut Fields<'_, '_, '_>) {
    if hears || policy.is_empty() {
        return;
    }
    let written = ["severities", "services", "regions"].map(|key| fields.place_of(key));
    let place = written.into_iter().find(|place| *place != fields.place).unwrap_or(fields.place);
    fields.notes.doubt(
        place,
        "policy-of-nothing",
        "No update goes out at this connection, so this has no effect.",
        "Add `audiences: [ … ]` or `outputs: [ … ]`, or remove it.",
    );
}
