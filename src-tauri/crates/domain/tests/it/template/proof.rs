//! A template before anybody needs it.

use domain::agreement::Agreement;
use domain::proof::{FindingKind, Proof};
use domain::template::{Audience, INSIDE_FACTS, Output, Template, Variable, VariableKind};
use domain::wording::{ReadingGrade, RemarkKind};

use super::given::{choice, default, optional, template, text, variable};

fn example(value: &str, variable: Variable) -> Variable {
    Variable { example: Some(value.into()), ..variable }
}

fn from(fact: &str, variable: Variable) -> Variable {
    Variable { from: Some(fact.into()), ..variable }
}

/// What is found, as `kind variable`.
fn found(template: &Template) -> Vec<String> {
    let proof = Proof::of(template, &Agreement::default());
    proof.findings.iter().map(|finding| format!("{} {}", finding.kind.word(), finding.variable)).collect()
}

#[test]
fn every_variable_has_a_sample_and_what_it_says_itself_comes_first() {
    let check = |variable: Variable, expected: &str| assert_eq!(variable.sample(), expected, "{variable:?}");
    check(example("Europe", default("all regions", text("where"))), "Europe");
    check(default("all regions", text("where")), "all regions");
    check(choice("who", &["everyone", "some"]), "everyone");
    check(example("some", choice("who", &["everyone", "some"])), "some");
    check(variable("at", VariableKind::Time), "13:35 CET");
    check(from("started", variable("at", VariableKind::Time)), "13:05 CET");
    check(variable("for", VariableKind::Duration), "20 minutes");
    check(variable("parts", VariableKind::Components), "Checkout, Card payments");
    check(from("regions", text("where")), "Europe");
    check(from("contact", text("greeting")), "Robin");
    check(from("loss", text("lost")), "No order and no payment was lost.");
    check(text("share"), "‹SHARE›");
    check(example("", text("share")), "‹SHARE›");
}

#[test]
fn what_the_organisation_says_of_itself_is_shown_as_it_will_be_sent() {
    let said = Agreement { status_page: "status.kestrel.example".to_owned(), ..Agreement::default() };
    let asks = || from("status_page", text("address"));
    let shown = |variable: Variable, agreement: &Agreement| {
        Proof::of(&template("Cards", "More on {{address}}.", &[variable]), agreement).preview.body
    };
    assert_eq!(shown(asks(), &said), "More on status.kestrel.example.");
    assert_eq!(shown(example("status.other.example", asks()), &said), "More on status.kestrel.example.");
    assert_eq!(shown(asks(), &Agreement::default()), "More on status.example.com.", "nothing is said yet");
}

#[test]
fn what_stands_in_a_hole_by_itself_would_be_taken_by_the_template() {
    for kind in [VariableKind::Text, VariableKind::Time, VariableKind::Duration, VariableKind::Components] {
        let variable = variable("it", kind);
        assert_eq!(variable.fault(&variable.sample()), None, "{variable:?}");
    }
}

#[test]
fn what_is_the_matter_is_found_the_gravest_first() {
    let check = |title: &str, body: &str, variables: &[Variable], expected: &[&str]| {
        assert_eq!(found(&template(title, body, variables)), expected, "{title} / {body}");
    };
    let shown = || example("Europe", text("where"));
    check("Cards", "They fail in {{where}}.", &[shown()], &[]);
    check("Cards", " ", &[], &["empty "]);
    check("Cards in {{region}}", "They fail.", &[], &["undeclared region"]);
    check("Cards", "They fail in {{where.", &[], &["stray_braces "]);
    check("Cards", "They fail.", &[shown()], &["unused where"]);
    check("Cards", "{{where}}", &[text("where")], &["no_sample where"]);
    check("Cards", "{{where}}", &[optional(text("where"))], &[]);
    check("Cards", "{{where}}", &[from("regions", text("where"))], &[]);
    check("Cards", "{{where}}", &[choice("where", &["here"])], &[]);
    check("{{region}}", "They fail.", &[text("where")], &["undeclared region", "unused where", "no_sample where"]);
    for kind in [FindingKind::Empty, FindingKind::Undeclared, FindingKind::StrayBraces, FindingKind::TooLong] {
        assert!(kind.is_fault(), "{kind:?}");
    }
    assert!(!FindingKind::Unused.is_fault() && !FindingKind::NoSample.is_fault());
}

#[test]
fn it_is_measured_with_its_samples_against_its_own_limit_or_its_channels() {
    let body = example(&"a".repeat(250), text("text"));
    let short = template("Cards", "{{text}}", &[body]);
    let check = |output: Output, limit: Option<u32>, expected: &[&str]| {
        let template = Template { output, limit, ..short.clone() };
        assert_eq!(found(&template), expected, "{output:?} {limit:?}");
    };
    check(Output::StatusPage, None, &[]);
    check(Output::StatusPage, Some(254), &["too_long "]);
    check(Output::StatusPage, Some(255), &[]);
    check(Output::Social, None, &[]);
    let long = Template {
        output: Output::Social,
        title: "Card payments at checkout do not go through".into(),
        ..short.clone()
    };
    assert_eq!(found(&long), ["too_long "]);
    assert_eq!(found(&Template { limit: Some(500), ..long }), [""; 0]);
}

#[test]
fn its_words_are_judged_with_the_samples_in_them() {
    let by = example("We will fix it by 15:00 CET.", text("when"));
    let proof = Proof::of(&template("Cards", "Cards fail. {{when}}", &[by]), &Agreement::default());
    assert_eq!(proof.preview.body, "Cards fail. We will fix it by 15:00 CET.");
    assert_eq!(proof.length, 5 + 40);
    assert!(proof.remarks.iter().any(|remark| remark.kind == RemarkKind::Estimate), "{:?}", proof.remarks);
    assert_eq!(proof.reading, ReadingGrade::TooShort);
}

#[test]
fn a_file_is_named_after_what_it_is_written_for() {
    use domain::phase::Phase::{Identified, Resolved};
    assert_eq!(Output::StatusPage.file("cards-decline", Identified), "templates/cards-decline/customers-identified.md");
    let talking = Output::TalkingPoints.file("cards-decline", Resolved);
    assert_eq!(talking, "templates/cards-decline/customers-talking-points-resolved.md");
}

#[test]
fn customers_are_not_told_what_stays_inside_and_leadership_is_told_what_it_costs() {
    let of = |output: Output, variable: Variable| {
        let template = template("Cards", "{{it}}", &[variable]);
        found(&Template { output, audience: output.audience(), ..template })
    };
    for fact in INSIDE_FACTS {
        let variable = || from(fact, text("it"));
        for output in [Output::StatusPage, Output::Outreach, Output::TalkingPoints, Output::Social] {
            assert_eq!(of(output, variable()), ["not_for_customers it"], "{fact} {output:?}");
        }
        assert_eq!(of(Output::Teams, variable()), [""; 0], "{fact}");
        assert_eq!(of(Output::Technical, variable()), [""; 0], "{fact}");
    }
    assert_eq!(of(Output::StatusPage, from("impact", text("it"))), [""; 0], "what they cannot do they may read");
    assert_eq!(of(Output::Leadership, from("impact", text("it"))), ["no_business_impact "]);
    assert_eq!(of(Output::Leadership, from("business_impact", text("it"))), [""; 0]);
    let optional = optional(from("business_impact", text("it")));
    assert_eq!(of(Output::Leadership, optional), ["no_business_impact "], "it could be left empty");
    for kind in [FindingKind::NotForCustomers, FindingKind::NoBusinessImpact] {
        assert!(!kind.is_fault(), "{kind:?}");
    }
    assert_eq!(Output::Leadership.audience(), Audience::Leadership);
}
