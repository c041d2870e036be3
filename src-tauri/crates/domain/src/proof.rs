//! A template before anybody needs it: with sample values, as its readers would get it, and what is the matter with it.
//!
//! Some findings would keep an update from being sent (`is_fault`), the others are for whoever cares for the templates. What
//! speaks against its words is said by [`crate::wording`], over the text with its sample values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::agreement::Agreement;
use crate::template::{Audience, INSIDE_FACTS, Output, Rendered, Template, Variable};
use crate::wording::{self, ReadingGrade, Remark, Statement};

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
    /// How hard its body is to read.
    pub reading: ReadingGrade,
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
    /// Customers would read what stays inside: an estimate, money, inner work.
    NotForCustomers,
    /// Leadership would not read what it means for the business.
    NoBusinessImpact,
    /// What is declared has no hole.
    Unused,
    /// What must be filled in shows nobody how.
    NoSample,
}

impl FindingKind {
    /// Whether an update could not be sent with it.
    pub fn is_fault(self) -> bool {
        self <= Self::TooLong
    }

    /// As in JSON: a promise to scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Undeclared => "undeclared",
            Self::StrayBraces => "stray_braces",
            Self::TooLong => "too_long",
            Self::NotForCustomers => "not_for_customers",
            Self::NoBusinessImpact => "no_business_impact",
            Self::Unused => "unused",
            Self::NoSample => "no_sample",
        }
    }
}

/// A value for each variable of a template: what the organisation says of itself stands there as it will be sent.
pub fn samples(template: &Template, agreement: &Agreement) -> BTreeMap<String, String> {
    let own = template.variables.iter().filter_map(|variable| Some((variable, agreement.own_fact(variable)?)));
    let mut samples = template.samples();
    samples.extend(own.map(|(variable, fact)| (variable.name.clone(), fact.to_owned())));
    samples
}

impl Proof {
    /// A template with its sample values.
    pub fn of(template: &Template, agreement: &Agreement) -> Self {
        let samples = samples(template, agreement);
        let preview = template.draft(&samples);
        let statement = Statement {
            output: template.output,
            phase: template.phase,
            title: preview.title.clone(),
            body: preview.body.clone(),
            values: samples.clone(),
            components: BTreeMap::new(),
            facts: BTreeMap::new(),
        };
        let (length, limit) = (preview.length(), template.longest());
        Self {
            findings: findings(template, length, limit),
            remarks: wording::remarks_on(&statement, agreement),
            reading: wording::reading(&preview.body),
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
    findings.extend(of_the_readers(template));
    findings.sort_by_key(|finding| finding.kind);
    findings
}

/// What its readers must not be told, or must.
fn of_the_readers(template: &Template) -> Vec<Finding> {
    let inside = |variable: &&Variable| variable.from.as_deref().is_some_and(|from| INSIDE_FACTS.contains(&from));
    let mut findings = Vec::new();
    if template.audience == Audience::Customers {
        findings.extend(template.variables.iter().filter(inside).map(|variable| Finding {
            kind: FindingKind::NotForCustomers,
            variable: variable.name.clone(),
            message: format!(
                "“{}” is filled in from `{}`, which is not for customers. Remove `from`, and ask for what they may read.",
                variable.label,
                variable.from.as_deref().unwrap_or_default()
            ),
        }));
    }
    let says_it = |variable: &Variable| variable.from.as_deref() == Some("business_impact") && !variable.optional;
    if template.output == Output::Leadership && !template.variables.iter().any(says_it) {
        findings.push(Finding {
            kind: FindingKind::NoBusinessImpact,
            variable: String::new(),
            message: "A brief says what it means in money, users or contracts. Declare a variable with `from: business_impact` \
                      that must be filled in."
                .to_owned(),
        });
    }
    findings
}
