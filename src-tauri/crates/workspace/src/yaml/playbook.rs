//! `playbooks/*.yaml`: what one type of incident calls for.

use domain::id::PlaybookId;
use domain::playbook::Playbook;

use super::node::Node;
use super::read::Fields;
use super::scalar::{reference, text, whole};
use crate::ledger::{Notes, Noun};

/// A playbook of its own file.
pub(crate) fn playbook(node: &Node, id: &str, notes: &mut Notes<'_>) -> Option<Playbook> {
    let mut fields = Fields::of(node, "a playbook", notes)?;
    let place = fields.place;
    let declared = fields.notes.declare(Noun::Playbook, id, place);
    let name = fields.required("name", text);
    let description = fields.or("description", String::new(), text);
    // Tiles without an order come after those that have one.
    let order = fields.or("order", u32::MAX, whole::<u32>);
    let pattern = fields.optional("pattern", reference(&[Noun::Pattern]));
    let surface = fields.optional("surface", text);
    let symptom = fields.optional("symptom", text);
    let services = fields.list("services", reference(&[Noun::Service]));
    let page = fields.list("page", reference(&[Noun::Rotation]));
    let functions = fields.list("functions", reference(&[Noun::Function]));
    let tell = fields.list("tell", reference(&[Noun::Function]));
    let roles = fields.list("roles", reference(&[Noun::Role]));
    let checklist = fields.list("checklist", text);
    let runbooks = fields.list("runbooks", reference(&[Noun::Runbook]));
    fields.close();
    let playbook = Playbook {
        id: PlaybookId::from(id),
        name: name?,
        description: description?,
        order: order?,
        pattern: pattern?,
        surface: surface?,
        symptom: symptom?,
        services: services?,
        page: page?,
        functions: functions?,
        tell: tell?,
        roles: roles?,
        checklist: checklist?,
        runbooks: runbooks?,
        source: notes.source(place),
    };
    declared.then_some(playbook)
}
