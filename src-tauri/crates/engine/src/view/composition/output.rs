//! One output as its channel will show it: the exact text, what stands against it, and where it goes.

use domain::agreement::Agreement;
use domain::id::PatternId;
use domain::incident::Incident;
use domain::incident::decide::composition::{of_nobody, of_template, template_of};
use domain::incident::intent::Composition;
use domain::template::{Output, TemplateFault};

use super::{OutputView, wording};
use crate::engine::Engine;
use crate::error::Error;
use crate::view::compose::{Text, promise, warnings};
use crate::view::destination::Going;

/// What every output of one composition is shown with.
pub(crate) struct Writing<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) incident: &'a Incident,
    pub(crate) agreement: &'a Agreement,
    pub(crate) composition: &'a Composition,
    pub(crate) pattern: &'a PatternId,
}

impl Writing<'_> {
    fn going(&self) -> Going<'_> {
        Going { incident: self.incident, agreement: self.agreement, composition: self.composition }
    }

    pub(super) fn view(&self, output: Output, chosen: bool) -> Result<OutputView, Error> {
        let template = template_of(self.agreement, self.pattern, output, self.composition.phase);
        let wording = wording(self.composition, output);
        let mut values = template.map(|template| of_template(template, &self.composition.values)).unwrap_or_default();
        values.extend(template.map(of_nobody).unwrap_or_default());
        let none = || no_template(self.pattern, output, self.composition);
        let Text { preview, copies, faults, own_words, reading, length, limit } =
            Text::of((output, self.composition.phase), template, wording, &values, none);
        let mut warnings = if chosen { self.warnings(output) } else { Vec::new() };
        let (mut promised_at, mut doubt) = (None, None);
        // What goes with an update promises nothing beside it.
        if chosen && output == Output::of(output.audience()) {
            let (zone, now) = (self.engine.zone(), self.engine.now());
            (promised_at, doubt) = promise::read(self.incident, template, &values, &preview, self.agreement, zone, now);
        }
        warnings.extend(doubt);
        let places = self.engine.places(&self.going(), output, &preview)?;
        let last = self.incident.last_update(output.audience());
        Ok(OutputView {
            output,
            name: output.name().to_owned(),
            chosen,
            template: template.map(|template| template.source.clone()),
            unlocked: wording.is_some(),
            warnings,
            promised_at: promised_at.map(|at| at.timestamp_millis()),
            remarks: Vec::new(),
            length,
            limit,
            own_words,
            reading,
            last_at: last.map(|update| update.written_at.timestamp_millis()),
            copies,
            preview,
            faults,
            places,
        })
    }

    /// What the clock says against sending it.
    fn warnings(&self, output: Output) -> Vec<String> {
        // What goes with an update is judged with it.
        if output != Output::of(output.audience()) {
            return Vec::new();
        }
        let draft = domain::incident::intent::UpdateDraft {
            audience: output.audience(),
            phase: self.composition.phase,
            pattern: Some(self.pattern.clone()),
            values: self.composition.values.clone(),
            wording: None,
            components: std::collections::BTreeMap::new(),
            page_components: std::collections::BTreeMap::new(),
            facts: std::collections::BTreeMap::new(),
            questions: None,
        };
        warnings(self.incident, self.agreement, &draft, self.engine.now())
    }
}

fn no_template(pattern: &PatternId, output: Output, composition: &Composition) -> TemplateFault {
    let phase = composition.phase;
    TemplateFault {
        variable: String::new(),
        message: format!(
            "No template for {pattern}, {}, {}. Leave it out, edit the wording, or add templates/{pattern}/{}-{}.md.",
            output.name(),
            phase.name(),
            output.file_stem(),
            phase.name().to_lowercase(),
        ),
    }
}
