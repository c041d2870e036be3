//! The incident of which one asks who would hear: one that is open, or one that nobody has declared.

use clap::Args;

use super::affected::Affected;

/// Of which incident.
#[derive(Debug, Args)]
pub(crate) struct DryRun {
    /// One that is there: from now on
    #[arg(long, value_name = "ID", conflicts_with_all = ["severity", "playbook", "service", "region", "surface", "symptom", "customer_impact", "drill"])]
    pub(crate) incident: Option<String>,
    /// How bad: sev1 to sev4
    #[arg(long, default_value = "sev1")]
    pub(crate) severity: String,
    #[command(flatten)]
    pub(crate) affected: Affected,
}
