//! `bwatch route`: whom the page tree pages for what is seen, and who is left asleep.

use domain::page_tree::Sighting;
use domain::severity::Severity;
use engine::engine::Engine;
use engine::view::route::RouteLine;
use serde_json::{Value, json};

use super::word;
use crate::options::Sighted;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn route(engine: &Engine, seen: &Sighted, output: &Output) -> Result<Answer, Stop> {
    let severity = seen
        .severity
        .as_deref()
        .map(|text| word(text, "severity", "sev1, sev2, sev3, sev4", Severity::read))
        .transpose()?;
    let sighting = Sighting {
        surface: seen.surface.clone(),
        symptom: seen.symptom.clone(),
        services: seen.service.iter().map(|id| id.as_str().into()).collect(),
        regions: seen.region.iter().map(|id| id.as_str().into()).collect(),
        severity,
        customer_impact: seen.customer_impact,
    };
    let now = engine.now();
    let at = seen.at.as_deref().map_or(Ok(now), |text| time::read(text, engine.zone(), now))?;
    let route = engine.route(&sighting, at)?;
    let value = json!({
        "page": route.page.iter().map(json_line).collect::<Vec<_>>(),
        "proposed": route.proposed.iter().map(json_line).collect::<Vec<_>>(),
        "proposals_wake": route.proposals_wake,
        "asleep": route.asleep.iter().map(|asleep| json!({ "rotation": asleep.rotation, "reason": asleep.reason })).collect::<Vec<_>>(),
        "unmatched": route.unmatched,
        "ladder": route.ladder.iter().map(json_line).collect::<Vec<_>>(),
    });
    output.answer(&value, || {
        let row = |line: &RouteLine| {
            let who = if line.person.is_some() { line.person_name.clone() } else { "NOBODY".to_owned() };
            vec![line.rotation.clone().unwrap_or_default(), who, line.rule.clone(), line.reason.clone()]
        };
        let mut lines = vec!["Page".to_owned()];
        lines.extend(table(&route.page.iter().map(row).collect::<Vec<_>>()));
        if route.unmatched {
            lines.push("No rule says what fails. The ladders are:".to_owned());
            lines.extend(table(&route.ladder.iter().map(row).collect::<Vec<_>>()));
        }
        if !route.proposed.is_empty() {
            let how = if route.proposals_wake { "paged unless unticked" } else { "left asleep unless chosen" };
            lines.push(format!("Owners whom no rule names, {how}"));
            lines.extend(table(&route.proposed.iter().map(row).collect::<Vec<_>>()));
        }
        lines.push("Left asleep".to_owned());
        let asleep = route.asleep.iter().map(|asleep| vec![asleep.rotation.to_string(), asleep.reason.clone()]);
        lines.extend(table(&asleep.collect::<Vec<_>>()));
        lines
    })?;
    // Rotations without anybody wake nobody.
    let proposed = route.proposed.iter().filter(|_| route.proposals_wake);
    let somebody = route.page.iter().chain(proposed).any(|line| line.person.is_some());
    Ok(if somebody { Answer::Yes } else { Answer::No })
}

fn json_line(line: &RouteLine) -> Value {
    json!({
        "rotation": line.rotation,
        "person": line.person,
        "person_name": line.person_name,
        "rule": line.rule,
        "reason": line.reason,
        "source": line.source,
    })
}
