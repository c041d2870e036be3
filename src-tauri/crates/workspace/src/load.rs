//! A folder of files into what the organisation agreed on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::agreement::Agreement;
use domain::id::{ConnectionId, RotationId};
use domain::span::Span;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::folder::{self, File};
use crate::ledger::{Ledger, Noun, Spot};
use crate::runbook::RunbookFile;
use crate::{assemble, check, revision};

/// What was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loaded {
    /// What the organisation agreed on; entries with faults are left out.
    pub agreement: Agreement,
    /// What is wrong with the files, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// Where each connection is written down: only a provider can judge its options.
    pub connections_at: BTreeMap<ConnectionId, At>,
    /// Where each rotation names its pager: whether that one wakes anybody only its provider knows.
    pub pagers_at: BTreeMap<RotationId, At>,
    /// Where each rotation has its layers: whether the last one has ended depends on the time.
    pub layers_at: BTreeMap<RotationId, At>,
    /// Connections that do not say whether they are armed: whether one writes at all only its provider knows.
    pub arming_unsaid: BTreeSet<ConnectionId>,
    /// All runbooks, in the order of their paths.
    pub runbooks: Vec<RunbookFile>,
    /// The texts of all templates by their paths: whoever writes one is told when somebody else does, be it a comment.
    pub template_texts: BTreeMap<String, String>,
    /// `main@4f1c9e2`: the commit that is checked out; `None` outside of git.
    pub revision: Option<String>,
}

/// A spot in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The file, relative to the workspace, with `/` between its parts.
    pub path: String,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// Reads a workspace. `window` is the span for which calendars are expanded.
pub fn load(root: &Path, window: Span) -> Result<Loaded, Error> {
    let mut ledger = Ledger::default();
    let files = folder::read(root, &mut ledger)?;
    let agreement = assemble::agreement(&files, window, &mut ledger);
    check::check(&agreement, &mut ledger);
    let templates = files.iter().filter(|file| file.parts().first() == Some(&"templates"));
    let template_texts = templates.map(|file| (file.path.clone(), file.text.clone())).collect();
    let runbooks = files.into_iter().filter(File::is_runbook).map(File::into_runbook).collect();
    let connections_at = connections_at(&ledger);
    let (pagers_at, layers_at) = (rotations_at(&ledger.pagers), rotations_at(&ledger.layers));
    let arming_unsaid = ledger.arming_unsaid;
    let mut diagnostics = ledger.diagnostics;
    diagnostics.sort_by(|one, other| {
        let key = |diagnostic: &Diagnostic| (diagnostic.line, diagnostic.column, diagnostic.severity);
        one.path.cmp(&other.path).then_with(|| key(one).cmp(&key(other)))
    });
    let revision = revision::revision(root);
    Ok(Loaded {
        agreement,
        diagnostics,
        connections_at,
        pagers_at,
        layers_at,
        arming_unsaid,
        runbooks,
        template_texts,
        revision,
    })
}

fn at(spot: &Spot) -> At {
    At { path: spot.path.clone(), line: spot.place.line, column: spot.place.column }
}

fn rotations_at(spots: &BTreeMap<RotationId, Spot>) -> BTreeMap<RotationId, At> {
    spots.iter().map(|(id, spot)| (id.clone(), at(spot))).collect()
}

fn connections_at(ledger: &Ledger) -> BTreeMap<ConnectionId, At> {
    let declared = ledger.declared.iter().filter(|((noun, _), _)| *noun == Noun::Connection);
    declared.map(|((_, id), spot)| (ConnectionId(id.clone()), at(spot))).collect()
}
