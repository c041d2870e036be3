//! One row for each person: somebody whom several pages name is called once, for all of them.

use super::DialCall;

/// The calls in order, each person where they come first, with all that their other pages say.
pub(super) fn each_once(calls: impl Iterator<Item = DialCall>) -> Vec<DialCall> {
    let mut people: Vec<Vec<DialCall>> = Vec::new();
    for call in calls {
        match people.iter_mut().find(|known| known.iter().any(|other| other.person.id == call.person.id)) {
            Some(known) => known.push(call),
            None => people.push(vec![call]),
        }
    }
    people.into_iter().filter_map(together).collect()
}

fn together(calls: Vec<DialCall>) -> Option<DialCall> {
    let pages = calls.iter().flat_map(|call| call.pages.clone()).collect();
    let rotation = distinct(calls.iter().map(|call| call.rotation.clone()), ", ");
    let reason = distinct(calls.iter().map(|call| call.reason.clone()), "; ");
    let states: Vec<&str> = calls.iter().map(|call| call.state.as_str()).collect();
    // Where all of them stand alike, it is said once.
    let state = if states.iter().all(|state| *state == states[0]) {
        states[0].to_owned()
    } else {
        let of_page = |call: &DialCall| match &call.page {
            Some(page) => format!("{page}: {}", call.state.trim_end_matches('.')),
            None => call.state.trim_end_matches('.').to_owned(),
        };
        calls.iter().map(of_page).collect::<Vec<_>>().join("; ")
    };
    let first = calls.into_iter().next()?;
    Some(DialCall { pages, rotation, reason, state, ..first })
}

/// Each once, in order.
fn distinct(words: impl Iterator<Item = String>, between: &str) -> String {
    let mut known: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !known.contains(&word) {
            known.push(word);
        }
    }
    known.join(between)
}
