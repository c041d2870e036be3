//! The workspace that the application ships with.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::phase::Phase;
use domain::severity::Severity;
use domain::template::{Output, Template};
use domain::wording::{Statement, remarks};
use workspace::load::load;

use crate::given;

#[test]
fn the_sample_workspace_has_no_problems() {
    let loaded = load(&given::repository().join("sample"), given::year_2026()).unwrap();
    assert_eq!(given::problems(&loaded), "");
    assert!(loaded.agreement.rotations.len() >= 8, "{} rotations", loaded.agreement.rotations.len());
    assert!(!loaded.runbooks.is_empty());
}

/// What a template says where each variable has its example, and the organisation its own words.
fn with_examples(template: &Template, agreement: &Agreement) -> Statement {
    let values = domain::proof::samples(template, agreement);
    let rendered = template.render(&values).unwrap_or_else(|faults| panic!("{}: {faults:?}", template.source));
    let (title, body) = (rendered.title, rendered.body);
    let (components, facts) = (BTreeMap::new(), BTreeMap::new());
    Statement { output: template.output, phase: template.phase, title, body, values, components, facts }
}

/// Something happens to an incident.
fn happens(incident: &mut Option<Incident>, event: Event) {
    let sequence = incident.as_ref().map_or(1, |incident| incident.last_sequence + 1);
    let at = format!("2026-11-29T02:{sequence:02}:00Z").parse().unwrap();
    let entry = Entry {
        sequence,
        incident: "INC-1".into(),
        happened_at: at,
        recorded_at: at,
        actor: "mara".into(),
        device: "laptop".into(),
        intent: "intent".into(),
        event,
    };
    match incident {
        Some(incident) => incident.apply(&entry),
        none => *none = Incident::declared(&entry),
    }
}

/// An incident that hits customers everywhere.
fn felt_everywhere(agreement: &Agreement) -> Option<Incident> {
    let mut incident = None;
    happens(
        &mut incident,
        Event::Declared {
            key: "key".into(),
            title: "Something fails".into(),
            severity: Severity::Sev1,
            playbook: None,
            pattern: None,
            services: Vec::new(),
            surface: None,
            symptom: None,
            regions: Vec::new(),
            drill: false,
            lead: "mara".into(),
            rally: domain::rally::Rally::default(),
        },
    );
    let regions = agreement.regions.iter().map(|region| region.id.clone()).collect();
    happens(&mut incident, Event::ImpactConfirmed { regions, detail: String::new() });
    incident
}

/// The audience's own words of a composition are out.
fn is_told(incident: &mut Option<Incident>, statement: &Statement) {
    let audience = statement.output.audience();
    if statement.output != Output::of(audience) {
        return;
    }
    let event = serde_json::json!({
        "kind": "update_written", "update": "u1", "audience": audience, "phase": statement.phase, "pattern": null,
        "title": statement.title, "body": statement.body, "values": statement.values, "components": {}, "connections": [],
    });
    happens(incident, serde_json::from_value(event).unwrap());
}

#[test]
fn nothing_speaks_against_the_words_of_the_sample_from_the_first_to_the_last() {
    let agreement = load(&given::repository().join("sample"), given::year_2026()).unwrap().agreement;
    let mut said = 0;
    for pattern in &agreement.patterns {
        let mut incident = felt_everywhere(&agreement);
        for phase in Phase::ALL {
            match phase {
                Phase::Investigating => {}
                Phase::Resolved => happens(&mut incident, Event::Resolved { summary: String::new() }),
                Phase::Identified | Phase::Monitoring => {
                    let from = incident.as_ref().unwrap().phase;
                    happens(&mut incident, Event::PhaseChanged { from, to: phase });
                }
            }
            let all = agreement.templates.iter();
            let of_this = all.filter(|template| template.pattern == pattern.id && template.phase == phase);
            let statements: Vec<Statement> = of_this.map(|template| with_examples(template, &agreement)).collect();
            let found = remarks(&statements, incident.as_ref().unwrap(), &agreement);
            let told = |remark: &domain::wording::Remark| format!("{}: {}", remark.output.word(), remark.message);
            let found: Vec<String> = found.iter().map(told).collect();
            assert_eq!(found, [] as [&str; 0], "{}, {}", pattern.name, phase.name());
            said += statements.len();
            for statement in &statements {
                is_told(&mut incident, statement);
            }
        }
    }
    assert!(said > 100, "{said} texts were read");
}
