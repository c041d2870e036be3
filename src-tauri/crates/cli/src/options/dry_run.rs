//! The incident of which one asks who would hear: one that is open, or one that nobody has declared.

use clap::Args;

/// Of which incident.
#[derive(Debug, Args)]
pub(crate) struct DryRun {
    /// One that is there: from now on
    #[arg(long, value_name = "ID", conflicts_with_all = ["severity", "playbook", "service", "region", "surface", "symptom", "customer_impact", "drill"])]
    pub(crate) incident: Option<String>,
    /// How bad: sev1 to sev4
    #[arg(long, default_value = "sev1")]
    pub(crate) severity: String,
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
