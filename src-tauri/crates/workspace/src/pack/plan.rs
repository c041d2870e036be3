//! What adding a pack would do to a workspace: nothing is written here.

use std::collections::BTreeSet;
use std::path::Path;

use domain::span::{Instant, Span};

use super::Pack;
use crate::diagnostic::{Diagnostic, DiagnosticSeverity};
use crate::edit;
use crate::error::Error;
use crate::folder::{self, File};
use crate::ledger::{Ledger, Noun, Spot};
use crate::yaml::node::{self, Node, Place, Value};
use crate::{assemble, check};

/// The lists of the two files that every workspace has, to which entries of a pack are added. What else such a file says is its
/// owner's: severities, cadence, regions.
const LISTS: [(&str, &[&str]); 2] =
    [("bridgewatch.yaml", &["functions", "roles", "rights", "patterns"]), ("page-tree.yaml", &["rules"])];

/// A file that would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Relative to the workspace.
    pub path: String,
    /// What stands there now; none where it would be a file of its own.
    pub began: Option<String>,
    /// What would stand there.
    pub text: String,
    /// The entries that would be added to a file that is there: `rules: ai-cost`; empty where it would be a file of its own.
    pub entries: Vec<String>,
}

/// Something of the pack that the workspace has already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The pack's file.
    pub path: String,
    /// Which entry of it; empty where it is the whole file.
    pub entry: String,
}

/// What adding a pack would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What would be written, in the order of the paths.
    pub written: Vec<Written>,
    /// What stays as it is.
    pub left: Vec<Left>,
}

/// Why a pack cannot be added.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A file does not let an entry be added.
    #[error("`{list}` of `{path}` cannot be added to: {why}. Write that list with a dash for each entry.")]
    Unwritable {
        /// Which file.
        path: String,
        /// Which list.
        list: String,
        /// Why.
        why: edit::Refused,
    },
    /// The workspace would have faults that it does not have now; the first of them.
    #[error("the workspace would not fit together: {0}. Correct that first.")]
    Faulty(Diagnostic),
    /// The folder cannot be read or written.
    #[error(transparent)]
    Failed(#[from] Error),
}

/// What adding a pack to the workspace in a folder would do. Refused where a list cannot be added to, or where the pack would
/// bring an error.
pub fn plan(root: &Path, pack: &Pack) -> Result<Plan, Refusal> {
    let mut ledger = Ledger::default();
    let files = folder::read(root, &mut ledger)?;
    let before = errors(&files);
    assemble::agreement(&files, nothing(), &mut ledger);
    let mut plan = Plan::default();
    for (path, text) in pack.files() {
        let own = files.iter().find(|file| file.path == *path);
        match (own, LISTS.iter().find(|(file, _)| file == path)) {
            (Some(own), Some((_, lists))) => merge(own, text, lists, &mut plan)?,
            (None, _) if !root.join(path).exists() && !is_declared(path, text, &ledger) => plan.written.push(Written {
                path: (*path).to_owned(),
                began: None,
                text: (*text).to_owned(),
                entries: Vec::new(),
            }),
            _ => plan.left.push(Left { path: (*path).to_owned(), entry: String::new() }),
        }
    }
    let known = |one: &Diagnostic| before.iter().any(|other| other.message == one.message && other.path == one.path);
    match errors(&overlaid(&files, &plan)).into_iter().find(|one| !known(one)) {
        Some(fault) => Err(Refusal::Faulty(fault)),
        None => Ok(plan),
    }
}

/// Adds the entries that a file of the workspace lacks.
fn merge(own: &File, pack: &str, lists: &[&str], plan: &mut Plan) -> Result<(), Refusal> {
    let unwritable = |list: &str, why| Refusal::Unwritable { path: own.path.clone(), list: list.to_owned(), why };
    let mut text = own.text.clone();
    let mut entries = Vec::new();
    for list in lists.iter().copied() {
        let mut is_first = true;
        for (id, block) in blocks(pack, list) {
            let there = ids(&text, list);
            if there.contains(&id) {
                plan.left.push(Left { path: own.path.clone(), entry: format!("{list}: {id}") });
                continue;
            }
            let remark = is_first.then_some("From a starter pack.");
            let before = last_word(&text, list);
            text = edit::add_block(&text, list, &block, before, remark).map_err(|why| unwritable(list, why))?;
            entries.push(format!("{list}: {id}"));
            is_first = false;
        }
    }
    if !entries.is_empty() {
        plan.written.push(Written { path: own.path.clone(), began: Some(own.text.clone()), text, entries });
    }
    Ok(())
}

/// The entries of a list of a pack's file, each with its lines as they stand behind the dash.
fn blocks(text: &str, list: &str) -> Vec<(String, String)> {
    let items = items(text, list);
    let lines: Vec<&str> = text.lines().collect();
    let block = |item: &Node| {
        let from = (item.place.line as usize).saturating_sub(1);
        let first = lines.get(from)?;
        let inner = first.find('-')? + 2;
        let rest = lines
            .iter()
            .skip(from + 1)
            .take_while(|line| line.len() > inner && line.chars().take(inner).all(|letter| letter == ' '));
        let whole: Vec<&str> = std::iter::once(first).chain(rest).filter_map(|line| line.get(inner..)).collect();
        Some((id_of(item)?, whole.join("\n")))
    };
    items.iter().filter_map(block).collect()
}

/// Before which entry others must stand to be read at all: a rule that always holds and ends the reading.
fn last_word(text: &str, list: &str) -> Option<usize> {
    let says = |item: &Node, key: &str| match &item.value {
        Value::Map(fields) => fields.iter().find(|field| field.key == key).map(|field| field.value.value.clone()),
        _ => None,
    };
    let ends = |item: &Node| matches!(says(item, "last"), Some(Value::Scalar(flag)) if flag == "true");
    let always = |item: &Node| match says(item, "when") {
        None | Some(Value::Nothing) => true,
        Some(Value::Map(fields)) => fields.is_empty(),
        Some(_) => false,
    };
    items(text, list).iter().position(|item| ends(item) && always(item))
}

fn items(text: &str, list: &str) -> Vec<Node> {
    let document = node::parse(text, 0).ok().and_then(|documents| documents.nodes.into_iter().next());
    let Some(Value::Map(fields)) = document.map(|document| document.value) else { return Vec::new() };
    match fields.into_iter().find(|field| field.key == list).map(|field| field.value.value) {
        Some(Value::List(items)) => items,
        _ => Vec::new(),
    }
}

fn ids(text: &str, list: &str) -> BTreeSet<String> {
    items(text, list).iter().filter_map(id_of).collect()
}

fn id_of(item: &Node) -> Option<String> {
    let Value::Map(fields) = &item.value else { return None };
    fields.iter().find(|field| field.key == "id").and_then(|field| match &field.value.value {
        Value::Scalar(id) => Some(id.clone()),
        _ => None,
    })
}

/// Whether the workspace has what a file of the pack declares, in whatever file.
fn is_declared(path: &str, text: &str, ledger: &Ledger) -> bool {
    let is_there = |noun, id: &str| ledger.declared.contains_key(&(noun, id.to_owned()));
    let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(stem, _)| stem);
    match path.split('/').next().unwrap_or_default() {
        "people" => {
            let document = node::parse(text, 0).ok().and_then(|documents| documents.nodes.into_iter().next());
            match document.map(|document| document.value) {
                Some(Value::List(people)) => people.iter().filter_map(id_of).any(|id| is_there(Noun::Person, &id)),
                _ => is_there(Noun::Person, stem),
            }
        }
        "rotations" => is_there(Noun::Rotation, stem),
        "services" => is_there(Noun::Service, stem),
        "playbooks" => is_there(Noun::Playbook, stem),
        _ => false,
    }
}

/// The files as they would stand afterwards.
fn overlaid(files: &[File], plan: &Plan) -> Vec<File> {
    let is_new = |file: &&File| !plan.written.iter().any(|written| written.path == file.path);
    let mut all: Vec<File> = files.iter().filter(is_new).map(copy).collect();
    all.extend(plan.written.iter().map(|written| File::of(&written.path, &written.text)));
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

fn copy(file: &File) -> File {
    File::of(&file.path, &file.text)
}

/// What would be left out of a workspace of these files.
fn errors(files: &[File]) -> Vec<Diagnostic> {
    let mut ledger = Ledger::default();
    for file in files.iter().filter(|file| file.path.starts_with("runbooks/")) {
        ledger.declare(Noun::Runbook, &file.path, &Spot { path: file.path.clone(), place: Place::START });
    }
    let agreement = assemble::agreement(files, nothing(), &mut ledger);
    check::check(&agreement, &mut ledger);
    ledger.diagnostics.into_iter().filter(|one| one.severity == DiagnosticSeverity::Error).collect()
}

/// Calendars are of no interest here.
fn nothing() -> Span {
    let day = chrono::Duration::days(1);
    Span { from: Instant::UNIX_EPOCH, until: Instant::UNIX_EPOCH + day }
}
