//! What speaks against words before they leave: what readers would not understand, what must stay inside, what promises too
//! much, and what contradicts other words or what is known.
//!
//! Pure rules over whole texts in English. They prefer few remarks that are sure to many that are not: a lead who has seen
//! three false ones reads no fourth. None of them changes a text, and only a policy of the workspace forbids one.

mod avoided;
mod inside;
mod jargon;
mod known;
mod phrase;
mod reading;
mod repeat;
mod stage;
mod style;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use style::{BannedPhrase, StyleGuide};

use crate::agreement::Agreement;
use crate::delivery::ComponentState;
use crate::incident::Incident;
use crate::phase::Phase;
use crate::template::{Audience, Output};
use reading::Reading;

/// What one output would say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Where.
    pub output: Output,
    /// Which phase it tells.
    pub phase: Phase,
    /// The title as it would go out.
    pub title: String,
    /// The text as it would go out.
    pub body: String,
    /// What was filled in.
    pub values: BTreeMap<String, String>,
    /// Components of the status page and the state they would get.
    pub components: BTreeMap<String, ComponentState>,
}

/// What speaks against a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Remark {
    /// Against which one.
    pub output: Output,
    /// What is the matter.
    pub kind: RemarkKind,
    /// Whether it cannot leave like this.
    pub forbids: bool,
    /// What, where, and what to do, in one sentence.
    pub message: String,
    /// Which part of the body is meant: from which to before which character; none where it is the title, or all of it.
    pub excerpt: Option<(usize, usize)>,
}

/// What is the matter with a statement, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// It is the first word to customers, and their impact is not confirmed.
    BeforeImpact,
    /// It says nothing that was not said before.
    Repeat,
    /// Its phase contradicts the incident, its own words, or what was said before.
    Phase,
    /// It has a name that stays inside.
    InternalName,
    /// It has a word that customers need not know.
    Jargon,
}

impl RemarkKind {
    /// As in JSON: a promise to scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::BeforeImpact => "before_impact",
            Self::Repeat => "repeat",
            Self::Phase => "phase",
            Self::InternalName => "internal_name",
            Self::Jargon => "jargon",
        }
    }
}

/// What speaks against words of one composition, output by output, the gravest first.
pub fn remarks(statements: &[Statement], incident: &Incident, agreement: &Agreement) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for statement in statements {
        let reading = Reading::of(statement);
        let mut found = Vec::new();
        known::remarks(statement, incident, agreement, &mut found);
        repeat::remarks(&reading, incident, &mut found);
        stage::remarks(&reading, incident, &mut found);
        of_itself(&reading, agreement, &mut found);
        found.sort_by_key(|remark| (!remark.forbids, remark.kind, remark.excerpt));
        remarks.extend(found);
    }
    remarks
}

/// What speaks against a statement whatever the incident is: a template is judged by it.
pub fn remarks_on(statement: &Statement, agreement: &Agreement) -> Vec<Remark> {
    let mut remarks = Vec::new();
    of_itself(&Reading::of(statement), agreement, &mut remarks);
    remarks.sort_by_key(|remark| (remark.kind, remark.excerpt));
    remarks
}

/// Rules about words alone; they hold for customers only, since everybody inside knows our words.
fn of_itself(reading: &Reading<'_>, agreement: &Agreement, remarks: &mut Vec<Remark>) {
    if reading.statement.output.audience() == Audience::Customers {
        inside::remarks(reading, agreement, remarks);
        avoided::remarks(reading, &agreement.style, remarks);
    }
}
