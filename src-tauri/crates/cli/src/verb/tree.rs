//! `bwatch tree`: the page tree as it is walked, with whom each end wakes.

use domain::page_tree::walk::Switches;
use domain::severity::Severity;
use engine::engine::Engine;
use engine::view::tree::{TreeBranch, TreeLeaf};
use serde_json::{Value, json};

use super::word;
use crate::options::tree::Walked;
use crate::output::{Output, table};
use crate::{Answer, Stop};

/// Exit code 1 where no branch stands under the surface that was asked for.
pub(super) fn tree(engine: &Engine, walked: &Walked, output: &Output) -> Result<Answer, Stop> {
    let switches = Switches {
        severity: word(&walked.severity, "severity", "sev1, sev2, sev3, sev4", Severity::read)?,
        regions: walked.region.iter().map(|id| id.as_str().into()).collect(),
        customer_impact: walked.customer_impact,
    };
    let mut tree = engine.page_tree(&switches)?;
    if let Some(surface) = &walked.surface {
        tree.branches.retain(|branch| branch.name.eq_ignore_ascii_case(surface));
    }
    let value = json!({
        "sentence": tree.sentence,
        "branches": tree.branches.iter().map(json_branch).collect::<Vec<_>>(),
    });
    output.answer(&value, || {
        let mut lines = vec![tree.sentence.clone()];
        if tree.branches.is_empty() {
            lines.push("Nothing shows there: no rule, no playbook and no service names it.".to_owned());
        }
        for branch in &tree.branches {
            lines.push(branch.name.clone());
            let rows = branch.leaves.iter().map(|leaf| vec![format!("  {}", leaf.name), leaf.words.clone()]);
            lines.extend(table(&rows.collect::<Vec<_>>()));
        }
        lines
    })?;
    Ok(if tree.branches.is_empty() { Answer::No } else { Answer::Yes })
}

fn json_branch(branch: &TreeBranch) -> Value {
    json!({ "name": branch.name, "leaves": branch.leaves.iter().map(json_leaf).collect::<Vec<_>>() })
}

fn json_leaf(leaf: &TreeLeaf) -> Value {
    json!({
        "name": leaf.name,
        "surface": leaf.seen.surface,
        "symptom": leaf.seen.symptom,
        "services": leaf.seen.services,
        "page": leaf.page,
        "offered": leaf.offered,
        "unmatched": leaf.unmatched,
        "words": leaf.words,
    })
}
