//! What stands in a field before anybody typed: what must be fresh from the incident, else what was last said, else what the
//! incident knows, else the default.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::id::{FactId, QuestionId};
use domain::incident::Incident;
use domain::incident::intent::{Composition, UpdateDraft};
use domain::span::Instant;
use domain::template::{Audience, Variable};

use super::SharedField;
use crate::engine::Engine;
use crate::view::compose::{fact, prefilled};

impl Engine {
    /// The values of the form: what was given, else what is known.
    pub(super) fn values_of(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        fields: &[SharedField],
        composition: &Composition,
    ) -> BTreeMap<String, String> {
        let of = |key: &str| {
            let given = composition.values.get(key).cloned();
            given.or_else(|| fact::words(incident, composition.facts.get(key)))
        };
        let value = |field: &SharedField| {
            // What was given for all holds where an audience has nothing of its own.
            let given = of(&field.key).or_else(|| of(&field.variable.name));
            let value = given.unwrap_or_else(|| self.value_of(incident, agreement, field, composition));
            (field.key.clone(), value)
        };
        fields.iter().map(value).collect()
    }

    /// The facts behind the values of the form.
    pub(super) fn facts_of(
        incident: &Incident,
        fields: &[SharedField],
        values: &BTreeMap<String, String>,
        named: &BTreeMap<String, FactId>,
    ) -> BTreeMap<String, FactId> {
        let behind = |field: &SharedField| {
            let audiences: Vec<Audience> = field.outputs.iter().map(|output| output.audience()).collect();
            let (key, value) = (field.key.as_str(), values.get(&field.key)?);
            Some((
                field.key.clone(),
                fact::behind((key, field.variable.name.as_str()), value, named, incident, &audiences)?,
            ))
        };
        fields.iter().filter_map(behind).collect()
    }

    fn value_of(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        field: &SharedField,
        composition: &Composition,
    ) -> String {
        let first = field.outputs.first().map_or(Audience::Teams, |output| output.audience());
        let audience = field.audience.unwrap_or(first);
        // Each audience has its own questions.
        let of_it = |id: &QuestionId| incident.question(id).is_some_and(|question| question.audience == audience);
        let questions = composition.questions.iter().flatten().filter(|id| of_it(id)).cloned().collect();
        let draft = UpdateDraft {
            audience,
            phase: composition.phase,
            pattern: composition.pattern.clone(),
            values: BTreeMap::new(),
            wording: None,
            components: BTreeMap::new(),
            page_components: BTreeMap::new(),
            facts: BTreeMap::new(),
            questions: Some(questions),
        };
        let known = self.known(incident, agreement, &draft, self.now());
        // What another audience was told before holds for this one as well: one fact, one value.
        let mut audiences: Vec<Audience> = vec![audience];
        audiences.extend(field.outputs.iter().map(|output| output.audience()));
        let at = (self.told_in(incident, agreement), self.now());
        said(&field.variable, &known, incident, &audiences, at)
    }
}

fn said(
    variable: &Variable,
    known: &BTreeMap<&'static str, String>,
    incident: &Incident,
    audiences: &[Audience],
    at: (Tz, Instant),
) -> String {
    let values = audiences.iter().map(|audience| prefilled(variable, known, incident, *audience, at));
    let default = variable.default.clone().unwrap_or_default();
    values.into_iter().find(|value| !value.is_empty() && *value != default).unwrap_or(default)
}
