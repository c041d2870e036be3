//! Phrases of the log's lines about impact, estimates and places.

use domain::incident::effort::Effort;
use domain::rally::Rally;

/// What customers cannot do, and what that costs, as far as it was stated in one go.
pub(super) fn stated(sentence: Option<&String>, business: Option<&String>) -> String {
    let sentence = sentence.map(|text| format!("Impact: {text}"));
    let business = business.map(|text| format!("Business impact: {text}"));
    [sentence, business].into_iter().flatten().collect::<Vec<_>>().join(". ")
}

/// `, fixable in hours (was under an hour)`; empty where nothing was said of it.
pub(super) fn takes(effort: Option<Effort>, before: Option<Effort>) -> String {
    let Some(effort) = effort else { return String::new() };
    let before = before.map(|before| format!(" (was {})", before.words())).unwrap_or_default();
    match effort {
        Effort::Unknown => format!(", nobody can say when it is fixed{before}"),
        effort => format!(", fixable in {}{before}", effort.words()),
    }
}

/// All places that are known from now on.
pub(super) fn places(rally: &Rally) -> String {
    let known = rally.places().into_iter().filter_map(|(name, place)| Some(format!("{name} {}", place?)));
    let known: Vec<String> = known.collect();
    if known.is_empty() {
        "No place to meet is recorded any more".to_owned()
    } else {
        format!("Meet: {}", known.join(", "))
    }
}
