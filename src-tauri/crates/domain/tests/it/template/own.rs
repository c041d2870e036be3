//! Words of one's own: nothing in them stands for something else when they leave, but what each letter has of its account.

use domain::phase::Phase;
use domain::template::{Output, OwnWords, Template, Variable};

use super::given::{optional, template, text, told, values};

fn own(output: Output, body: &str, instead_of: Option<&Template>) -> OwnWords {
    OwnWords::of(output, Phase::Identified, &("Cards".into(), body.into()), instead_of)
}

fn check(output: Output, body: &str, faults: &[&str]) {
    let rendered = own(output, body, None).render(&values(&[("account", "Nordlys"), ("contact", "Ingrid")]));
    assert_eq!(told(&rendered.err().unwrap_or_default()), faults, "{body}");
}

#[test]
fn a_blank_of_the_form_never_leaves() {
    check(Output::StatusPage, "Since noon some cards fail.", &[]);
    let blank = ": “‹Since when›” is still blank. Write what belongs there, or take it out.";
    check(Output::StatusPage, "Since ‹Since when› cards fail.", &[blank]);
    let other = ": “‹Where›” is still blank. Write what belongs there, or take it out.";
    check(Output::StatusPage, "Since ‹Since when› cards fail in ‹Where›.", &[blank, other]);
    let title = OwnWords::of(Output::Teams, Phase::Identified, &("‹Where›".into(), "so".into()), None);
    assert_eq!(told(&title.render(&values(&[])).expect_err("it is blank")), [other]);
    check(Output::StatusPage, "One ‹ and\nanother › line.", &[]);
}

#[test]
fn a_hole_leaves_only_as_what_a_letter_has_of_its_account() {
    check(Output::Outreach, "Dear {{contact}} of {{account}}, cards fail.", &[]);
    let hole = |name: &str| {
        format!(": “{{{{{name}}}}}” would be read as it stands. Write what belongs there, or take it out.")
    };
    check(Output::Outreach, "Since {{started}} cards fail.", &[&hole("started")]);
    check(Output::StatusPage, "Dear {{contact}}", &[&hole("contact")]);
    check(Output::StatusPage, "Cards {{ fail", &[": “{{” would be read as it stands. Take it out."]);
}

#[test]
fn what_is_shown_where_nobody_is_addressed_is_not_written() {
    let account = ": “[customer’s name]” would be read as it stands. Write {{account}} for each letter’s own.";
    check(Output::Outreach, "Dear [customer’s name]", &[account]);
    check(Output::Outreach, "Dear [customer's name]", &[account]);
    let contact = ": “[contacts’ names]” would be read as it stands. Write what belongs there, or take it out.";
    check(Output::StatusPage, "Dear [contacts’ names]", &[contact]);
    let answer = ": “[answer]” would be read as it stands. Write what belongs there, or take it out.";
    check(Output::Teams, "“How long?” [answer]", &[answer]);
}

#[test]
fn title_text_and_length_are_asked_for_as_of_a_template() {
    let empty = OwnWords::of(Output::Teams, Phase::Identified, &(" ".into(), "so".into()), None);
    assert_eq!(told(&empty.render(&values(&[])).expect_err("it is empty")), [": Write a title and a text."]);
    let long = "é".repeat(276);
    check(Output::Social, &long[2..], &[]);
    check(Output::Social, &long, &[": The text has 281 characters, the channel takes 280. Shorten it."]);
    let limited = Template { limit: Some(10), ..template("", "{{a}}", &[text("a")]) };
    let faults = own(Output::StatusPage, "ééééééé", Some(&limited)).render(&values(&[])).expect_err("it is too long");
    assert_eq!(told(&faults), [": The text has 12 characters, the channel takes 10. Shorten it."]);
}

#[test]
fn they_begin_with_the_filled_text_and_keep_the_holes_of_accounts() {
    let of = |name: &str, from: &str| Variable { from: Some(from.into()), ..text(name) };
    let variables = [of("customer", "account"), text("what"), text("since"), optional(text("more"))];
    let letter = Template {
        output: Output::Outreach,
        ..template("To {{customer}}", "{{what}} since {{since}}. {{more}}\n\n{{customer}}", &variables)
    };
    let begun = OwnWords::begin(&letter, &values(&[("what", "Cards fail"), ("customer", "[customer’s name]")]));
    assert_eq!(begun, ("To {{customer}}".into(), "Cards fail since ‹SINCE›.\n\n{{customer}}".into()));
    let own = OwnWords::of(Output::Outreach, Phase::Identified, &(begun.0, "For {{customer}}.".into()), Some(&letter));
    let rendered = own.render(&values(&[("customer", "Nordlys")])).expect("nothing stands against it");
    assert_eq!((rendered.title.as_str(), rendered.body.as_str()), ("To Nordlys", "For Nordlys."));
}
