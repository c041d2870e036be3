//! All providers: one line each.

use domain::delivery::Failure;

use crate::descriptor::Descriptor;
use crate::provider::{
    betterstack, cachet, cstate, firehydrant, goalert, grafana_oncall, icalendar, incidentio, instatus, jsm_operations,
    kener, linkedin_oncall, microsoft_teams, opsgenie, pagerduty, rootly, sandbox, slack, smtp, splunk_on_call,
    statuspage, upptime, webhook,
};

/// All providers, in the order of the settings screen.
pub fn descriptors() -> &'static [&'static Descriptor] {
    &[
        &pagerduty::DESCRIPTOR,
        &incidentio::DESCRIPTOR,
        &opsgenie::DESCRIPTOR,
        &jsm_operations::DESCRIPTOR,
        &grafana_oncall::DESCRIPTOR,
        &goalert::DESCRIPTOR,
        &splunk_on_call::DESCRIPTOR,
        &linkedin_oncall::DESCRIPTOR,
        &rootly::DESCRIPTOR,
        &icalendar::DESCRIPTOR,
        &statuspage::DESCRIPTOR,
        &instatus::DESCRIPTOR,
        &betterstack::DESCRIPTOR,
        &cachet::DESCRIPTOR,
        &kener::DESCRIPTOR,
        &upptime::DESCRIPTOR,
        &cstate::DESCRIPTOR,
        &firehydrant::DESCRIPTOR,
        &slack::DESCRIPTOR,
        &microsoft_teams::DESCRIPTOR,
        &webhook::DESCRIPTOR,
        &smtp::DESCRIPTOR,
        &sandbox::DESCRIPTOR,
    ]
}

/// The provider of that id; `Refused` with the known ones.
pub fn find(id: &str) -> Result<&'static Descriptor, Failure> {
    let known = descriptors().iter().find(|descriptor| descriptor.id == id);
    known.copied().ok_or_else(|| {
        let ids: Vec<&str> = descriptors().iter().map(|descriptor| descriptor.id).collect();
        Failure::Refused(format!("No provider is called `{id}`. Known are {}.", ids.join(", ")))
    })
}
