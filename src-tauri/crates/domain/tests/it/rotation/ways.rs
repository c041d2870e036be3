//! Where a rotation leads on when nobody answers, and where nowhere.

use domain::agreement::Agreement;
use domain::rotation::Rotation;
use domain::rotation::way::{Flaw, flaws};
use domain::service::{LadderContact, LadderStep};
use proptest::prelude::*;

use crate::given::organisation::{agreement, rotation, service};

/// Rotations by number, each with the number of its backup; a number that is not among them is a rotation of nobody.
fn organisation(backups: &[Option<usize>], last: Option<usize>) -> Agreement {
    let id = |number: usize| format!("r{number}");
    let one = |(number, backup): (usize, &Option<usize>)| Rotation {
        backup: backup.map(|backup| id(backup).as_str().into()),
        last_resort: last == Some(number),
        ..rotation(&id(number), "engineering", &[], &["ana"])
    };
    Agreement { rotations: backups.iter().enumerate().map(one).collect(), services: Vec::new(), ..agreement() }
}

/// `no backup r0`, `no way r1`, `circle r0 r1`
fn told(agreement: &Agreement) -> Vec<String> {
    let line = |flaw: Flaw| match flaw {
        Flaw::NoBackup { rotation } => format!("no backup {rotation}"),
        Flaw::NoWayOn { rotation } => format!("no way {rotation}"),
        Flaw::Circle { rotations } => {
            format!("circle {}", rotations.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
    };
    flaws(agreement).into_iter().map(line).collect()
}

#[test]
fn the_way_on_is_a_backup_or_a_step_of_a_ladder() {
    let mut agreement = organisation(&[None, Some(0)], None);
    assert_eq!(told(&agreement), ["no way r0"]);
    let mut shop = service("shop", &["r0"]);
    agreement.services = vec![shop.clone()];
    assert_eq!(told(&agreement), ["no way r0"], "its step is the last of the ladder");
    shop.ladder.push(LadderStep { contact: LadderContact::Person("ben".into()), after_minutes: 5 });
    agreement.services.push(shop);
    assert_eq!(told(&agreement), ["no backup r0"]);
    agreement.rotations[0].last_resort = true;
    assert_eq!(told(&agreement), [""; 0]);
}

#[test]
fn circles_are_told_once_each() {
    assert_eq!(told(&organisation(&[Some(1), Some(0), Some(0), Some(3)], None)), ["circle r0 r1", "circle r3"]);
    assert_eq!(told(&organisation(&[Some(1), Some(0)], Some(1))), [""; 0], "it is said that the way ends there");
    assert_eq!(told(&organisation(&[Some(7)], None)), [""; 0], "a name that leads nowhere is another fault");
}

proptest! {
    /// From where nothing is told, a way along backups comes to an end that is meant, or to a name that leads nowhere.
    #[test]
    fn every_way_of_which_nothing_is_told_ends(
        backups in prop::collection::vec(prop::option::of(0..9usize), 1..8),
        last in prop::option::of(0..8usize),
    ) {
        let agreement = organisation(&backups, last);
        let told = told(&agreement).join(" ");
        let named = |number: usize| told.split(' ').any(|word| word == format!("r{number}"));
        for start in 0..backups.len() {
            let mut at = start;
            let mut passed = 0;
            let ended = loop {
                if named(at) || last == Some(at) { break true; }
                match backups[at] {
                    Some(next) if next < backups.len() => at = next,
                    Some(_) => break true,
                    None => break false,
                }
                passed += 1;
                if passed > backups.len() { break false; }
            };
            prop_assert!(ended, "{:?} from {}: {}", backups, start, told);
        }
    }
}
