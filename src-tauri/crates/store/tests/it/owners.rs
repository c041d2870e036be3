//! Signs of life, and what the dead leave behind.

use domain::delivery::State;
use store::Owner;

use crate::given;

#[test]
fn an_owner_is_alive_until_it_goes() {
    let folder = given::folder();
    let (one, two) = (Owner::register(folder.path()).unwrap(), Owner::register(folder.path()).unwrap());
    assert_ne!(one.token(), two.token());
    let (first, second) = (one.token().to_owned(), two.token().to_owned());
    assert!(Owner::is_alive(folder.path(), &first) && Owner::is_alive(folder.path(), &second));
    drop(one);
    assert!(!Owner::is_alive(folder.path(), &first) && Owner::is_alive(folder.path(), &second));
}

#[test]
fn a_file_that_nobody_holds_is_dead_and_is_cleared_away() {
    let folder = given::folder();
    let living = Owner::register(folder.path()).unwrap();
    let left = folder.path().join("owners/00112233");
    std::fs::write(&left, "").unwrap();
    assert!(!Owner::is_alive(folder.path(), "00112233"));
    let _other = Owner::register(folder.path()).unwrap();
    assert!(!left.exists());
    assert!(Owner::is_alive(folder.path(), living.token()));
}

#[test]
fn a_token_that_is_no_token_is_dead() {
    let folder = given::folder();
    let _owner = Owner::register(folder.path()).unwrap();
    for token in ["", "..", "../truth.db", "a/b", "\0", "ä"] {
        assert!(!Owner::is_alive(folder.path(), token), "{token:?}");
    }
}

#[test]
fn rows_of_a_dead_process_are_found_and_adopted_once() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let other = given::incident(&truth, "other", 0);
    given::owe(&truth, &id, "a", &[given::page(&id, "p1", 0)]);
    let (dead, living) = (Owner::register(folder.path()).unwrap(), Owner::register(folder.path()).unwrap());
    let is_alive = |token: &str| Owner::is_alive(folder.path(), token);
    truth.claim_due(given::at(1), dead.token()).unwrap();
    given::owe(&truth, &other, "b", &[given::page(&other, "p2", 0)]);
    truth.claim_due(given::at(1), living.token()).unwrap();
    assert!(truth.orphans(is_alive).unwrap().is_empty());
    drop(dead);
    assert_eq!(truth.orphans(is_alive).unwrap().len(), 1);
    let adopted = truth.adopt_orphans(living.token(), given::at(2), is_alive).unwrap();
    assert_eq!(adopted[0].delivery.id.as_str(), "p1");
    assert_eq!((&adopted[0].state, adopted[0].attempts), (&State::SENDING, 1));
    assert!(truth.adopt_orphans("somebody", given::at(3), is_alive).unwrap().is_empty());
}
