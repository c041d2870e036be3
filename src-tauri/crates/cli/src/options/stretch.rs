//! A stretch of time, for verbs that look at one.

use clap::Args;

/// From when until when.
#[derive(Debug, Args)]
pub(crate) struct Stretch {
    /// From when
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,
    /// Until when
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, conflicts_with = "weeks")]
    pub(crate) until: Option<String>,
    /// How many weeks; below zero they are those before: -4
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub(crate) weeks: Option<i64>,
}
