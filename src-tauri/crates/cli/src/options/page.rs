//! Whom one pages, and whether one only looks.

use clap::Args;

use super::declare::Again;

/// Whom one pages.
#[derive(Debug, Args)]
pub(crate) struct Paged {
    /// A rotation's id, a person's, or SERVICE#STEP
    pub(crate) who: String,
    /// Which incident; the one that is open
    #[arg(long, value_name = "ID")]
    pub(crate) incident: Option<String>,
    /// Why
    #[arg(long, default_value = "")]
    pub(crate) reason: String,
    /// Add them to a page that is out, at its pager: p1
    #[arg(long, value_name = "PAGE")]
    pub(crate) joins: Option<String>,
    /// Only say whom it would wake, as what, and by which way
    #[arg(long)]
    pub(crate) preview: bool,
    /// How many people it wakes: asked for where those are more than four
    #[arg(long, value_name = "N")]
    pub(crate) heads: Option<u32>,
    #[command(flatten)]
    pub(crate) again: Again,
}
