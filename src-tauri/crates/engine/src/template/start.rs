//! What a template begins with where none is: the nearest one turned to its place, else a few plain sentences.

use domain::agreement::Agreement;
use domain::phase::Phase;
use domain::template::{Audience, Output, Template};
use workspace::edit::template::set_value;

use crate::view::template::TemplatePlace;

/// The template that is nearest to a hole: of the same output for the same pattern in the nearest phase, else in the same phase
/// for another pattern. One for other readers would say too much or too little.
pub(super) fn nearest(agreement: &Agreement, place: &TemplatePlace) -> Option<TemplatePlace> {
    let alike = agreement.templates.iter().filter(|template| template.output == place.output);
    let far = |template: &&Template| {
        let phases = position(template.phase).abs_diff(position(place.phase));
        let is_other = template.pattern.as_str() != place.pattern;
        (is_other, phases, template.pattern.clone())
    };
    let near = alike.filter(|template| template.pattern.as_str() == place.pattern || template.phase == place.phase);
    let near = near.min_by_key(far)?;
    Some(TemplatePlace { pattern: near.pattern.to_string(), output: near.output, phase: near.phase })
}

fn position(phase: Phase) -> usize {
    Phase::ALL.iter().position(|other| *other == phase).unwrap_or_default()
}

/// The text of another template, for this place; none where it cannot be turned.
pub(super) fn turned(text: &str, place: &TemplatePlace) -> Option<String> {
    set_value(text, &["phase"], &place.phase.name().to_lowercase()).ok()
}

/// A few plain sentences that hold for every incident, with the variables that every update has.
pub(super) fn skeleton(place: &TemplatePlace) -> String {
    let audience = place.output.audience().name().to_lowercase();
    let output = if place.output == Output::of(place.output.audience()) {
        String::new()
    } else {
        format!("output: {}\n", place.output.word())
    };
    let phase = place.phase.name().to_lowercase();
    let said = sentence(place.phase);
    let next = if place.phase == Phase::Resolved { "" } else { "\n\nNext update by {{next_update}}." };
    let asked = if next.is_empty() {
        ""
    } else {
        "  - { name: next_update, label: Next update by, kind: time, from: next_update, example: \"13:35 CET\" }\n"
    };
    let label = match place.output.audience() {
        Audience::Customers => "\"What is affected, in customers' words\"",
        _ => "What is affected",
    };
    // A brief that does not say what it costs is none.
    let (cost, costs) = if place.output == Output::Leadership {
        (
            "\n\nBusiness impact: {{business_impact}}.",
            "  - { name: business_impact, label: \"Business impact in money, users or contracts\", from: business_impact, example: \
             \"about EUR 18,000 of orders an hour at risk\" }\n",
        )
    } else {
        ("", "")
    };
    format!(
        "---\naudience: {audience}\n{output}phase: {phase}\ntitle: \"{{{{affected}}}}\"\nvariables:\n  - {{ name: affected, label: \
         {label}, kind: components, example: Card payments }}\n{costs}{asked}---\n\n{said}{cost}{next}\n"
    )
}

fn sentence(phase: Phase) -> &'static str {
    match phase {
        Phase::Investigating => "There is a problem with {{affected}}. We are looking into it.",
        Phase::Identified => "We know why there is a problem with {{affected}}, and we are correcting it.",
        Phase::Monitoring => "The problem with {{affected}} is corrected. We are watching it.",
        Phase::Resolved => "The problem with {{affected}} is over.",
    }
}
