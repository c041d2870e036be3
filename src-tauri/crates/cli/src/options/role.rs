//! The verbs of incident roles.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum RoleVerb {
    /// All roles: who holds them, who staffs them, when they were last drilled
    List,
    /// A role's card: duties, words to say, rights, who has it, its last drill
    Show {
        /// communications-lead
        id: String,
    },
}
