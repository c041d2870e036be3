//! A template before anybody needs it: with sample values, as its readers would get it, and what is the matter with it.
//!
//! Some findings would keep an update from being sent (`is_fault`), the others are for whoever cares for the templates. What
//! speaks against its words is said by [`crate::wording`], over the text with its sample values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::Agreement;
use crate::template::{Rendered, Template};
use crate::wording::{self, Remark, Statement};

/// A template with sample values, and what is the matter with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The sample values, by variable.
    pub samples: BTreeMap<String, String>,
    /// The text with them.
    pub preview: Rendered,
    /// What is the matter with the template, faults first.
    pub findings: Vec<Finding>,
    /// What speaks against its words.
    pub remarks: Vec<Remark>,
    /// Years at school that its body needs; none where it is too short to say, or not English.
    pub grade: Option<f32>,
    /// Characters of title and body together.
    pub length: u32,
    /// The longest that its channel takes.
    pub limit: Option<u32>,
}

/// Something that is the matter with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// Which variable; empty for the whole text.
    pub variable: String,
    /// What, and what to do, as sentences.
    pub message: String,
}

/// What can be the matter with a template, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// It says nothing.
    Empty,
    /// A hole is not declared.
    Undeclared,
    /// Double braces begin no hole.
    StrayBraces,
    /// Its channel takes no text of this length.
    TooLong,
    /// What is declared has no hole.
    Unused,
    /// What must be filled in shows nobody how.
    NoSample,
}

impl FindingKind {
    /// Whether an update could not be sent with it.
    pub fn is_fault(self) -> bool {
        self < Self::Unused
    }

    /// As in JSON: a promise to scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Undeclared => "undeclared",
            Self::StrayBraces => "stray_braces",
            Self::TooLong => "too_long",
            Self::Unused => "unused",
            Self::NoSample => "no_sample",
        }
    }
}

impl Proof {
    /// A template with its sample values.
    pub fn of(template: &Template, agreement: &Agreement) -> Self {
        let samples = template.samples();
        let preview = template.draft(&samples);
        let statement = Statement {
            output: template.output,
            phase: template.phase,
            title: preview.title.clone(),
            body: preview.body.clone(),
            values: samples.clone(),
            components: BTreeMap::new(),
        };
        let (length, limit) = (preview.length(), template.limit.or(template.output.limit()));
        Self {
            findings: findings(template, length, limit),
            remarks: wording::remarks_on(&statement, agreement),
            grade: wording::grade(&preview.body),
            length,
            limit,
            samples,
            preview,
        }
    }

    /// Whether an update could not be sent with it.
    pub fn is_faulty(&self) -> bool {
        self.findings.iter().any(|finding| finding.kind.is_fault())
    }
}

fn findings(template: &Template, length: u32, limit: Option<u32>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |kind, variable: &str, message: String| {
        findings.push(Finding { kind, variable: variable.to_owned(), message });
    };
    if template.body.trim().is_empty() {
        find(FindingKind::Empty, "", "The template has no message. Write it below the front matter.".to_owned());
    }
    for name in template.undeclared() {
        let message =
            format!("`{{{{{name}}}}}` is not declared as a variable. Declare it, or write the word without braces.");
        find(FindingKind::Undeclared, &name, message);
    }
    if template.has_stray_braces() {
        let message = "`{{` begins no variable. Close it with `}}` behind a name, or remove it.".to_owned();
        find(FindingKind::StrayBraces, "", message);
    }
    if let Some(limit) = limit.filter(|limit| length > *limit) {
        let message =
            format!("With its sample values it has {length} characters, the channel takes {limit}. Shorten it.");
        find(FindingKind::TooLong, "", message);
    }
    let holes = template.holes();
    for variable in &template.variables {
        let (name, label) = (&variable.name, &variable.label);
        if !holes.contains(name) {
            let message = format!(
                "`{name}` is declared, but the message has no hole for it. Write `{{{{{name}}}}}`, or remove it."
            );
            find(FindingKind::Unused, name, message);
        }
        if !variable.optional && variable.from.is_none() && !variable.has_sample() {
            let message = format!("“{label}” must be filled in, and nothing shows how. Give it an example.");
            find(FindingKind::NoSample, name, message);
        }
    }
    findings.sort_by_key(|finding| finding.kind);
    findings
}
