//! What speaks against words before they leave: what readers would not understand, what must stay inside, what promises too
//! much, and what contradicts other words or what is known.
//!
//! Pure rules over whole texts in English. They prefer few remarks that are sure to many that are not: a lead who has seen
//! three false ones reads no fourth. None of them changes a text, and only a policy of the workspace forbids one.

mod avoided;
mod claim;
mod clause;
mod component;
mod contradiction;
mod estimate;
mod figure;
mod grade;
mod inside;
mod jargon;
mod known;
mod list;
mod number;
mod ordinary;
mod over;
mod phrase;
mod reading;
mod region;
mod repeat;
mod resting;
mod shape;
mod stage;
pub mod style;
mod text;
mod time;
mod tone;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use grade::{ReadingGrade, grade, reading};
pub use style::{BannedPhrase, StyleGuide};

use crate::agreement::Agreement;
use crate::delivery::ComponentState;
use crate::id::FactId;
use crate::incident::Incident;
use crate::phase::Phase;
use crate::template::{Audience, Output};
use reading::Reading;

/// States that components of status pages would get, by the name of the page and what customers call the component there: two
/// pages may show one of the same name.
pub type ShownStates = BTreeMap<(String, String), ComponentState>;

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
    /// Components of the status pages and the state they would get.
    pub components: ShownStates,
    /// The facts that its variables rest on.
    pub facts: BTreeMap<String, FactId>,
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
    /// It rests on a fact that nobody has confirmed, or that was withdrawn.
    Fact,
    /// It says nothing that was not said before.
    Repeat,
    /// Its phase contradicts the incident, its own words, or what was said before.
    Phase,
    /// It says that a part of the product works, or fails, and something else says the opposite.
    Component,
    /// It has a number or a time that something else contradicts.
    Figure,
    /// It says that a region is hit, and nobody has confirmed it.
    Region,
    /// It has a name that stays inside.
    InternalName,
    /// It promises when it will be fixed.
    Estimate,
    /// It has a word that customers need not know.
    Jargon,
    /// It is harder to read than was agreed on.
    ReadingGrade,
}

impl RemarkKind {
    /// As in JSON: a promise to scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::BeforeImpact => "before_impact",
            Self::Fact => "fact",
            Self::Repeat => "repeat",
            Self::Phase => "phase",
            Self::Component => "component",
            Self::Figure => "figure",
            Self::Region => "region",
            Self::InternalName => "internal_name",
            Self::Estimate => "estimate",
            Self::Jargon => "jargon",
            Self::ReadingGrade => "reading_grade",
        }
    }
}

/// What speaks against words of one composition, output by output, the gravest first.
pub fn remarks(statements: &[Statement], incident: &Incident, agreement: &Agreement) -> Vec<Remark> {
    let mut remarks = contradiction::remarks(statements, incident, agreement);
    for statement in statements {
        let reading = Reading::of(statement);
        known::remarks(statement, incident, agreement, &mut remarks);
        resting::remarks(statement, incident, &mut remarks);
        repeat::remarks(&reading, incident, &mut remarks);
        stage::remarks(&reading, incident, &mut remarks);
        if statement.output.audience() == Audience::Customers {
            region::remarks(&reading, incident, agreement, &mut remarks);
        }
        remarks.extend(of_itself(&reading, agreement));
    }
    let place = |output: Output| statements.iter().position(|statement| statement.output == output);
    remarks.sort_by_key(|remark| (place(remark.output), !remark.forbids, remark.kind, remark.excerpt));
    remarks
}

/// What speaks against a statement whatever the incident is: a template is judged by it.
pub fn remarks_on(statement: &Statement, agreement: &Agreement) -> Vec<Remark> {
    let mut remarks = of_itself(&Reading::of(statement), agreement);
    remarks.sort_by_key(|remark| (remark.kind, remark.excerpt));
    remarks
}

/// Rules about words alone; they hold for customers only, since everybody inside knows our words.
fn of_itself(reading: &Reading<'_>, agreement: &Agreement) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if reading.statement.output.audience() == Audience::Customers {
        over::remarks(reading, &mut remarks);
        component::remarks(reading, &mut remarks);
        inside::remarks(reading, agreement, &mut remarks);
        shape::remarks(reading, &mut remarks);
        avoided::remarks(reading, &agreement.style, &mut remarks);
        estimate::remarks(reading, &mut remarks);
        grade::remarks(reading, agreement.style.highest_grade, &mut remarks);
    }
    once(remarks)
}

/// Without those about words that an earlier one is about: what is a name of ours is no jargon as well.
fn once(remarks: Vec<Remark>) -> Vec<Remark> {
    let mut kept: Vec<Remark> = Vec::new();
    let is_about_a_word = |remark: &Remark| matches!(remark.kind, RemarkKind::InternalName | RemarkKind::Jargon);
    for remark in remarks {
        let meets = |other: &Remark| match (remark.excerpt, other.excerpt) {
            (Some((from, until)), Some((other_from, other_until))) => from < other_until && other_from < until,
            _ => false,
        };
        if !is_about_a_word(&remark) || !kept.iter().any(|other| is_about_a_word(other) && meets(other)) {
            kept.push(remark);
        }
    }
    kept
}
