//! The templates that the application ships with: what their prose may say, and what it leaves to whoever knows.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::phase::Phase;
use domain::proof::samples;
use domain::template::{Audience, Output, Template, Variable, VariableKind};
use workspace::load::load;
use workspace::template::read;

use crate::given;

fn sample() -> Agreement {
    load(&given::repository().join("sample"), given::year_2026()).unwrap().agreement
}

/// All templates: those of the sample, and those of the packs.
fn shipped() -> Vec<Template> {
    let root = given::repository();
    let mut templates = sample().templates;
    for entry in walkdir::WalkDir::new(root.join("packs")).into_iter().map(Result::unwrap) {
        let path = entry.path().to_string_lossy().replace('\\', "/");
        let Some((_, place)) = path.split_once("/templates/") else { continue };
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            templates.push(read(&format!("templates/{place}"), &text).template.unwrap());
        }
    }
    assert!(templates.len() > 200, "{}", templates.len());
    templates
}

/// Facts that templates once asserted in prose, before anybody had confirmed them.
const UNCONFIRMED: [&str; 16] = [
    "nothing is lost",
    "was lost",
    "not affected",
    "are safe.",
    "is not the reason",
    "and have closed it",
    "been delivered",
    "is being delivered",
    "what waits is kept",
    "have switched off",
    "is switched off",
    "been written to",
    "we have paused",
    "shops are open",
    "no order was placed",
    "you need do nothing",
];

#[test]
fn what_nobody_has_confirmed_stands_in_no_prose_for_customers() {
    for template in shipped().iter().filter(|template| template.audience == Audience::Customers) {
        let prose = format!("{}\n{}", template.title, template.body).to_lowercase();
        for words in UNCONFIRMED {
            assert!(!prose.contains(words), "{}: “{words}”", template.source);
        }
        let promised = template.variables.iter().filter(|variable| variable.default.is_some());
        for default in promised.filter_map(|variable| variable.default.as_deref()) {
            assert!(!default.contains("nothing"), "{}: nobody chose “{default}”", template.source);
        }
    }
}

#[test]
fn every_last_word_to_customers_says_what_the_lead_stated_of_losses() {
    let is_it = |variable: &Variable| variable.from.as_deref() == Some("loss") && !variable.optional;
    let told = [Output::StatusPage, Output::Outreach, Output::TalkingPoints];
    let last = |template: &&Template| template.phase == Phase::Resolved && told.contains(&template.output);
    let templates = shipped();
    assert!(templates.iter().filter(last).count() >= 24);
    for template in templates.iter().filter(last) {
        assert!(template.variables.iter().any(is_it), "{}", template.source);
    }
}

/// A status page keeps the title of the first update: one that names a phase would stay when that is over.
#[test]
fn a_status_page_hears_the_same_title_in_every_phase() {
    let mut titles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for template in shipped().into_iter().filter(|template| template.output == Output::StatusPage) {
        titles.entry(template.pattern.to_string()).or_default().push(template.title);
    }
    assert_eq!(titles.len(), 10);
    for (pattern, titles) in titles {
        assert_eq!(titles.len(), Phase::ALL.len(), "{pattern}");
        assert!(titles.iter().all(|title| title == &titles[0]), "{pattern}: {titles:?}");
    }
}

#[test]
fn no_template_names_the_organisation_that_ships_it() {
    let names = ["kestrel", "status."];
    for template in shipped() {
        let own = template.variables.iter().flat_map(|variable| {
            [Some(&variable.label), variable.default.as_ref(), variable.example.as_ref()].into_iter().flatten()
        });
        for text in own.chain([&template.title, &template.body]) {
            let text = text.to_lowercase();
            assert!(!names.iter().any(|name| text.contains(name)), "{}: {text}", template.source);
        }
    }
    let agreement = sample();
    let letter = agreement.template_of("payments-failing", Output::Outreach, Phase::Resolved).unwrap();
    let filled = letter.render(&samples(letter, &agreement)).unwrap();
    assert!(filled.body.ends_with("Your team\nKestrel Commerce"), "{}", filled.body);
    let post = agreement.template_of("payments-failing", Output::Social, Phase::Resolved).unwrap();
    let filled = post.render(&samples(post, &agreement)).unwrap();
    assert!(filled.body.ends_with(": status.kestrel.example"), "{}", filled.body);
}

#[test]
fn what_is_asked_once_for_all_outputs_is_declared_alike_in_all_of_them() {
    type Declared = (VariableKind, Option<String>, Option<String>, String);
    let mut declared: BTreeMap<(String, Phase, String), (Declared, String)> = BTreeMap::new();
    for template in shipped().into_iter().filter(|template| template.output != Output::Technical) {
        for variable in template.variables {
            let Variable { name, label, kind, default, from, .. } = variable;
            let place = (template.pattern.to_string(), template.phase, name);
            let this = (kind, from, default, label);
            let first = declared.entry(place).or_insert_with(|| (this.clone(), template.source.clone()));
            assert_eq!(first.0, this, "{} and {}", first.1, template.source);
        }
    }
}

#[test]
fn what_is_under_way_is_filled_in_from_the_lines_of_work() {
    let first = |template: &Template| template.output == Output::Teams && template.phase == Phase::Investigating;
    for template in shipped().iter().filter(|template| first(template)) {
        let work = template.variables.iter().filter(|variable| variable.name == "active_work");
        for variable in work {
            assert_eq!(variable.from.as_deref(), Some("work"), "{}", template.source);
        }
    }
}

#[test]
fn a_text_reads_whole_where_everything_optional_stays_empty() {
    let agreement = sample();
    for template in shipped() {
        let mut values = samples(&template, &agreement);
        for variable in template.variables.iter().filter(|variable| variable.optional) {
            values.insert(variable.name.clone(), String::new());
        }
        let body = template.render(&values).unwrap_or_else(|faults| panic!("{}: {faults:?}", template.source)).body;
        for broken in ["  ", " .", "\n- \n", "\"\"", ": \n", "\n\n\n"] {
            assert!(!body.contains(broken), "{}: {broken:?} in\n{body}", template.source);
        }
        for line in body.lines() {
            assert!(!line.ends_with([':', ' ']), "{}: {line}", template.source);
        }
    }
}
