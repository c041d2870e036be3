//! `bwatch template`: the grid with its holes, what is the matter with the templates, and one filled in.

use domain::phase::Phase;
use domain::template::{Audience, Output as Made, Template};
use engine::engine::Engine;
use engine::view::problem::ProblemLine;
use engine::view::template::{CheckedTemplate, TemplateGrid, TemplateRow, TemplateState};
use serde_json::{Value, json};

use super::{values, word};
use crate::options::TemplateVerb;
use crate::output::{Output, spot, table};
use crate::{Answer, Stop};

/// The words of an audience.
pub(super) const AUDIENCES: &str = "technical, teams, leadership, customers";
/// The words of what an audience's words are made into.
const OUTPUTS: &str =
    "technical, teams, leadership, customers, customers-outreach, customers-talking-points, customers-social";
/// The words of a phase.
pub(super) const PHASES: &str = "investigating, identified, monitoring, resolved";

pub(super) fn run(engine: &Engine, verb: &TemplateVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        TemplateVerb::List { missing: false } => {
            let value = engine.templates().iter().map(listed).collect();
            output.answer(&value, || shown(&engine.template_grid()))?;
            Ok(Answer::Yes)
        }
        TemplateVerb::List { missing: true } => holes(&engine.template_grid(), output),
        TemplateVerb::Check { strict } => check(engine, *strict, output),
        TemplateVerb::Render { pattern, audience, phase, values: pairs } => {
            let made = word(audience, "output", OUTPUTS, made)?;
            let phase = word(phase, "phase", PHASES, Phase::read)?;
            let rendered = engine.render(pattern, made, phase, &values("--set", pairs)?)?;
            output.answer(&json!({ "title": rendered.title, "body": rendered.body }), || {
                vec![rendered.title.clone(), String::new(), rendered.body.clone()]
            })?;
            Ok(Answer::Yes)
        }
    }
}

/// What is written: an audience's own words, or what else they are made into, with or without the audience's name.
fn made(text: &str) -> Option<Made> {
    let own = Audience::read(text).map(Made::of);
    let stem = || Made::ALL.into_iter().find(|made| made.file_stem().eq_ignore_ascii_case(text.trim()));
    own.or_else(stem).or_else(|| Made::read(text))
}

fn listed(template: &Template) -> Value {
    json!({
        "pattern": template.pattern,
        "audience": template.audience,
        "output": template.output,
        "phase": template.phase,
        "source": template.source,
        "variables": template.variables,
    })
}

/// The grid: a line for each pattern, and in it a mark for each phase of each output.
fn shown(grid: &TemplateGrid) -> Vec<String> {
    let mark = |state: TemplateState| match state {
        TemplateState::Filled => 'x',
        TemplateState::Remarked => '~',
        TemplateState::Faulty => '!',
        TemplateState::Hole => '.',
    };
    let mut head = vec!["pattern".to_owned()];
    head.extend(grid.columns.iter().map(|column| column.output.file_stem()));
    head.push("missing".to_owned());
    let line = |row: &TemplateRow| {
        let marks = |made: Made| {
            row.cells.iter().filter(|cell| cell.output == made).map(|cell| mark(cell.state)).collect::<String>()
        };
        let mut line = vec![row.pattern.clone()];
        line.extend(grid.columns.iter().map(|column| marks(column.output)));
        line.push(format!("{} of {}", row.missing, row.cells.len()));
        line
    };
    let mut rows = vec![head];
    rows.extend(grid.rows.iter().map(line));
    let mut lines = table(&rows);
    let phases: Vec<String> = grid.phases.iter().map(|phase| phase.name().to_lowercase()).collect();
    lines.push(String::new());
    lines.push(format!("Each mark is a phase: {}. x written, ~ with remarks, ! faulty, . missing.", phases.join(", ")));
    lines
}

fn holes(grid: &TemplateGrid, output: &Output) -> Result<Answer, Stop> {
    let holes: Vec<Value> = grid
        .rows
        .iter()
        .flat_map(|row| row.cells.iter().map(move |cell| (row, cell)))
        .filter(|(_, cell)| cell.state == TemplateState::Hole)
        .map(|(row, cell)| {
            json!({ "pattern": row.pattern, "output": cell.output, "phase": cell.phase, "path": cell.path })
        })
        .collect();
    output.answer(&json!(holes), || {
        if holes.is_empty() {
            return vec!["None is missing.".to_owned()];
        }
        holes.iter().filter_map(|hole| hole["path"].as_str()).map(str::to_owned).collect()
    })?;
    Ok(if holes.is_empty() { Answer::Yes } else { Answer::No })
}

fn check(engine: &Engine, strict: bool, output: &Output) -> Result<Answer, Stop> {
    let mut checked = engine.checked_templates();
    checked.retain(|template| template.state != TemplateState::Filled);
    let strays = engine.stray_templates();
    let value = json!({ "templates": checked.iter().map(told).collect::<Vec<_>>(), "strays": strays });
    output.answer(&value, || {
        let mut lines: Vec<String> = checked.iter().flat_map(sentences).collect();
        lines.extend(strays.iter().map(stray));
        if lines.is_empty() {
            lines.push("No problems.".to_owned());
        }
        lines
    })?;
    let is_faulty = checked.iter().any(|template| template.state == TemplateState::Faulty)
        || strays.iter().any(|stray| stray.severity == "error");
    let is_no = is_faulty || strict && !(checked.is_empty() && strays.is_empty());
    Ok(if is_no { Answer::No } else { Answer::Yes })
}

fn told(template: &CheckedTemplate) -> Value {
    let check = &template.check;
    json!({
        "pattern": template.place.pattern,
        "output": template.place.output,
        "phase": template.place.phase,
        "path": template.path,
        "state": template.state.word(),
        "findings": check.findings,
        "remarks": check.remarks.iter().map(|remark| json!({ "kind": remark.kind.word(), "message": remark.message })).collect::<Vec<_>>(),
        "length": check.length,
        "limit": check.limit,
        "grade": check.reading.years(),
    })
}

/// `path:line: error [code] …`, as `check` prints it.
fn sentences(template: &CheckedTemplate) -> Vec<String> {
    let findings = template.check.findings.iter().map(|finding| {
        let severity = if finding.fault { "error" } else { "warning" };
        format!("{}: {severity} [{}] {}", spot(&template.path, finding.line), finding.code, finding.message)
    });
    let remarks = template
        .check
        .remarks
        .iter()
        .map(|remark| format!("{}: remark [{}] {}", template.path, remark.kind.word(), remark.message));
    findings.chain(remarks).collect()
}

fn stray(stray: &ProblemLine) -> String {
    let ProblemLine { path, line, severity, code, message, help, .. } = stray;
    format!("{}: {severity} [{code}] {message} {help}", spot(path, Some(*line)))
}
