//! What the organisation says of itself, once, for all templates.

use crate::given;

const POST: &str = "\
---
audience: customers
phase: resolved
title: It is over
variables:
  - { name: address, label: Address, from: status_page }
  - { name: who, label: Who, from: organisation }
---

More on {{address}}. {{who}}
";
const PATH: &str = "templates/payments-failing/customers-resolved.md";

#[test]
fn what_texts_name_is_said_in_one_place() {
    let said = format!(
        "status_page: status.kestrel.example\nprivacy_contact: privacy@kestrel.example\n{}",
        given::ORGANISATION
    );
    let workspace = given::workspace().with("bridgewatch.yaml", &said).with(PATH, POST);
    assert_eq!(workspace.problems(), "");
    let agreement = workspace.loaded().agreement;
    let facts = [
        ("organisation", "Kestrel"),
        ("status_page", "status.kestrel.example"),
        ("privacy_contact", "privacy@kestrel.example"),
    ];
    assert_eq!(agreement.own_facts(), facts);
    let post = &agreement.templates[0];
    let filled = post.render(&domain::proof::samples(post, &agreement)).unwrap();
    assert_eq!(filled.body, "More on status.kestrel.example. Kestrel");
}

#[test]
fn what_templates_ask_for_and_nobody_says_is_told_once() {
    let workspace = given::workspace().with(PATH, POST);
    insta::assert_snapshot!(workspace.problems(), @"templates/payments-failing/customers-resolved.md:1:1: warning[unsaid-fact]: It asks for `status_page`, and `bridgewatch.yaml` does not say it. Write `status_page: …` into `bridgewatch.yaml`; until then each form asks for it.");
    let more = POST.replace("resolved", "monitoring");
    let told = workspace.with("templates/payments-failing/customers-monitoring.md", &more).problems();
    assert!(told.contains("It asks for `status_page`, and so does one more template, and"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}
