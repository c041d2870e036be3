//! `templates/<pattern>/<audience>[-<output>]-<phase>.md`: front matter that declares the variables, and the message.

use domain::id::PatternId;
use domain::near;
use domain::template::{FACTS, Output, Template, Variable, VariableKind};

use super::front_matter::FrontMatter;
use super::node::{Node, Place};
use super::read::Fields;
use super::scalar::{audience, flag, output, phase, text, whole};
use crate::ledger::{Notes, Noun};

/// A template. `node` is its front matter, with places of the file; `pattern` and `name` come from its path.
pub(crate) fn template(
    node: &Node,
    front: &FrontMatter<'_>,
    pattern: &str,
    name: &str,
    notes: &mut Notes<'_>,
) -> Option<Template> {
    let mut fields = Fields::of(node, "a template", notes)?;
    let audience = fields.required("audience", audience);
    let output = fields.optional("output", output);
    let output_place = fields.place_of("output");
    let phase = fields.required("phase", phase);
    let title = fields.or("title", String::new(), text);
    let limit = fields.optional("limit", whole::<u32>);
    let variables = fields.list("variables", variable);
    let title_place = fields.place_of("title");
    fields.close();
    notes.refer(&[Noun::Pattern], pattern, Place::START);
    let (places, variables): (Vec<Place>, Vec<Variable>) = variables?.into_iter().unzip();
    let audience = audience?;
    let output = output?.unwrap_or_else(|| Output::of(audience));
    if output.audience() != audience {
        notes.fault(
            output_place,
            "foreign-output",
            format!("`{}` is nothing that {} read.", output.word(), audience.name()),
            format!("Write `audience: {}`, or another output.", output.audience().name().to_lowercase()),
        );
        return None;
    }
    let template = Template {
        pattern: PatternId::from(pattern),
        audience,
        output,
        phase: phase?,
        title: title?,
        body: front.body.trim().replace("\r\n", "\n"),
        variables,
        limit: limit?,
        source: notes.path.to_owned(),
    };
    let wanted = format!("{}-{}", template.output.file_stem(), template.phase.name().to_lowercase());
    if name != wanted {
        notes.fault(
            Place::START,
            "name-mismatch",
            format!("The file is named `{name}`, but its front matter says `{wanted}`."),
            format!("Rename it to `{wanted}.md`, or correct `audience`, `output` and `phase`."),
        );
        return None;
    }
    holes(&template, front, title_place, notes);
    unused(&template, &places, notes);
    Some(template)
}

/// Every hole is declared.
fn holes(template: &Template, front: &FrontMatter<'_>, title: Place, notes: &mut Notes<'_>) {
    for name in template.undeclared() {
        let place = place_in(front, &name).unwrap_or(title);
        let declared = template.variables.iter().map(|variable| variable.name.as_str());
        let help = near::suggestion(&name, declared, || format!("Add it under `variables`: `- name: {name}`."));
        notes.fault(place, "undeclared-variable", format!("`{{{{{name}}}}}` is not declared as a variable."), help);
    }
}

/// Every declared variable has a hole.
fn unused(template: &Template, places: &[Place], notes: &mut Notes<'_>) {
    let holes = template.holes();
    for (variable, place) in template.variables.iter().zip(places) {
        if !holes.contains(&variable.name) {
            notes.doubt(
                *place,
                "unused-variable",
                format!("`{}` is declared, but the message has no hole for it.", variable.name),
                format!("Write `{{{{{}}}}}` into the message, or remove the variable.", variable.name),
            );
        }
    }
}

/// Where the body has a hole of that name.
fn place_in(front: &FrontMatter<'_>, name: &str) -> Option<Place> {
    front.body.lines().enumerate().find_map(|(index, line)| {
        let mut from = 0;
        while let Some(open) = line.get(from..)?.find("{{") {
            let start = from + open;
            let inner = line.get(start + 2..)?;
            if inner.split("}}").next().is_some_and(|inner| inner.trim() == name) {
                let column = line.get(..start)?.chars().count() + 1;
                let line = u32::try_from(index + 1).ok()?;
                return Some(Place { line, column: u32::try_from(column).ok()? }.below(front.lines_above));
            }
            from = start + 2;
        }
        None
    })
}

fn variable(node: &Node, notes: &mut Notes<'_>) -> Option<(Place, Variable)> {
    let mut fields = Fields::of(node, "a variable", notes)?;
    let name = fields.required("name", variable_name);
    let label = fields.required("label", text);
    let kind = fields.or("kind", "text".to_owned(), text);
    let choices = fields.list("choices", text);
    let optional = fields.or("optional", false, flag);
    let default = fields.optional("default", text);
    let from = fields.optional("from", fact);
    let example = fields.optional("example", text);
    let kind_place = fields.place_of("kind");
    let places = [fields.place_of("default"), fields.place_of("example")];
    fields.close();
    let kind = variable_kind(&kind?, choices?, kind_place, notes)?;
    let variable = Variable {
        name: name?,
        label: label?,
        kind,
        optional: optional?,
        default: default?,
        from: from?,
        example: example?,
    };
    for (value, place) in [&variable.default, &variable.example].into_iter().zip(places) {
        if let Some(fault) = value.as_deref().and_then(|value| variable.fault(value)) {
            notes.fault(place, "bad-value", format!("The template would refuse this itself. {fault}"), "Correct it.");
            return None;
        }
    }
    Some((node.place, variable))
}

/// As holes are written: lower case letters, digits and underscores.
fn variable_name(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let name = text(node, notes)?;
    if name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_') {
        return Some(name);
    }
    notes.fault(
        node.place,
        "bad-variable-name",
        format!("`{name}` cannot be the name of a hole."),
        "Use lower case letters, digits and underscores, like `next_update`.",
    );
    None
}

fn variable_kind(kind: &str, choices: Vec<String>, place: Place, notes: &mut Notes<'_>) -> Option<VariableKind> {
    const KINDS: [&str; 5] = ["text", "choice", "time", "duration", "components"];
    match kind {
        "text" => Some(VariableKind::Text),
        "time" => Some(VariableKind::Time),
        "duration" => Some(VariableKind::Duration),
        "components" => Some(VariableKind::Components),
        "choice" if choices.is_empty() => {
            notes.fault(place, "no-choices", "A choice has nothing to choose from.", "Add `choices: [ one, two ]`.");
            None
        }
        "choice" => Some(VariableKind::Choice { choices }),
        _ => {
            let help = near::suggestion(kind, KINDS, || format!("Write one of: {}.", KINDS.join(", ")));
            notes.fault(place, "bad-kind", format!("`{kind}` is not a kind of variable."), help);
            None
        }
    }
}

/// `from: services`
fn fact(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let fact = text(node, notes)?;
    if FACTS.contains(&fact.as_str()) {
        return Some(fact);
    }
    let help = near::suggestion(&fact, FACTS, || format!("Write one of: {}.", FACTS.join(", ")));
    notes.fault(node.place, "unknown-fact", format!("An incident has no `{fact}` to prefill from."), help);
    None
}
