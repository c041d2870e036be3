//! What speaks against the words of a composition: each output by itself, beside the others, and after what was said before.

use std::collections::BTreeMap;

use domain::incident::decide::composition::{of_template, template_of};
use domain::template::Output;
use domain::wording::{Statement, remarks};

use super::OutputView;
use super::output::Writing;
use crate::view::destination::PageChoice;

impl Writing<'_> {
    /// The outputs with what speaks against the words of those that are written.
    pub(super) fn remarked(&self, mut outputs: Vec<OutputView>, pages: &[PageChoice]) -> Vec<OutputView> {
        let chosen = outputs.iter().filter(|output| output.chosen);
        let statements: Vec<Statement> = chosen.map(|output| self.statement(output, pages)).collect();
        for remark in remarks(&statements, self.incident, self.agreement) {
            let output = outputs.iter_mut().find(|output| output.output == remark.output);
            if let Some(output) = output {
                output.remarks.push(remark);
            }
        }
        outputs
    }

    fn statement(&self, view: &OutputView, pages: &[PageChoice]) -> Statement {
        let template = template_of(self.agreement, self.pattern, view.output, self.composition.phase);
        let set = PageChoice::named_states(pages);
        Statement {
            output: view.output,
            phase: self.composition.phase,
            title: view.preview.title.clone(),
            body: view.preview.body.clone(),
            values: template.map(|template| of_template(template, &self.composition.values)).unwrap_or_default(),
            facts: template
                .filter(|_| !view.unlocked)
                .map(|template| of_template(template, &self.composition.facts))
                .unwrap_or_default(),
            components: if view.output == Output::StatusPage { set } else { BTreeMap::new() },
        }
    }
}
