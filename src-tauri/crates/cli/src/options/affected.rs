//! What is failing, and for whom: asked alike of an incident that begins and of one that nobody has declared.

use clap::Args;

/// What is failing, and for whom.
#[derive(Debug, Args)]
pub(crate) struct Affected {
    /// As what it looks
    #[arg(long)]
    pub(crate) playbook: Option<String>,
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
    /// A rehearsal: nothing reaches a real provider
    #[arg(long)]
    pub(crate) drill: bool,
}
