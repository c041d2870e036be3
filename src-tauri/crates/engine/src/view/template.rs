//! Templates as a grid that shows holes: impact patterns down, outputs across, the phases within each.

pub mod check;
pub mod sheet;

use std::collections::BTreeSet;

use domain::agreement::Agreement;
use domain::phase::Phase;
use domain::template::{Audience, Output, Template};
use serde::{Deserialize, Serialize};
use workspace::diagnostic::{Diagnostic, DiagnosticSeverity};
use workspace::load::Loaded;

use self::check::TemplateCheck;
use super::problem::{ProblemLine, line};
use crate::engine::Engine;
use crate::place;

/// For what a template is written: there is one file for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TemplatePlace {
    /// Which impact pattern.
    pub pattern: String,
    /// What it is made into.
    pub output: Output,
    /// In which phase.
    pub phase: Phase,
}

/// All templates that there could be.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TemplateGrid {
    /// Across, in the order of the composer.
    pub columns: Vec<TemplateColumn>,
    /// Within each cell, in order.
    pub phases: Vec<Phase>,
    /// Down: the workspace's patterns in its order, then those that only files name.
    pub rows: Vec<TemplateRow>,
    /// How many there could be.
    pub all: u32,
    /// How many are not written.
    pub missing: u32,
    /// How many have faults.
    pub faulty: u32,
    /// How many have remarks.
    pub remarked: u32,
    /// Faults of files that stand in no cell.
    pub strays: Vec<ProblemLine>,
    /// Why the workspace is not written to, as a sentence.
    pub locked: Option<String>,
}

/// An output in the head of the grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TemplateColumn {
    /// Which.
    pub output: Output,
    /// As on screen.
    pub name: String,
    /// Whose words they are.
    pub audience: Audience,
}

/// An impact pattern with its templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TemplateRow {
    /// `payments-failing`
    pub pattern: String,
    /// As on screen.
    pub name: String,
    /// Output by output, phase by phase.
    pub cells: Vec<TemplateCell>,
    /// How many of them are not written.
    pub missing: u32,
}

/// One template, or the hole where it would be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TemplateCell {
    /// What it is made into.
    pub output: Output,
    /// In which phase.
    pub phase: Phase,
    /// How it stands.
    pub state: TemplateState,
    /// The file, relative to the workspace; where it would be for a hole.
    pub path: String,
    /// What is the matter with it first, as a sentence; empty where nothing is.
    pub words: String,
}

/// How a template stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum TemplateState {
    /// Written, and nothing speaks against it.
    Filled,
    /// Written, and something could be better.
    Remarked,
    /// It cannot be read, or no update could be sent with it.
    Faulty,
    /// Not written.
    Hole,
}

impl TemplateState {
    /// As in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Remarked => "remarked",
            Self::Faulty => "faulty",
            Self::Hole => "hole",
        }
    }
}

/// A template's file with what is the matter with it, as `bwatch template check` tells it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedTemplate {
    /// For what it is written.
    #[serde(flatten)]
    pub place: TemplatePlace,
    /// The file, relative to the workspace.
    pub path: String,
    /// How it stands.
    pub state: TemplateState,
    /// What is the matter with it.
    pub check: TemplateCheck,
}

impl Engine {
    /// All templates that there could be, and how each stands.
    pub fn template_grid(&self) -> TemplateGrid {
        let loaded = self.loaded();
        let rows: Vec<TemplateRow> =
            patterns(&loaded).into_iter().map(|(pattern, name)| row(&loaded, pattern, name)).collect();
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let paths: BTreeSet<&str> = cells().map(|cell| cell.path.as_str()).collect();
        let stray = |diagnostic: &&Diagnostic| {
            diagnostic.path.starts_with("templates/") && !paths.contains(diagnostic.path.as_str())
        };
        let of = |state: TemplateState| counted(cells().filter(|cell| cell.state == state).count());
        TemplateGrid {
            columns: Output::ALL
                .map(|output| TemplateColumn { output, name: output.name().to_owned(), audience: output.audience() })
                .to_vec(),
            phases: Phase::ALL.to_vec(),
            all: counted(cells().count()),
            missing: of(TemplateState::Hole),
            faulty: of(TemplateState::Faulty),
            remarked: of(TemplateState::Remarked),
            strays: loaded.diagnostics.iter().filter(stray).map(line).collect(),
            locked: place::locked(self.workspace_folder()),
            rows,
        }
    }

    /// Every template's file with what is the matter with it, in the order of the grid.
    pub fn checked_templates(&self) -> Vec<CheckedTemplate> {
        let loaded = self.loaded();
        let patterns = patterns(&loaded);
        let places = patterns.iter().flat_map(|(pattern, _)| places(pattern));
        places.filter_map(|place| checked(&loaded, place)).collect()
    }

    /// Faults of files in `templates/` that stand for no template.
    pub fn stray_templates(&self) -> Vec<ProblemLine> {
        self.template_grid().strays
    }
}

/// The patterns: id and name.
fn patterns(loaded: &Loaded) -> Vec<(String, String)> {
    let agreed = loaded.agreement.patterns.iter();
    let mut patterns: Vec<(String, String)> =
        agreed.map(|pattern| (pattern.id.to_string(), pattern.name.clone())).collect();
    for template in &loaded.agreement.templates {
        if !patterns.iter().any(|(id, _)| *id == template.pattern.as_str()) {
            patterns.push((template.pattern.to_string(), template.pattern.to_string()));
        }
    }
    patterns
}

fn places(pattern: &str) -> impl Iterator<Item = TemplatePlace> + '_ {
    Output::ALL.into_iter().flat_map(move |output| {
        Phase::ALL.into_iter().map(move |phase| TemplatePlace { pattern: pattern.to_owned(), output, phase })
    })
}

fn row(loaded: &Loaded, pattern: String, name: String) -> TemplateRow {
    let cells: Vec<TemplateCell> = places(&pattern).map(|place| cell(loaded, place)).collect();
    let missing = counted(cells.iter().filter(|cell| cell.state == TemplateState::Hole).count());
    TemplateRow { pattern, name, cells, missing }
}

fn cell(loaded: &Loaded, place: TemplatePlace) -> TemplateCell {
    let (output, phase) = (place.output, place.phase);
    let path = path_of(&loaded.agreement, &place);
    match checked(loaded, place) {
        None => TemplateCell { output, phase, state: TemplateState::Hole, path, words: String::new() },
        Some(CheckedTemplate { state, check, .. }) => {
            TemplateCell { output, phase, state, path, words: check.first_words() }
        }
    }
}

/// The file of a place with what is the matter with it; none where it is a hole.
fn checked(loaded: &Loaded, place: TemplatePlace) -> Option<CheckedTemplate> {
    let path = path_of(&loaded.agreement, &place);
    let template = template_at(&loaded.agreement, &place);
    let told: Vec<&Diagnostic> = loaded.diagnostics.iter().filter(|told| told.path == path).collect();
    if template.is_none() && !told.iter().any(|told| told.severity == DiagnosticSeverity::Error) {
        return None;
    }
    let check = TemplateCheck::of(template, &told, &loaded.agreement);
    Some(CheckedTemplate { state: check.state(), path, place, check })
}

fn template_at<'a>(agreement: &'a Agreement, place: &TemplatePlace) -> Option<&'a Template> {
    agreement.template_of(&place.pattern, place.output, place.phase)
}

/// The file of a place, relative to the workspace: the one that was read, else the one that would be.
pub(crate) fn path_of(agreement: &Agreement, place: &TemplatePlace) -> String {
    let own = template_at(agreement, place).map(|template| template.source.clone());
    own.unwrap_or_else(|| place.output.file(&place.pattern, place.phase))
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
