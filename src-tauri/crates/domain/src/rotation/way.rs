//! Whether a rotation leads on where nobody answers: to its backup, or along a ladder that names it.
//!
//! Every way ends somewhere. Where that is meant is said once, by `last_resort`; everywhere else an end is a flaw.

use crate::agreement::Agreement;
use crate::id::RotationId;
use crate::rotation::{Rotation, Source};
use crate::service::LadderContact;

/// What is missing on the way from a rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// It names no backup. A ladder leads on from it, or its pager's own policy may.
    NoBackup {
        /// Which.
        rotation: RotationId,
    },
    /// It names no backup, and no ladder has a step after it.
    NoWayOn {
        /// Which.
        rotation: RotationId,
    },
    /// These stand in for each other and for themselves in the end; the first of them in the order of files comes first.
    Circle {
        /// Each once, in the order in which they ask.
        rotations: Vec<RotationId>,
    },
}

/// All flaws: those of single rotations in the order of files, then the circles.
pub fn flaws(agreement: &Agreement) -> Vec<Flaw> {
    let mut found = Vec::new();
    for rotation in &agreement.rotations {
        if rotation.last_resort || rotation.backup.is_some() {
            continue;
        }
        let id = rotation.id.clone();
        // A pager's schedule stands in policies of the pager's, which lead on by themselves.
        let is_remote = matches!(rotation.source, Source::Provider { .. });
        found.push(if is_remote || leads_on(agreement, &rotation.id) {
            Flaw::NoBackup { rotation: id }
        } else {
            Flaw::NoWayOn { rotation: id }
        });
    }
    found.extend(circles(agreement));
    found
}

/// Whether a ladder has a step after this rotation.
fn leads_on(agreement: &Agreement, rotation: &RotationId) -> bool {
    let is_it = |contact: &LadderContact| matches!(contact, LadderContact::Rotation(id) if id == rotation);
    agreement.services.iter().any(|service| {
        let step = service.ladder.iter().position(|step| is_it(&step.contact));
        step.is_some_and(|step| step + 1 < service.ladder.len())
    })
}

/// Each circle of backups once.
fn circles(agreement: &Agreement) -> Vec<Flaw> {
    let next = |rotation: &Rotation| {
        let backup = rotation.backup.as_ref().filter(|_| !rotation.last_resort)?;
        agreement.rotations.iter().find(|other| &other.id == backup)
    };
    let mut found: Vec<Vec<RotationId>> = Vec::new();
    for start in &agreement.rotations {
        let mut way = vec![start];
        while let Some(rotation) = way.last().and_then(|last| next(last)) {
            if rotation.id == start.id {
                let circle: Vec<RotationId> = way.iter().map(|rotation| rotation.id.clone()).collect();
                if !found.iter().any(|known| known.contains(&start.id)) {
                    found.push(circle);
                }
                break;
            }
            // It runs into a circle that it is no part of: that one is found from its own members.
            if way.iter().any(|passed| passed.id == rotation.id) {
                break;
            }
            way.push(rotation);
        }
    }
    found.into_iter().map(|rotations| Flaw::Circle { rotations }).collect()
}
