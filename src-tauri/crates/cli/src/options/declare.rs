//! How an incident begins, and what every change of one may be marked with.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

/// How an incident begins.
#[derive(Debug, Args)]
pub(crate) struct Declare {
    /// What is wrong, in a line
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// sev1 to sev4
    #[arg(long)]
    pub(crate) severity: String,
    /// As what it looks
    #[arg(long)]
    pub(crate) playbook: Option<String>,
    /// As what customers see it
    #[arg(long)]
    pub(crate) pattern: Option<String>,
    /// What is failing; may be given several times
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) service: Vec<String>,
    /// Where customers are; may be given several times
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) region: Vec<String>,
    /// Where it shows
    #[arg(long)]
    pub(crate) surface: Option<String>,
    /// What is seen
    #[arg(long)]
    pub(crate) symptom: Option<String>,
    /// Customer impact is confirmed already
    #[arg(long)]
    pub(crate) customer_impact: bool,
    /// Page these rotations and no others; may be given several times
    #[arg(long, value_name = "ROTATION", num_args = 1.., value_delimiter = ',')]
    pub(crate) page: Vec<String>,
    /// Page nobody
    #[arg(long, conflicts_with = "page")]
    pub(crate) page_nobody: bool,
    /// A rehearsal: nothing reaches a real provider
    #[arg(long)]
    pub(crate) drill: bool,
    #[command(flatten)]
    pub(crate) again: Again,
}

/// For scripts that try again.
#[derive(Debug, Args)]
pub(crate) struct Again {
    /// The intent's id: the same one twice happens once
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) intent: Option<String>,
}
