//! Builders of templates.

use std::collections::BTreeMap;

use domain::phase::Phase;
use domain::template::{Audience, Output, Template, TemplateFault, Variable, VariableKind};

pub(crate) fn template(title: &str, body: &str, variables: &[Variable]) -> Template {
    Template {
        pattern: "cards-decline".into(),
        audience: Audience::Customers,
        output: Output::StatusPage,
        phase: Phase::Identified,
        title: title.into(),
        body: body.into(),
        variables: variables.to_vec(),
        limit: None,
        source: "templates/cards-decline/customers-identified.md".into(),
    }
}

/// A variable that must be filled; its label is its name in capitals.
pub(crate) fn variable(name: &str, kind: VariableKind) -> Variable {
    let label = name.to_uppercase();
    Variable { name: name.into(), label, kind, optional: false, default: None, from: None, example: None }
}

pub(crate) fn text(name: &str) -> Variable {
    variable(name, VariableKind::Text)
}

pub(crate) fn optional(variable: Variable) -> Variable {
    Variable { optional: true, ..variable }
}

pub(crate) fn default(value: &str, variable: Variable) -> Variable {
    Variable { default: Some(value.into()), ..variable }
}

pub(crate) fn choice(name: &str, choices: &[&str]) -> Variable {
    variable(name, VariableKind::Choice { choices: choices.iter().map(|choice| (*choice).into()).collect() })
}

pub(crate) fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

/// `variable: message`, a line for each.
pub(crate) fn told(faults: &[TemplateFault]) -> Vec<String> {
    faults.iter().map(|fault| format!("{}: {}", fault.variable, fault.message)).collect()
}
