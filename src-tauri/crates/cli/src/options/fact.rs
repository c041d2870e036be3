//! `bwatch fact`, as clap reads it: what is known, and who stands for it.

use clap::Subcommand;

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum FactVerb {
    /// All facts; those that were withdrawn last
    List {
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
    },
    /// Something is known
    State {
        /// What; the last word of the workstream where nothing is given
        #[arg(required_unless_present = "of")]
        text: Vec<String>,
        /// The workstream that it was heard from: w1
        #[arg(long, value_name = "ID")]
        of: Option<String>,
        /// Who said it; the workstream's coordinator, else whoever acts
        #[arg(long, value_name = "PERSON")]
        by: Option<String>,
        /// About which service
        #[arg(long, value_name = "ID")]
        service: Option<String>,
        /// About which region
        #[arg(long, value_name = "ID")]
        region: Option<String>,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// As the incident lead or the coordinator of its area: it is so
    Confirm {
        /// Which fact: f1
        fact: String,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// It is not so, or is so no more
    Withdraw {
        /// Which fact: f1
        fact: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
}
