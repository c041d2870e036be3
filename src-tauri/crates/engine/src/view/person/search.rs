//! People by their names, also among the thousands whom only pagers know.

use domain::typed::{Typed, best};

use super::PersonView;
use crate::engine::Engine;

/// How many are found at most: another letter finds whoever is not among them.
const MOST: usize = 30;

impl Engine {
    /// People of the workspace and of pagers in whose name, title, address or id each of these words stands, best first, at most
    /// 30; nobody where no word is typed.
    pub fn search_people(&self, words: &str) -> Vec<PersonView> {
        let typed = Typed::of(words);
        if typed.is_empty() {
            return Vec::new();
        }
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let fitting = best(agreement.people.iter().chain(agreement.found.people()), |person| {
            typed.fit(person.id.as_str(), &person.name, &[&person.title, person.email().unwrap_or_default()])
        });
        fitting.iter().take(MOST).map(|person| self.person_view(agreement, &person.id, now)).collect()
    }
}
