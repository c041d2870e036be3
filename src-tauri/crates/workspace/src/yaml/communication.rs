//! `communication:`: when the first word to customers may go out, and which words wait for the lead.

use domain::communication::CommunicationPolicy;
use domain::template::{Audience, Output};

use super::node::Node;
use super::read::Fields;
use super::scalar::{before_impact, output, severity};
use crate::ledger::Notes;

/// The policy; what is not written is as lenient as the default.
pub(crate) fn communication(node: &Node, notes: &mut Notes<'_>) -> Option<CommunicationPolicy> {
    let lenient = CommunicationPolicy::default();
    let mut fields = Fields::of(node, "the communication policy", notes)?;
    let before_impact = fields.or("before_impact", lenient.before_impact, before_impact);
    let approval = fields.entries("approval", severity);
    let approval_of = fields.entries("approval_of", words_to_customers);
    if !approval_of.is_empty() && approval.is_empty() {
        let place = fields.place_of("approval_of");
        fields.notes.doubt(
            place,
            "approval-of-nothing",
            "No severity asks for an approval, so this has no effect.",
            "Add `approval: [ sev1 ]`, or remove it.",
        );
    }
    fields.close();
    Some(CommunicationPolicy {
        before_impact: before_impact.unwrap_or(lenient.before_impact),
        approval,
        approval_of: if approval_of.is_empty() { lenient.approval_of } else { approval_of },
    })
}

/// An output that customers read: nobody waits for the lead to speak inside.
fn words_to_customers(node: &Node, notes: &mut Notes<'_>) -> Option<Output> {
    let output = output(node, notes)?;
    if output.audience() == Audience::Customers {
        return Some(output);
    }
    let message = format!("Customers do not read `{}`: it waits for nobody.", output.word());
    let help = "Write status_page, outreach, talking_points or social.";
    notes.doubt(node.place, "no-word-to-customers", message, help);
    None
}
