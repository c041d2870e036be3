//! One file for each provider.

pub mod betterstack;
pub mod cachet;
pub mod cstate;
pub mod firehydrant;
pub mod goalert;
pub mod grafana_oncall;
pub mod icalendar;
pub mod incidentio;
pub mod instatus;
pub mod jsm_operations;
pub mod kener;
pub mod linkedin_oncall;
pub mod microsoft_teams;
pub mod opsgenie;
pub mod pagerduty;
pub mod rootly;
pub mod sandbox;
pub mod slack;
pub mod smtp;
pub mod splunk_on_call;
pub mod statuspage;
pub mod upptime;
pub mod webhook;
