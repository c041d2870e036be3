//! How bad it is, and for whom, while the page tree is walked.

use clap::Args;

/// What changes whom each end of the tree wakes.
#[derive(Debug, Args)]
pub(crate) struct Walked {
    /// How bad: sev1 to sev4
    #[arg(long, default_value = "sev2")]
    pub(crate) severity: String,
    /// Where customers are; may be given several times
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) region: Vec<String>,
    /// Customer impact is confirmed
    #[arg(long)]
    pub(crate) customer_impact: bool,
    /// Only what stands under this surface
    #[arg(long)]
    pub(crate) surface: Option<String>,
}
