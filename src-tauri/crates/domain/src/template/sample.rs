//! What stands in a hole while nobody has an incident: previews and checks are made with it.

use std::collections::BTreeMap;

use super::{Template, Variable, VariableKind};

impl Template {
    /// A value for each of its variables.
    pub fn samples(&self) -> BTreeMap<String, String> {
        self.variables.iter().map(|variable| (variable.name.clone(), variable.sample())).collect()
    }
}

impl Variable {
    /// A value that could stand in its hole: the example, else the default, else the first choice, else one of its kind;
    /// where nothing is known of it, its label in angle brackets.
    pub fn sample(&self) -> String {
        let declared = self.example.as_ref().or(self.default.as_ref()).filter(|value| !value.is_empty());
        declared.cloned().unwrap_or_else(|| self.likely())
    }

    /// Whether it says itself what may stand in its hole.
    pub fn has_sample(&self) -> bool {
        let is_written = |value: &Option<String>| value.as_ref().is_some_and(|value| !value.is_empty());
        is_written(&self.example) || is_written(&self.default) || matches!(self.kind, VariableKind::Choice { .. })
    }

    fn likely(&self) -> String {
        let fact = match (&self.kind, self.from.as_deref()) {
            (VariableKind::Choice { choices }, _) => choices.first().map_or("", String::as_str),
            (VariableKind::Time, Some("started")) => "13:05 CET",
            (VariableKind::Time, _) => "13:35 CET",
            (VariableKind::Duration, _) => "20 minutes",
            (VariableKind::Components, _) => "Checkout, Card payments",
            (VariableKind::Text, Some("title")) => "Card payments fail",
            (VariableKind::Text, Some("services")) => "Card payments",
            (VariableKind::Text, Some("regions")) => "Europe",
            (VariableKind::Text, Some("severity")) => "SEV1",
            (VariableKind::Text, Some("phase")) => "Investigating",
            (VariableKind::Text, Some("loss")) => "No order and no payment was lost.",
            (VariableKind::Text, Some("impact")) => "Customers in Europe cannot pay by card",
            (VariableKind::Text, Some("business_impact")) => "about EUR 18,000 of orders an hour at risk",
            (VariableKind::Text, Some("effort")) => "under an hour (roll-back)",
            (VariableKind::Text, Some("work")) => "the roll-back, and the answers of the provider",
            (VariableKind::Text, Some("rally")) => "#inc-12",
            (VariableKind::Text, Some("account")) => "Example Stores",
            (VariableKind::Text, Some("contact")) => "Robin",
            (VariableKind::Text, Some("organisation")) => "Example Company",
            (VariableKind::Text, Some("status_page")) => "status.example.com",
            (VariableKind::Text, Some("privacy_contact")) => "privacy@example.com",
            (VariableKind::Text, _) => "",
        };
        if fact.is_empty() { format!("‹{}›", self.label) } else { fact.to_owned() }
    }
}
