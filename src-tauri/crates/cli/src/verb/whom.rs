//! Whom a word means that one pages by: a rotation, else a person.

use domain::incident::intent::Intent;
use engine::engine::Engine;

/// A page of a rotation where there is one of that id, else of a person.
pub(super) fn whom(engine: &Engine, who: &str, reason: &str, joins: Option<&str>) -> Intent {
    let (reason, joins) = (reason.to_owned(), joins.map(Into::into));
    match engine.rotation(&who.into()) {
        Ok(_) => Intent::PageRotation { rotation: who.into(), reason, joins },
        Err(_) => Intent::PagePerson { person: who.into(), reason, joins },
    }
}
