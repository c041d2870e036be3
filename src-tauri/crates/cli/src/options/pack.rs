//! `bwatch pack`, as clap reads it.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum PackVerb {
    /// All starter packs
    List,
    /// What adding one would write, and what it would leave
    Show {
        /// Its id: ai-product
        id: String,
    },
    /// Write one into the workspace: all of it, or nothing; nothing that is there is overwritten
    Add {
        /// Its id: ai-product
        id: String,
    },
}
