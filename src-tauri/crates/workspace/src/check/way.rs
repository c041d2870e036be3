//! Rotations behind which nobody stands: without a backup, without any way on, or with backups that go round in a circle.

use domain::agreement::Agreement;
use domain::id::RotationId;
use domain::rotation::way::{Flaw, flaws};

use crate::diagnostic::DiagnosticSeverity::Warning;
use crate::ledger::{Ledger, Noun, Spot};
use crate::yaml::node::Place;

const HELP: &str =
    "Name the rotation that is asked then: `backup: …`. Where the way is meant to end here, write `last_resort: true`.";

/// Notes every flaw at the rotation that has it.
pub(super) fn ways_on(agreement: &Agreement, ledger: &mut Ledger) {
    for flaw in flaws(agreement) {
        match flaw {
            Flaw::NoBackup { rotation } => {
                let message = format!("`{rotation}` has no backup: where nobody of it answers, it names nobody else.");
                ledger.notice(Warning, &spot_of(&rotation, ledger), "no-backup", message, HELP);
            }
            Flaw::NoWayOn { rotation } => {
                let message =
                    format!("No way leads on from `{rotation}`: it has no backup, and no ladder has a step after it.");
                ledger.notice(Warning, &spot_of(&rotation, ledger), "no-way-on", message, HELP);
            }
            // That a rotation names itself was said where it does.
            Flaw::Circle { rotations } if rotations.len() > 1 => {
                let Some(first) = rotations.first() else { continue };
                let spot = ledger.backups.get(first).cloned().unwrap_or_else(|| spot_of(first, ledger));
                let words: Vec<&str> = rotations.iter().chain([first]).map(RotationId::as_str).collect();
                let message = format!("These rotations only stand in for each other: {}.", words.join(" → "));
                let help = "Let one of them name a rotation outside of the circle, or write `last_resort: true` where it is meant to end.";
                ledger.notice(Warning, &spot, "backup-cycle", message, help);
            }
            Flaw::Circle { .. } => {}
        }
    }
}

fn spot_of(rotation: &RotationId, ledger: &Ledger) -> Spot {
    let spot = ledger.declared.get(&(Noun::Rotation, rotation.to_string())).cloned();
    spot.unwrap_or_else(|| Spot { path: "rotations".to_owned(), place: Place::START })
}
