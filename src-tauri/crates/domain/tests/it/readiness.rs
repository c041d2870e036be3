//! What is missing before the next incident.

use chrono::NaiveDate;
use domain::agreement::Agreement;
use domain::hero::{Work, heroes};
use domain::id::RotationId;
use domain::phase::Phase;
use domain::readiness::{Finding, RUNBOOK_STALE_DAYS, RunbookFact, findings};
use domain::rotation::{Rotation, Source};
use domain::span::Span;
use domain::template::{Output, Template};

use crate::given::organisation::{agreement, rotation, service};
use crate::given::{at, clock};

fn today() -> NaiveDate {
    "2026-03-02".parse().expect("the test writes a date")
}

fn gap(rotation: &str, from: &str, until: &str) -> (RotationId, Span) {
    (rotation.into(), Span::of(at(from), at(until)))
}

/// Checked so many days ago; `None` where it says nothing of that.
fn runbook(path: &str, days: Option<i64>) -> RunbookFact {
    let verified = days.map(|days| today() - chrono::Duration::days(days));
    RunbookFact { path: path.into(), title: path.to_uppercase(), verified }
}

/// `gap cards 09:00 to 10:00`, `sole desk`, `no ladder search`, `unverified old.md 200`
fn told(agreement: &Agreement, gaps: &[(RotationId, Span)], runbooks: &[RunbookFact]) -> Vec<String> {
    let line = |finding: Finding| match finding {
        Finding::Gap { rotation, span } => format!("gap {rotation} {} to {}", clock(span.from), clock(span.until)),
        Finding::SoleMember { rotation } => format!("sole {rotation}"),
        Finding::Hero(hero) => format!("hero {}", hero.person()),
        Finding::NoLadder { services } => {
            format!("no ladder {}", services.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        Finding::NoWayOn { rotations } => format!("no way {}", joined(&rotations)),
        Finding::NoBackup { rotations } => format!("no backup {}", joined(&rotations)),
        Finding::NoWords { patterns } => {
            let words: Vec<String> = patterns.iter().map(|(pattern, holes)| format!("{pattern} {holes}")).collect();
            format!("no words {}", words.join(", "))
        }
        Finding::Unverified { path, title, days } => format!("unverified {path} {title} {days}"),
    };
    let heroes = heroes(agreement, &Work::of(agreement));
    findings(agreement, gaps, heroes, runbooks, today()).into_iter().map(line).collect()
}

fn joined(rotations: &[RotationId]) -> String {
    rotations.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Two rotations of two, and a service with its ladder: nothing is missing.
fn ready() -> Agreement {
    Agreement {
        rotations: vec![
            rotation("cards", "engineering", &[], &["ana", "ben"]),
            rotation("desk", "support", &[], &["dina", "emil"]),
        ],
        services: vec![service("cards", &["cards"])],
        // What is written for which pattern is looked at by itself.
        patterns: Vec::new(),
        ..agreement()
    }
}

#[test]
fn nothing_is_missing_where_all_is_agreed_on() {
    assert_eq!(told(&ready(), &[], &[runbook("fresh.md", Some(1))]), [""; 0]);
    assert_eq!(told(&Agreement::default(), &[], &[]), [""; 0]);
}

#[test]
fn gaps_come_first_and_in_order_of_time() {
    let gaps = [gap("desk", "11:00", "12:00"), gap("cards", "09:00", "10:00"), gap("desk", "09:30", "09:40")];
    let expected = ["gap cards 09:00 to 10:00", "gap desk 09:30 to 09:40", "gap desk 11:00 to 12:00"];
    assert_eq!(told(&ready(), &gaps, &[]), expected);
}

#[test]
fn a_gap_that_is_meant_and_one_of_nobody_known_are_no_findings() {
    let mut agreement = ready();
    agreement.rotations[1].gaps_intended = true;
    let gaps = [gap("desk", "11:00", "12:00"), gap("gone", "09:00", "10:00")];
    assert_eq!(told(&agreement, &gaps, &[]), [""; 0]);
}

#[test]
fn one_person_is_no_rotation() {
    let mut agreement = ready();
    agreement.rotations.push(rotation("ledger", "engineering", &[], &["cleo", "cleo"]));
    agreement.rotations.push(rotation("empty", "legal", &[], &[]));
    let source = Source::Provider { connection: "pager".into(), schedule: "P1".into() };
    agreement.rotations.push(Rotation { source, ..rotation("remote", "engineering", &[], &[]) });
    assert_eq!(told(&agreement, &[], &[]), ["sole ledger"], "who takes turns at a provider is not known");
}

#[test]
fn rotations_behind_which_nobody_stands_are_told_together() {
    let mut agreement = ready();
    let open = |id: &str, backup: Option<&str>| Rotation {
        backup: backup.map(Into::into),
        last_resort: false,
        // People of its own: who stands in many rotations is another finding.
        ..rotation(id, "engineering", &[], &[&format!("first of {id}"), &format!("second of {id}")])
    };
    let remote = Source::Provider { connection: "pager".into(), schedule: "P1".into() };
    agreement.rotations.extend([open("web", None), open("one", Some("two")), open("two", Some("one"))]);
    agreement.rotations.push(Rotation { source: remote, ..open("remote", None) });
    agreement.rotations.push(open("good", Some("cards")));
    assert_eq!(told(&agreement, &[], &[]), ["no way web one two", "no backup remote"]);
}

#[test]
fn templates_that_nobody_wrote_are_counted_pattern_by_pattern() {
    let words = |templates: Vec<Template>| {
        let patterns = agreement().patterns;
        told(&Agreement { patterns, templates, ..ready() }, &[], &[])
    };
    let of = |output: Output, phase: Phase| Template {
        pattern: "cards-decline".into(),
        audience: output.audience(),
        output,
        phase,
        title: String::new(),
        body: String::new(),
        variables: Vec::new(),
        limit: None,
        source: String::new(),
    };
    let all: Vec<Template> =
        Output::ALL.into_iter().flat_map(|output| Phase::ALL.map(|phase| of(output, phase))).collect();
    assert_eq!(words(Vec::new()), [format!("no words cards-decline {}", all.len())]);
    assert_eq!(words(all[1..].to_vec()), ["no words cards-decline 1"]);
    assert_eq!(words(all), [""; 0]);
}

#[test]
fn services_without_a_ladder_are_told_together() {
    let mut agreement = ready();
    agreement.services.extend([service("search", &[]), service("login", &["cards"]), service("mail", &[])]);
    assert_eq!(told(&agreement, &[], &[]), ["no ladder search mail"]);
}

#[test]
fn runbooks_that_nobody_checked_for_half_a_year_are_told_the_oldest_first() {
    assert_eq!(RUNBOOK_STALE_DAYS, 180);
    let runbooks = [
        runbook("good.md", Some(180)),
        runbook("old.md", Some(181)),
        runbook("ancient.md", Some(900)),
        runbook("silent.md", None),
        runbook("tomorrow.md", Some(-1)),
    ];
    assert_eq!(
        told(&ready(), &[], &runbooks),
        ["unverified ancient.md ANCIENT.MD 900", "unverified old.md OLD.MD 181"]
    );
}

#[test]
fn what_harms_soonest_comes_first() {
    let mut agreement = ready();
    agreement.rotations.push(rotation("ledger", "engineering", &[], &["cleo"]));
    agreement.services.push(service("search", &[]));
    let told = told(&agreement, &[gap("ledger", "09:00", "10:00")], &[runbook("old.md", Some(200))]);
    let kinds: Vec<&str> = told.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(kinds, ["gap", "no", "sole", "unverified"]);
}
