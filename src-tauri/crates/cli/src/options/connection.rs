//! `bwatch connections`, as clap reads it.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum ConnectionVerb {
    /// All connections
    List,
    /// Write a new one into the workspace
    Add {
        /// Its id: pagerduty-main
        id: String,
        /// Its provider: pagerduty, opsgenie, statuspage; docs/providers.md has all of them
        #[arg(long, value_name = "ID")]
        provider: String,
        /// As on the screens; the provider's name
        #[arg(long)]
        name: Option<String>,
        /// An option of its form: region=eu; may be given several times
        #[arg(long = "set", value_name = "KEY=VALUE")]
        options: Vec<String>,
        /// Whose updates go out there: customers; may be given several times
        #[arg(long, value_name = "AUDIENCE", value_delimiter = ',')]
        audience: Vec<String>,
        /// What goes out there beside, in a room: `talking_points`; may be given several times
        #[arg(long = "output", value_name = "OUTPUT", value_delimiter = ',')]
        outputs: Vec<String>,
        /// What it can send may leave at once; else it only reads until it is armed
        #[arg(long)]
        armed: bool,
    },
    /// Let one page, publish or send from now on, as it can
    Arm {
        /// Its id
        id: String,
    },
    /// Let one only read from now on: nothing is written there
    Disarm {
        /// Its id
        id: String,
    },
    /// Prove with reads what one may do
    #[command(name = "test", alias = "check")]
    Test {
        /// Its id
        id: String,
    },
    /// Store a secret in the keychain; its value is read from standard input
    Secret {
        /// Which connection
        id: String,
        /// Which field of its form
        field: String,
    },
    /// Remove a secret from the keychain
    Forget {
        /// Which connection
        id: String,
        /// Which field of its form
        field: String,
    },
}
