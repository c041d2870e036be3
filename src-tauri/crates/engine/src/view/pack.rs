//! Starter packs: what adding one would write, what it would leave, and adding it.

use serde::Serialize;
use workspace::pack::{self, Pack, Plan};

use crate::engine::Engine;
use crate::error::Error;
use crate::place;

/// A starter pack, and what adding it now would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PackView {
    /// `ai-product`
    pub id: String,
    /// `AI product`
    pub name: String,
    /// What it brings, in one line.
    pub description: String,
    /// The files that it would write, by their paths.
    pub files: Vec<String>,
    /// What it would add to files that are there.
    pub additions: Vec<PackAddition>,
    /// What is there already and stays as it is: a path, or a path with an entry.
    pub left: Vec<String>,
    /// Why it cannot be added; empty where it can, or where nothing of it is missing.
    pub refusal: String,
}

/// Entries that would be added to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PackAddition {
    /// Which file.
    pub path: String,
    /// `rules: ai-cost`
    pub entries: Vec<String>,
}

impl Engine {
    /// All starter packs.
    pub fn packs(&self) -> Vec<PackView> {
        pack::PACKS.iter().map(|known| self.pack_view(known)).collect()
    }

    /// One starter pack.
    pub fn pack(&self, id: &str) -> Result<PackView, Error> {
        Ok(self.pack_view(found(id)?))
    }

    /// Writes a starter pack into the workspace and answers with what was written. All of it lands, or nothing.
    pub fn add_pack(&self, id: &str) -> Result<PackView, Error> {
        let known = found(id)?;
        if let Some(words) = place::locked(self.workspace_folder()) {
            return Err(Error::Refused(words));
        }
        let root = self.workspace_folder();
        let refused = |refusal: pack::Refusal| Error::Refused(sentence(known, &refusal));
        let plan = pack::plan(root, known).map_err(refused)?;
        pack::add(root, &plan).map_err(refused)?;
        self.index_now()?;
        Ok(view(known, &plan))
    }

    fn pack_view(&self, known: &Pack) -> PackView {
        let locked = place::locked(self.workspace_folder()).unwrap_or_default();
        match pack::plan(self.workspace_folder(), known) {
            Ok(plan) => PackView { refusal: locked, ..view(known, &plan) },
            Err(refusal) => PackView { refusal: sentence(known, &refusal), ..view(known, &Plan::default()) },
        }
    }
}

fn found(id: &str) -> Result<&'static Pack, Error> {
    let known: Vec<&str> = pack::PACKS.iter().map(|pack| pack.id).collect();
    Pack::find(id)
        .ok_or_else(|| Error::NotFound(format!("There is no starter pack “{id}”. There is: {}.", known.join(", "))))
}

fn sentence(pack: &Pack, refusal: &pack::Refusal) -> String {
    format!("The starter pack {} cannot be added: {refusal}", pack.name)
}

fn view(pack: &Pack, plan: &Plan) -> PackView {
    let (own, added): (Vec<_>, Vec<_>) = plan.written.iter().partition(|written| written.began.is_none());
    let addition =
        |written: &pack::Written| PackAddition { path: written.path.clone(), entries: written.entries.clone() };
    let left = |left: &pack::Left| match left.entry.as_str() {
        "" => left.path.clone(),
        entry => format!("{}, {entry}", left.path),
    };
    PackView {
        id: pack.id.to_owned(),
        name: pack.name.to_owned(),
        description: pack.description.to_owned(),
        files: own.into_iter().map(|written| written.path.clone()).collect(),
        additions: added.into_iter().map(addition).collect(),
        left: plan.left.iter().map(left).collect(),
        refusal: String::new(),
    }
}
