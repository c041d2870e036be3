//! The composer: variables in, the exact text out.

use std::collections::BTreeMap;

use domain::incident::Phase;
use domain::template::{Audience, Rendered, TemplateFault, Variable};
use serde::Serialize;

/// The form of one template, prefilled, with its preview.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ComposeView {
    /// To whom.
    pub audience: Audience,
    /// Which phase.
    pub phase: Phase,
    /// Which impact pattern.
    pub pattern: String,
    /// Patterns that have a template for this audience and phase: id and name.
    pub patterns: Vec<(String, String)>,
    /// Where the template is written; none where there is none.
    pub template: Option<String>,
    /// In the order of the form.
    pub variables: Vec<Variable>,
    /// What is filled in: what was given, else what the incident and earlier updates know.
    pub values: BTreeMap<String, String>,
    /// The text as it will be sent.
    pub preview: Rendered,
    /// What stands against sending it.
    pub faults: Vec<TemplateFault>,
    /// What speaks against sending it, as sentences.
    pub warnings: Vec<String>,
    /// Characters used, and the channel's limit.
    pub length: u32,
    /// The channel's limit.
    pub limit: Option<u32>,
    /// Names of the status pages it goes to; empty: it is copied by hand.
    pub destinations: Vec<String>,
    /// `phase is Identified, last post 02:21` put together by the screen from these.
    #[ts(type = "number | null")]
    pub last_at: Option<i64>,
    /// Which number this update has for this audience, from 1.
    pub number: u32,
}
