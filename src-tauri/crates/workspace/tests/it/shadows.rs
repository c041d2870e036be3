//! Shadows of rotations, words of roles, and whom a drill expects: what is read, and what is said about faults.

use crate::given;

/// Payments with more lines; Mara takes its turns, Eva and Ivo do not.
fn payments(more: &str) -> given::Workspace {
    let person = |name: &str| format!("name: {name}\ntime_zone: UTC\n");
    given::workspace()
        .with("people/eva.yaml", person("Eva"))
        .with("people/ivo.yaml", person("Ivo"))
        .with("rotations/payments.yaml", format!("{}{more}", given::PAYMENTS))
}

#[test]
fn a_shadow_needs_a_person_and_may_have_days_and_somebody_beside_whom() {
    let workspace =
        payments("shadows:\n  - { person: eva }\n  - { person: ivo, from: 2026-11-02, until: 2026-11-02, of: mara }\n");
    assert_eq!(workspace.problems(), "");
    let agreement = workspace.loaded().agreement;
    let shadows = &agreement.rotations[0].shadows;
    assert_eq!((shadows[0].person.as_str(), shadows[0].from, shadows[0].of.as_ref()), ("eva", None, None));
    assert_eq!(shadows[1].until.map(|day| day.to_string()).as_deref(), Some("2026-11-02"));
    assert_eq!(shadows[1].of, Some("mara".into()));
}

#[test]
fn a_wrong_shadow_is_left_out_by_itself_and_the_rotation_stays() {
    let workspace = payments(
        "\
shadows:
  - { person: zoe }
  - { person: eva, from: 2026-11-03, until: 2026-11-02 }
  - { person: eva, of: eva }
  - { from: soon }
  - { person: eva, beside: mara }
  - { person: mara }
  - { person: eva, of: ivo }
",
    );
    insta::assert_snapshot!(workspace.problems(), @r"
    rotations/payments.yaml:8:15: error[unknown-person]: There is no person `zoe`. Declare it in `people/`, or correct the name.
    rotations/payments.yaml:9:45: error[empty-span]: The shadow seat ends before it begins. Make `until` the same day as `from` or a later one: it is the last day.
    rotations/payments.yaml:10:24: error[own-shadow]: Nobody shadows themselves. Name somebody else, or remove `of`.
    rotations/payments.yaml:11:5: error[missing-key]: `person` is missing. Add `person: …`.
    rotations/payments.yaml:11:13: error[bad-date]: `soon` is not a date. Write it as year-month-day, like 2026-11-20.
    rotations/payments.yaml:12:20: warning[unknown-key]: `beside` is not a key that is read here. Known keys: person, from, until, of.
    rotations/payments.yaml:13:5: warning[shadow-takes-turns]: `mara` takes turns here and shadows as well. Remove the one that is over: whoever is on call is woken.
    rotations/payments.yaml:14:5: warning[shadow-of-nobody]: `ivo` takes no turns here, so that nobody is shadowed but in an override. Name a participant of a layer, or remove `of`.
    ");
    let agreement = workspace.loaded().agreement;
    assert_eq!(agreement.rotations[0].shadows.len(), 4, "what only looks doubtful is kept");
}

#[test]
fn words_of_a_role_need_a_title_and_what_is_said() {
    let role = "roles:\n  - { id: incident-lead, name: Incident lead }\n";
    let scripts = "roles:\n  - id: incident-lead\n    name: Incident lead\n    scripts:\n      - { title: Closing, say: It is over. }\n      - { title: Silence }\n";
    let organisation = given::ORGANISATION.replace(role, scripts);
    let workspace = given::workspace().with("bridgewatch.yaml", organisation);
    insta::assert_snapshot!(workspace.problems(), @"bridgewatch.yaml:17:9: error[missing-key]: `say` is missing. Add `say: …`.");
    let agreement = workspace.loaded().agreement;
    let said: Vec<&str> = agreement.roles[0].scripts.iter().map(|script| script.say.as_str()).collect();
    assert_eq!(said, ["It is over."]);
}

#[test]
fn a_drill_expects_rotations_and_roles_that_there_are() {
    let drill = "title: T\nminutes: 30\nseverity: sev1\nexpected_rotations: [payments, paymens]\nexpected_roles: [incident-lead, juggler]\n";
    insta::assert_snapshot!(given::workspace().with("drills/x.yaml", drill).problems(), @r"
    drills/x.yaml:4:32: error[unknown-rotation]: There is no rotation `paymens`. Did you mean `payments`?
    drills/x.yaml:5:33: error[unknown-role]: There is no role `juggler`. Declare it in `bridgewatch.yaml`, or correct the name.
    ");
}
