//! `bwatch sandbox`, as clap reads it.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum SandboxVerb {
    /// What it received
    Show {
        /// Which connection
        id: String,
    },
    /// The faults that it still plays, or new ones
    Faults {
        /// Which connection
        id: String,
        /// A JSON list in the form that is shown
        #[arg(long, value_name = "JSON")]
        set: Option<String>,
        /// No more faults
        #[arg(long, conflicts_with = "set")]
        clear: bool,
    },
}
