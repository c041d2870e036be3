//! A template's text while somebody writes it: what is wrong with it line by line, and how its readers would get it.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::proof::{Finding, FindingKind, Proof};
use domain::template::{Rendered, Template, Variable};
use domain::wording::{ReadingGrade, Remark};
use serde::Serialize;
use workspace::diagnostic::{Diagnostic, DiagnosticSeverity};
use workspace::template::read;

use super::{TemplatePlace, TemplateState, path_of};
use crate::engine::Engine;

/// What is the matter with a template's text, and how it reads with sample values.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TemplateCheck {
    /// What is the matter with it, faults first, each with its line where it has one.
    pub findings: Vec<TemplateFinding>,
    /// What speaks against its words, with sample values in them.
    pub remarks: Vec<Remark>,
    /// Its variables, in the order of the form; none where it cannot be read.
    pub variables: Vec<Variable>,
    /// A value for each, for the preview.
    pub samples: BTreeMap<String, String>,
    /// The text with them; none where it cannot be read.
    pub preview: Option<Rendered>,
    /// Characters of title and body together.
    pub length: u32,
    /// The longest that its channel takes.
    pub limit: Option<u32>,
    /// How hard it is to read, to one decimal.
    pub reading: ReadingGrade,
    /// The highest that was agreed on, for customers.
    pub highest_grade: u8,
}

/// Something that is the matter with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TemplateFinding {
    /// In which line of the file, from 1; none where it is about all of it.
    pub line: Option<u32>,
    /// Whether it keeps the template from being used.
    pub fault: bool,
    /// Which rule: `undeclared-variable`, `too_long`.
    pub code: String,
    /// Which variable; empty for the whole text.
    pub variable: String,
    /// What, and what to do, as sentences.
    pub message: String,
}

impl Engine {
    /// What is the matter with a text that would stand in a place. Nothing is read but the text.
    pub fn check_template(&self, place: &TemplatePlace, text: &str) -> TemplateCheck {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let read = read(&path_of(agreement, place), text);
        let told: Vec<&Diagnostic> = read.diagnostics.iter().collect();
        let mut check = TemplateCheck::of(read.template.as_ref(), &told, agreement);
        if !agreement.patterns.iter().any(|pattern| pattern.id.as_str() == place.pattern) {
            let message = format!(
                "The workspace has no impact pattern `{}`. Declare it in `bridgewatch.yaml`, or rename the folder.",
                place.pattern
            );
            let (code, variable) = ("unknown-pattern".to_owned(), String::new());
            check.findings.insert(0, TemplateFinding { line: None, fault: true, code, variable, message });
        }
        check
    }
}

impl TemplateCheck {
    /// A template as far as it could be read, with what its reader told.
    pub(super) fn of(template: Option<&Template>, told: &[&Diagnostic], agreement: &Agreement) -> Self {
        let proof = template.map(|template| Proof::of(template, agreement));
        let own = proof.iter().flat_map(|proof| &proof.findings);
        let mut findings: Vec<TemplateFinding> = told.iter().map(|told| of_the_reader(told)).collect();
        // The reader tells these with their lines.
        let is_told = |finding: &&Finding| matches!(finding.kind, FindingKind::Undeclared | FindingKind::Unused);
        findings.extend(own.filter(|finding| !is_told(finding)).map(of_the_proof));
        findings.sort_by_key(|finding| (!finding.fault, finding.line.unwrap_or(u32::MAX)));
        let highest_grade = agreement.style.highest_grade;
        let variables = template.map(|template| template.variables.clone()).unwrap_or_default();
        match proof {
            Some(Proof { samples, preview, remarks, reading, length, limit, .. }) => Self {
                findings,
                remarks,
                variables,
                samples,
                preview: Some(preview),
                length,
                limit,
                reading: reading.rounded(),
                highest_grade,
            },
            None => Self {
                findings,
                remarks: Vec::new(),
                variables,
                samples: BTreeMap::new(),
                preview: None,
                length: 0,
                limit: None,
                reading: ReadingGrade::TooShort,
                highest_grade,
            },
        }
    }

    /// How a template with this check stands.
    pub fn state(&self) -> TemplateState {
        if self.findings.iter().any(|finding| finding.fault) {
            TemplateState::Faulty
        } else if self.findings.is_empty() && self.remarks.is_empty() {
            TemplateState::Filled
        } else {
            TemplateState::Remarked
        }
    }

    /// What is the matter with it first; empty where nothing is.
    pub(super) fn first_words(&self) -> String {
        let finding = self.findings.first().map(|finding| match finding.line {
            Some(line) => format!("Line {line}: {}", finding.message),
            None => finding.message.clone(),
        });
        finding.or_else(|| self.remarks.first().map(|remark| remark.message.clone())).unwrap_or_default()
    }
}

fn of_the_reader(told: &Diagnostic) -> TemplateFinding {
    TemplateFinding {
        line: Some(told.line),
        fault: told.severity == DiagnosticSeverity::Error,
        code: told.code.clone(),
        variable: told_variable(told),
        message: format!("{} {}", told.message, told.help),
    }
}

/// The name in a message about a variable: `{{where}}` or `where`.
fn told_variable(told: &Diagnostic) -> String {
    let names = told.code == "undeclared-variable" || told.code == "unused-variable";
    let name = told.message.split('`').nth(1).filter(|_| names).unwrap_or_default();
    name.trim_start_matches('{').trim_end_matches('}').trim().to_owned()
}

fn of_the_proof(finding: &Finding) -> TemplateFinding {
    TemplateFinding {
        line: None,
        fault: finding.kind.is_fault(),
        code: finding.kind.word().to_owned(),
        variable: finding.variable.clone(),
        message: finding.message.clone(),
    }
}
