//! Tests of `providers`, through its public door.
#![expect(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test may stop, and says what it skips")]

mod ability;
mod account;
mod answer;
mod cachet;
mod classify;
mod contract;
mod endless;
mod exchange;
mod garbage;
mod given;
mod goalert;
mod grafana_oncall;
mod icalendar;
mod incidentio;
mod jsm_operations;
mod kener;
mod linkedin_oncall;
mod mishap;
mod once;
mod opsgenie;
mod option;
mod pace;
mod pagerduty;
mod publishing;
mod redaction;
mod rootly;
mod sandbox;
mod server;
mod simulated;
mod specification;
mod splunk_on_call;
mod stumble;
mod trouble;
mod waking;
mod wire;
