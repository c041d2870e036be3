//! What is heard from outside: reports of support, who read them, and who spoke in public. Taken after the resolution as well:
//! customers tell for a while what is over already.

use super::{Facts, Refusal, filled};
use crate::id::{RegionId, ReportId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::{ReportForm, ThirdPartyForm};
use crate::near::suggestion;
use crate::report::folded;
use crate::span::Instant;
use crate::triage::{Told, lane, surfaces};

/// Parameters of a link that open something to whoever has them.
const SECRET: [&str; 16] = [
    "token",
    "access_token",
    "id_token",
    "auth",
    "key",
    "api_key",
    "apikey",
    "secret",
    "client_secret",
    "password",
    "passwd",
    "pwd",
    "sig",
    "signature",
    "session",
    "sessionid",
];

pub(super) fn file(incident: &Incident, form: &ReportForm, facts: &Facts<'_>) -> Result<Vec<Event>, Refusal> {
    let symptom = filled(&form.symptom, "what is broken, as customers tell it")?;
    if form.count == 0 {
        return Err(Refusal::of("Say how many customers or tickets tell it: at least one."));
    }
    let mut regions: Vec<RegionId> = Vec::new();
    for id in &form.regions {
        if facts.agreement.region(id).is_none() {
            return Err(Refusal::of(&format!("The workspace has no region “{id}”.")));
        }
        if !regions.contains(id) {
            regions.push(id.clone());
        }
    }
    let surface = form.surface.as_deref().map(str::trim).filter(|surface| !surface.is_empty());
    let surface = surface.map(|surface| known_surface(surface, facts)).transpose()?;
    without_secret(symptom)?;
    let error = optional(&form.error)?;
    let segment = optional(&form.segment)?;
    let source = optional(&form.source)?;
    let reference = optional(&form.reference)?;
    if let Some(known) = incident.reports.iter().find(|other| other.is_told_by(symptom, &error, &regions, &segment)) {
        let (report, severity, count) = (known.id.clone(), form.severity, form.count);
        return Ok(vec![Event::ReportRepeated { report, severity, count, source, reference }]);
    }
    let told = Told { symptom, error: &error, surface, regions: &regions };
    Ok(vec![Event::ReportFiled {
        report: ReportId(format!("r{}", incident.reports.len() + 1)),
        symptom: symptom.to_owned(),
        lane: lane(facts.agreement, &incident.services, told),
        severity: form.severity,
        count: form.count,
        error,
        regions,
        segment,
        source,
        reference,
    }])
}

/// The surface as page tree and services write it.
fn known_surface<'a>(surface: &str, facts: &Facts<'a>) -> Result<&'a str, Refusal> {
    let known = surfaces(facts.agreement);
    let found = known.iter().find(|other| other.eq_ignore_ascii_case(surface)).copied();
    found.ok_or_else(|| {
        let help = suggestion(surface, known.iter().copied(), || "Leave it out: it is found by the words.".to_owned());
        Refusal::of(&format!("No page tree, playbook or service knows the surface “{surface}”. {help}"))
    })
}

pub(super) fn read(incident: &Incident, reports: &[ReportId]) -> Result<Vec<Event>, Refusal> {
    let mut fresh: Vec<ReportId> = Vec::new();
    for id in reports {
        let report = incident.reports.iter().find(|report| &report.id == id);
        let report = report.ok_or_else(|| Refusal::of(&format!("{} has no report “{id}”.", incident.id)))?;
        if report.read.is_none() && !fresh.contains(id) {
            fresh.push(id.clone());
        }
    }
    if reports.is_empty() {
        return Err(Refusal::of("Say which reports were read."));
    }
    if fresh.is_empty() {
        return Err(Refusal::of("Those reports were read already."));
    }
    Ok(vec![Event::ReportsRead { reports: fresh }])
}

pub(super) fn note_third_party(
    incident: &Incident,
    form: &ThirdPartyForm,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    let who = filled(&form.who, "who spoke of it in public")?;
    without_secret(who)?;
    let place = optional(&form.place)?;
    let spoke_at = form.spoke_at.unwrap_or(now);
    let same = incident
        .third_parties
        .iter()
        .any(|other| folded(&other.who) == folded(who) && other.place == place && other.spoke_at == spoke_at);
    if same {
        return Err(Refusal::of("That is noted already."));
    }
    Ok(vec![Event::ThirdPartySpoke { who: who.to_owned(), place }])
}

/// A text that may be empty, trimmed.
fn optional(text: &str) -> Result<String, Refusal> {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    without_secret(text)?;
    filled(text, "it").map(str::to_owned)
}

/// Refuses a link that lets whoever reads it in: the log is read by many, and exported.
fn without_secret(text: &str) -> Result<(), Refusal> {
    for word in text.split_whitespace() {
        let Some((_, rest)) = word.split_once("://") else { continue };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.contains('@') {
            return Err(Refusal::of("That link has a user or a password in it. Leave what stands before the @ out."));
        }
        let parameters = rest.split(['?', '#', '&', ';']).skip(1).filter_map(|pair| pair.split_once('='));
        for (name, _) in parameters {
            if SECRET.contains(&name.to_lowercase().replace('-', "_").as_str()) {
                return Err(Refusal::of(&format!("That link has a secret in it, “{name}”. Leave it out.")));
            }
        }
    }
    Ok(())
}
