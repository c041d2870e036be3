//! Starter packs: files that ship with the program and are written into a workspace that has none of their kind yet.
//!
//! A plan says beforehand what would be written, what would be added to the two lists that every workspace has, and what is left
//! because it is there already. Nothing that stands in a workspace is ever overwritten; all of a plan lands, or nothing.

mod ai_product;
mod land;
mod plan;

pub use land::add;
pub use plan::{Left, Plan, Refusal, Written, plan};

/// A starter pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pack {
    /// `ai-product`
    pub id: &'static str,
    /// `AI product`
    pub name: &'static str,
    /// What it brings, in one line.
    pub description: &'static str,
    files: &'static [(&'static str, &'static str)],
}

/// Every pack that ships.
pub const PACKS: &[Pack] = &[Pack {
    id: "ai-product",
    name: "AI product",
    description: "Four roles (infrastructure, data and retrieval, security, product escalation) and the way from what is seen to the right one",
    files: ai_product::FILES,
}];

impl Pack {
    /// The pack of that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        PACKS.iter().find(|pack| pack.id == id)
    }

    /// Its files by their paths, each with its text.
    pub fn files(&self) -> &'static [(&'static str, &'static str)] {
        self.files
    }
}
