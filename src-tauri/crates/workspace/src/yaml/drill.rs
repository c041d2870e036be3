//! `drills/*.yaml`: scripted scenarios.

use domain::drill::{Drill, Inject};

use super::node::{Node, Place};
use super::read::Fields;
use super::scalar::{reference, severity, text, whole};
use crate::ledger::{Notes, Noun};

/// A drill of its own file.
pub(crate) fn drill(node: &Node, id: &str, notes: &mut Notes<'_>) -> Option<Drill> {
    let mut fields = Fields::of(node, "a drill", notes)?;
    let place = fields.place;
    let declared = fields.notes.declare(Noun::Drill, id, place);
    let title = fields.required("title", text);
    let briefing = fields.or("briefing", String::new(), text);
    let minutes = fields.required("minutes", whole::<u32>);
    let severity = fields.required("severity", severity);
    let playbook = fields.optional("playbook", reference(&[Noun::Playbook]));
    let pattern = fields.optional("pattern", reference(&[Noun::Pattern]));
    let services = fields.list("services", reference(&[Noun::Service]));
    let injects = fields.list("injects", inject);
    let expected = fields.list("expected", text);
    let expected_rotations = fields.list("expected_rotations", reference(&[Noun::Rotation]));
    let expected_roles = fields.list("expected_roles", reference(&[Noun::Role]));
    fields.close();
    let (mut injects, minutes) = (injects?, minutes?);
    for (place, inject) in &injects {
        if inject.after_minutes > minutes {
            notes.doubt(
                *place,
                "inject-too-late",
                format!("This is told after {} minutes, but the drill ends after {minutes}.", inject.after_minutes),
                "Tell it sooner, or make the drill longer.",
            );
        }
    }
    injects.sort_by_key(|(_, inject)| inject.after_minutes);
    let drill = Drill {
        id: id.to_owned(),
        title: title?,
        briefing: briefing?,
        minutes,
        severity: severity?,
        playbook: playbook?,
        pattern: pattern?,
        services: services?,
        injects: injects.into_iter().map(|(_, inject)| inject).collect(),
        expected: expected?,
        expected_rotations: expected_rotations?,
        expected_roles: expected_roles?,
    };
    declared.then_some(drill)
}

fn inject(node: &Node, notes: &mut Notes<'_>) -> Option<(Place, Inject)> {
    let mut fields = Fields::of(node, "an inject", notes)?;
    let after_minutes = fields.required("after_minutes", whole::<u32>);
    let from = fields.required("from", text);
    let text = fields.required("text", text);
    fields.close();
    Some((node.place, Inject { after_minutes: after_minutes?, from: from?, text: text? }))
}
