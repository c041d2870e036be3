//! How an incident begins, and what every change of one may be marked with.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::affected::Affected;

/// How an incident begins.
#[derive(Debug, Args)]
pub(crate) struct Declare {
    /// What is wrong, in a line
    #[arg(long, default_value = "")]
    pub(crate) title: String,
    /// sev1 to sev4
    #[arg(long)]
    pub(crate) severity: String,
    /// As what customers see it
    #[arg(long)]
    pub(crate) pattern: Option<String>,
    #[command(flatten)]
    pub(crate) affected: Affected,
    /// Page these rotations and no others; may be given several times
    #[arg(long, value_name = "ROTATION", num_args = 1.., value_delimiter = ',')]
    pub(crate) page: Vec<String>,
    /// Page nobody
    #[arg(long, conflicts_with = "page")]
    pub(crate) page_nobody: bool,
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
