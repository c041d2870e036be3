//! One file for each provider.

pub mod goalert;
pub mod grafana_oncall;
pub mod incidentio;
pub mod pagerduty;
pub mod sandbox;
pub mod statuspage;
