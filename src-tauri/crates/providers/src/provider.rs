//! One file for each provider.

pub mod pagerduty;
pub mod sandbox;
pub mod statuspage;
