//! One file for each provider.

pub mod incidentio;
pub mod pagerduty;
pub mod sandbox;
pub mod statuspage;
