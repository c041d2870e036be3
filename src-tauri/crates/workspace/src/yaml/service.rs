//! `services/*.yaml`: one service each.

use std::collections::BTreeMap;

use domain::id::{FunctionId, RightId, RoleId, ServiceId};
use domain::service::{LadderContact, LadderStep, Service};

use super::node::{Field, Node};
use super::read::Fields;
use super::scalar::{flag, reference, text, whole};
use crate::ledger::{Notes, Noun};

/// A service of its own file.
pub(crate) fn service(node: &Node, id: &str, notes: &mut Notes<'_>) -> Option<Service> {
    let mut fields = Fields::of(node, "a service", notes)?;
    let place = fields.place;
    let declared = fields.notes.declare(Noun::Service, id, place);
    let name = fields.required("name", text);
    let description = fields.or("description", String::new(), text);
    let owner = fields.or("owner", String::new(), text);
    let function = fields.or("function", FunctionId::from("engineering"), reference(&[Noun::Function]));
    let tier = fields.or("tier", 3, tier);
    let internal = fields.or("internal", false, flag);
    let surfaces = fields.list("surfaces", text);
    let depends_on = fields.list("depends_on", reference(&[Noun::Service]));
    let regions = fields.list("regions", reference(&[Noun::Region]));
    let ladder = fields.list("ladder", step);
    let decision_rights = fields.map("decision_rights", right);
    let customer_voice = fields.optional("customer_voice", reference(&[Noun::Role, Noun::Rotation]));
    let runbooks = fields.list("runbooks", reference(&[Noun::Runbook]));
    if owner.as_ref().is_some_and(String::is_empty) {
        fields.notes.doubt(place, "no-owner", "Nobody owns this service.", "Add `owner:` with the name of a team.");
    }
    if ladder.as_ref().is_some_and(Vec::is_empty) {
        let help = "Add `ladder:` with `{ rotation: …, after_minutes: 0 }`.";
        fields.notes.doubt(place, "no-ladder", "Nobody is asked when this service fails.", help);
    }
    fields.close();
    let service = Service {
        id: ServiceId::from(id),
        name: name?,
        description: description?,
        owner: owner?,
        function: function?,
        tier: tier?,
        internal: internal?,
        surfaces: surfaces?,
        depends_on: depends_on?,
        regions: regions?,
        ladder: ladder?,
        decision_rights: decision_rights?.into_iter().collect::<BTreeMap<_, _>>(),
        customer_voice: customer_voice?,
        runbooks: runbooks?,
        source: notes.source(place),
    };
    declared.then_some(service)
}

/// 1 is the most important.
fn tier(node: &Node, notes: &mut Notes<'_>) -> Option<u8> {
    let tier = whole(node, notes)?;
    if (1..=5).contains(&tier) {
        return Some(tier);
    }
    notes.fault(node.place, "bad-tier", format!("There is no tier {tier}."), "Write 1 (most important) to 5.");
    None
}

fn right(field: &Field, notes: &mut Notes<'_>) -> Option<(RightId, RoleId)> {
    notes.refer(&[Noun::Right], &field.key, field.place);
    let role = reference(&[Noun::Role])(&field.value, notes)?;
    Some((RightId::from(field.key.as_str()), role))
}

/// `{ rotation: payments, after_minutes: 0 }`
fn step(node: &Node, notes: &mut Notes<'_>) -> Option<LadderStep> {
    let mut fields = Fields::of(node, "a step of the ladder", notes)?;
    let rotation = fields.optional("rotation", reference(&[Noun::Rotation]));
    let person = fields.optional("person", reference(&[Noun::Person]));
    let after_minutes = fields.or("after_minutes", 0, whole::<u32>);
    fields.close();
    let contact = match (rotation?, person?) {
        (Some(rotation), None) => LadderContact::Rotation(rotation),
        (None, Some(person)) => LadderContact::Person(person),
        _ => {
            notes.fault(
                node.place,
                "bad-step",
                "A step asks either a rotation or a person.",
                "Write `{ rotation: …, after_minutes: … }` or `{ person: …, after_minutes: … }`.",
            );
            return None;
        }
    };
    Some(LadderStep { contact, after_minutes: after_minutes? })
}
