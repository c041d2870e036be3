//! A first word to customers before it is known that they are hit.

use super::{Remark, RemarkKind, Statement};
use crate::agreement::Agreement;
use crate::communication::{CommunicationPolicy, is_early};
use crate::incident::Incident;
use crate::template::Audience;

/// Words to customers whose impact is not confirmed. A workspace may forbid the first of them.
pub(super) fn remarks(statement: &Statement, incident: &Incident, agreement: &Agreement, remarks: &mut Vec<Remark>) {
    let output = statement.output;
    if output.audience() != Audience::Customers || incident.has_impact() || !incident.is_open() {
        return;
    }
    let forbids = agreement.communication.forbids(incident, output);
    let message = if forbids {
        CommunicationPolicy::TOO_EARLY.to_owned()
    } else if is_early(incident, output) {
        "Customer impact is not confirmed, and this is the first word to customers: confirm the impact, or be sure."
            .to_owned()
    } else {
        "Customer impact is not confirmed: confirm it, or tell customers that they are not hit.".to_owned()
    };
    remarks.push(Remark { output, kind: RemarkKind::BeforeImpact, forbids, message, excerpt: None });
}
