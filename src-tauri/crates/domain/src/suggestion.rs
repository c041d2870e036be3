//! Which impact pattern an incident shows as, where nobody has said so: by the playbooks, and never by a guess.

use crate::agreement::Agreement;
use crate::id::PatternId;

/// The pattern of the playbooks that speak of the same surface and symptom, else of the surface, else of the symptom, and why; none
/// where they do not agree.
pub fn pattern(agreement: &Agreement, surface: Option<&str>, symptom: Option<&str>) -> Option<(PatternId, String)> {
    let is = |own: Option<&String>, seen: Option<&str>| seen.is_some_and(|seen| own.is_some_and(|own| own == seen));
    let only = |holds: &dyn Fn(bool, bool) -> bool| {
        let fit = agreement
            .playbooks
            .iter()
            .filter(|playbook| holds(is(playbook.surface.as_ref(), surface), is(playbook.symptom.as_ref(), symptom)));
        let mut patterns: Vec<&PatternId> = fit.filter_map(|playbook| playbook.pattern.as_ref()).collect();
        patterns.sort();
        patterns.dedup();
        (patterns.len() == 1).then(|| patterns[0].clone())
    };
    let (place, sign) = (surface.unwrap_or_default(), symptom.unwrap_or_default());
    only(&|here, so| here && so)
        .map(|pattern| (pattern, format!("it shows at {place} as {sign}")))
        .or_else(|| only(&|here, _| here).map(|pattern| (pattern, format!("it shows at {place}"))))
        .or_else(|| only(&|_, so| so).map(|pattern| (pattern, format!("it shows as {sign}"))))
}
