//! Every fault of a file, with what is said about it.

use crate::given;

/// A service without a fault.
const LEDGER: &str = "\
name: Ledger
owner: Payments team
ladder: [ { rotation: payments } ]
";

/// What is said about one file of an otherwise good workspace.
fn said(path: &str, text: &str) -> String {
    given::workspace().with("services/ledger.yaml", LEDGER).with(path, text).problems()
}

/// As [`said`], of the organisation with more lines.
fn organisation(more: &str) -> String {
    said("bridgewatch.yaml", &format!("{}{more}", given::ORGANISATION))
}

#[test]
fn syntax() {
    insta::assert_snapshot!(said("people/x.yaml", "name: [Mara\ntime_zone: Europe/Oslo\n"), @"people/x.yaml:2:10: error[syntax]: This is not YAML: illegal placement of ':' indicator. Check indentation (spaces, never tabs), quotes and brackets here and on the line before.");
    insta::assert_snapshot!(said("people/x.yaml", "name: Mara\n\ttime_zone: Europe/Oslo\n"), @"people/x.yaml:1:7: error[syntax]: This is not YAML: while scanning a plain scalar, found a tab. Check indentation (spaces, never tabs), quotes and brackets here and on the line before.");
    insta::assert_snapshot!(said("people/x.yaml", "name: Mara\nname: Eva\ntime_zone: Europe/Oslo\n"), @"people/x.yaml:2:1: error[duplicate-key]: `name` is given twice; the first one counts. Remove one of the two.");
    insta::assert_snapshot!(said("people/x.yaml", ""), @"people/x.yaml:1:1: error[empty-file]: Nothing is written here. Write the entry, or remove the file.");
    insta::assert_snapshot!(said("people/x.yaml", "just words"), @"people/x.yaml:1:1: error[wrong-type]: Expected the keys of a person, found a single value. Write `key: value` lines, each with the same indentation.");
    insta::assert_snapshot!(said("drills/x.yaml", "a: &a [*a]"), @"drills/x.yaml:1:8: error[syntax]: An alias stands for a value that contains it. Write the value out.");
    insta::assert_snapshot!(said("drills/x.yaml", "a: *nobody"), @"drills/x.yaml:1:4: error[syntax]: This is not YAML: while parsing node, found unknown anchor. Check indentation (spaces, never tabs), quotes and brackets here and on the line before.");
    insta::assert_snapshot!(said("people/x.yaml", "name: A\ntime_zone: UTC\n---\nname: B\n"), @"people/x.yaml:4:1: error[several-documents]: This file holds one entry; from here on nothing is read. Give each entry a file of its own, and remove the `---` line.");
}

#[test]
fn values() {
    insta::assert_snapshot!(said("people/x.yaml", "\
name: []
titel: Engineer
time_zone: Europe/Pari
contact: [ { fax: 1 } ]
last_verified: 2026-13-01
"), @r#"
    people/x.yaml:1:7: error[wrong-type]: Expected a text, found a list. Text that holds `: `, `{` or `[` needs quotes around it.
    people/x.yaml:2:1: warning[unknown-key]: `titel` is not a key that is read here. Did you mean `title`?
    people/x.yaml:3:12: error[bad-zone]: `Europe/Pari` is not a time zone. Did you mean `Europe/Paris`?
    people/x.yaml:4:12: error[bad-contact]: This is not one way to reach somebody. Write one line for each: `- phone: …`, `- sms: …`, `- email: …` or `- chat: …`.
    people/x.yaml:5:16: error[bad-date]: `2026-13-01` is not a date. Write it as year-month-day, like 2026-11-20.
    "#);
    insta::assert_snapshot!(said("rotations/x.yaml", "\
name: X
function: engineering
time_zone: UTC
gaps_intended: yes
layers:
  - { participants: [], start: yesterday, handoff: 9am, turn: fortnight }
  - { participants: [mara], start: 2026-01-05, end: 2026-01-05, handoff: '09:00', turn: 1 week }
  - { participants: [mara], start: 2026-01-05, handoff: '09:00', turn: 0 days, restrictions: [ { days: [someday], from: '9', until: '25:00' } ] }
overrides:
  - { from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z', person: mara }
  - { from: 2026-01-02, until: '2026-01-01T00:00:00Z', person: mara }
"), @r#"
    rotations/x.yaml:4:16: error[bad-flag]: `yes` is not a flag. Write `true` or `false`.
    rotations/x.yaml:6:21: error[no-participants]: The layer has nobody. Add `participants: [ … ]`.
    rotations/x.yaml:6:32: error[bad-date]: `yesterday` is not a date. Write it as year-month-day, like 2026-11-20.
    rotations/x.yaml:6:52: error[bad-time]: `9am` is not a time. Write it in 24 hours with quotes, like "09:00".
    rotations/x.yaml:6:63: error[bad-turn]: `fortnight` is not a turn. Write a number of hours, days or weeks, like `1 week`.
    rotations/x.yaml:7:53: error[empty-span]: The layer ends before it begins. Make `end` a day after `start`.
    rotations/x.yaml:8:72: error[bad-turn]: `0 days` is not a turn. Write a number of hours, days or weeks, like `1 week`.
    rotations/x.yaml:8:105: error[bad-weekday]: `someday` is not a weekday. Write mon, tue, wed, thu, fri, sat or sun.
    rotations/x.yaml:8:121: error[bad-time]: `9` is not a time. Write it in 24 hours with quotes, like "09:00".
    rotations/x.yaml:8:133: error[bad-time]: `25:00` is not a time. Write it in 24 hours with quotes, like "09:00".
    rotations/x.yaml:10:44: error[empty-span]: The override ends before it begins. Make `until` later than `from`.
    rotations/x.yaml:11:13: error[bad-instant]: `2026-01-02` is not an instant. Write date, time and offset in quotes, like "2026-11-20T22:00:00+01:00".
    "#);
    insta::assert_snapshot!(said("rotations/x.yaml", "name: X\nfunction: engineering\ntime_zone: UTC\n"), @"rotations/x.yaml:1:1: error[no-source]: Nothing says who is on call. Add `layers`, or `calendar`, or `provider`.");
    let nobody = "error[no-layers]: There are no layers: nobody would ever be on call. Add a layer with `participants`, `start`, `handoff` and `turn`.";
    for layers in ["layers: []", "layers:", "backup: payments\nlayers: []", "last_resort: true\nlayers: []"] {
        let told = said("rotations/x.yaml", &format!("name: X\nfunction: engineering\ntime_zone: UTC\n{layers}\n"));
        assert!(told.contains(nobody) && told.lines().count() == 1, "{layers}: {told}");
    }
    insta::assert_snapshot!(said("rotations/x.yaml", "name: X\nfunction: engineering\ntime_zone: UTC\ncalendar: a.ics\nlayers: []\n"), @"rotations/x.yaml:1:1: error[several-sources]: `layers`, `calendar` and `provider` cannot stand together: nobody could tell which holds. Keep one of them.");
    insta::assert_snapshot!(said("rotations/x.yaml", "name: X\nfunction: engineering\ntime_zone: UTC\ncalendar: ../../a.ics\n"), @"rotations/x.yaml:4:11: error[unknown-calendar]: There is no file `../../a.ics`. Put it at `rotations/../../a.ics`, or correct the name.");
    insta::assert_snapshot!(said("services/x.yaml", "name: X\nowner: Team\ntier: 9\nladder: [ { after_minutes: 0 }, { rotation: payments, after_minutes: -1 } ]\n"), @r#"
    services/x.yaml:3:7: error[bad-tier]: There is no tier 9. Write 1 (most important) to 5.
    services/x.yaml:4:11: error[bad-step]: A step asks either a rotation or a person. Write `{ rotation: …, after_minutes: … }` or `{ person: …, after_minutes: … }`.
    services/x.yaml:4:70: error[bad-number]: `-1` is not a number. Write a whole number, without a unit.
    "#);
    insta::assert_snapshot!(said("people/Bad Name.yaml", given::MARA), @"people/Bad Name.yaml:1:1: error[bad-id]: The file's name `Bad Name` cannot be an id. Use lower case letters, digits and single hyphens, like `payments-api`.");
}

#[test]
fn the_organisation() {
    insta::assert_snapshot!(given::workspace().without("bridgewatch.yaml").problems(), @"bridgewatch.yaml:1:1: error[missing-file]: The workspace has no `bridgewatch.yaml`. Create it with `organisation: …`, functions, severities and roles.");
    insta::assert_snapshot!(said("bridgewatch.yaml", "organisation: Kestrel\nfunctions: [ { id: engineering, name: E, group: G } ]\nseverities: [ { severity: sev1, name: A, criterion: B }, { severity: sev1, name: A, criterion: B } ]\n"), @r#"
    bridgewatch.yaml:1:1: error[missing-role]: There is no role `incident-lead`. Declare it: exactly one person leads an incident at any instant.
    bridgewatch.yaml:3:13: error[missing-severity]: SEV2 is not defined. Name it, and give it one plain criterion that can be measured.
    bridgewatch.yaml:3:13: error[missing-severity]: SEV3 is not defined. Name it, and give it one plain criterion that can be measured.
    bridgewatch.yaml:3:13: error[missing-severity]: SEV4 is not defined. Name it, and give it one plain criterion that can be measured.
    bridgewatch.yaml:3:58: error[duplicate-severity]: SEV1 is defined twice; the first one counts. Remove one of the two.
    "#);
    insta::assert_snapshot!(organisation("\
cadence:
  preset: fast
  presets:
    - id: fats
      name: Fast
      lines:
        - { severity: sev1, audience: teams, floor_minutes: 5, ceiling_minutes: 30 }
        - { severity: sev2, audience: teams, floor_minutes: 5, ceiling_minutes: 15 }
    - id: slow
      name: Slow
      lines: [ { severity: sev1, audience: technical, ceiling_minutes: 5 }, { severity: sev1, audience: teams, floor_minutes: 9, ceiling_minutes: 5 } ]
"), @r#"
    bridgewatch.yaml:21:11: error[unknown-preset]: There is no preset `fast`. Did you mean `fats`?
    bridgewatch.yaml:23:7: warning[cadence-inverted]: Teams hear of SEV2 more often than of SEV1. Swap the two, or make the ceiling of the worse severity the shorter one.
    bridgewatch.yaml:30:16: error[no-clock]: The technical audience has no clock. Remove the line, or name teams, leadership or customers.
    bridgewatch.yaml:30:77: error[bad-cadence]: No update can come after 9 and before 5 minutes. Make the ceiling at least 1 minute, and the floor at most the ceiling.
    "#);
    insta::assert_snapshot!(organisation("\
cadence:
  preset: gitlb
  presets:
    - id: twice
      name: Twice
      lines:
        - { severity: sev1, phase: monitoring, audience: teams, ceiling_minutes: 30 }
        - { severity: sev1, audience: teams, ceiling_minutes: 20 }
        - { severity: sev1, phase: monitoring, audience: teams, ceiling_minutes: 20 }
    - id: odd
      name: Odd
      lines:
        - { severity: sev1, phase: resolved, audience: teams, ceiling_minutes: 30 }
        - { severity: sev1, audience: customers, ceiling_minutes: 30, opening_minutes: [ 5, 0 ] }
        - { severity: sev1, phase: someday, audience: customers, ceiling_minutes: 30 }
"), @r#"
    bridgewatch.yaml:21:11: error[unknown-preset]: There is no preset `gitlb`. Did you mean `gitlab`?
    bridgewatch.yaml:23:7: warning[cadence-twice]: SEV1, Teams, Monitoring has two lines; the first one counts. Remove one of the two.
    bridgewatch.yaml:32:11: error[no-clock]: What is resolved has no cadence: its closing updates are owed. Remove the line, or name investigating, identified or monitoring.
    bridgewatch.yaml:33:11: error[bad-cadence]: No first update can come within 0 minutes. Make each of `opening_minutes` at least 1.
    bridgewatch.yaml:34:36: error[bad-phase]: `someday` is not a phase. Write investigating, identified, monitoring or resolved.
    "#);
    insta::assert_snapshot!(said("pagetree.yaml", "rules: []"), @"pagetree.yaml:1:1: warning[unknown-file]: No file of this name is read. Did you mean `page-tree.yaml`?");
    insta::assert_snapshot!(said("page_tree.yaml", "rules: []"), @"page_tree.yaml:1:1: warning[unknown-file]: No file of this name is read. Did you mean `page-tree.yaml`?");
}

#[test]
fn references() {
    insta::assert_snapshot!(said("services/x.yaml", "\
name: X
owner: Mara Lindqvist
function: enginering
depends_on: [ ledgr ]
regions: [ mars ]
ladder: [ { rotation: paymens }, { person: nobody } ]
decision_rights: { roll-bak: incident-led }
customer_voice: speaker
runbooks: [ runbooks/missing.md ]
"), @r#"
    services/x.yaml:1:1: warning[owner-is-a-person]: `x` is owned by a person, Mara Lindqvist. Name the team: people go on holiday, and change teams.
    services/x.yaml:3:11: error[unknown-function]: There is no function `enginering`. Did you mean `engineering`?
    services/x.yaml:4:15: error[unknown-service]: There is no service `ledgr`. Did you mean `ledger`?
    services/x.yaml:5:12: error[unknown-region]: There is no region `mars`. Declare it in `bridgewatch.yaml`, or correct the name.
    services/x.yaml:6:23: error[unknown-rotation]: There is no rotation `paymens`. Did you mean `payments`?
    services/x.yaml:6:44: error[unknown-person]: There is no person `nobody`. Declare it in `people/`, or correct the name.
    services/x.yaml:7:20: error[unknown-right]: There is no right `roll-bak`. Did you mean `roll-back`?
    services/x.yaml:7:30: error[unknown-role]: There is no role `incident-led`. Did you mean `incident-lead`?
    services/x.yaml:8:17: error[unknown-role-or-rotation]: There is no role or rotation `speaker`. Declare it in `bridgewatch.yaml`, or correct the name.
    services/x.yaml:9:13: error[unknown-runbook]: There is no runbook `runbooks/missing.md`. Write the path of a file below `runbooks/`, from the top of the workspace.
    "#);
    insta::assert_snapshot!(said("playbooks/x.yaml", "name: X\npattern: payment-failing\npage: [a]\nfunctions: [b]\nroles: [c]\n"), @r#"
    playbooks/x.yaml:2:10: error[unknown-pattern]: There is no pattern `payment-failing`. Did you mean `payments-failing`?
    playbooks/x.yaml:3:8: error[unknown-rotation]: There is no rotation `a`. Declare it in `rotations/`, or correct the name.
    playbooks/x.yaml:4:13: error[unknown-function]: There is no function `b`. Declare it in `bridgewatch.yaml`, or correct the name.
    playbooks/x.yaml:5:9: error[unknown-role]: There is no role `c`. Declare it in `bridgewatch.yaml`, or correct the name.
    "#);
    insta::assert_snapshot!(said("drills/x.yaml", "title: X\nminutes: 5\nseverity: sev9\nplaybook: x\ninjects: [ { after_minutes: 9, from: A, text: B } ]\n"), @r#"
    drills/x.yaml:3:11: error[bad-severity]: `sev9` is not a severity. Write sev1, sev2, sev3 or sev4.
    drills/x.yaml:4:11: error[unknown-playbook]: There is no playbook `x`. Declare it in `playbooks/`, or correct the name.
    drills/x.yaml:5:12: warning[inject-too-late]: This is told after 9 minutes, but the drill ends after 5. Tell it sooner, or make the drill longer.
    "#);
    insta::assert_snapshot!(said("rotations/payments.yaml", &format!("{}backup: payments\npager: pagr\n", given::PAYMENTS)), @r#"
    rotations/payments.yaml:7:9: error[own-backup]: A rotation cannot stand in for itself. Name another rotation.
    rotations/payments.yaml:8:8: error[unknown-connection]: There is no connection `pagr`. Did you mean `pager`?
    "#);
    insta::assert_snapshot!(said("people/again.yaml", "- { id: mara, name: M, time_zone: UTC }\n- { id: eva, name: E, time_zone: UTC }\n"), @"people/mara.yaml:1:1: error[duplicate-id]: There is already a person `mara`, in people/again.yaml:1. Give one of the two another id; the second one is left out.");
}

#[test]
fn services_that_fit_together_badly() {
    let circle = given::workspace()
        .with("services/a.yaml", "name: A\nowner: mara\nladder: [ { rotation: payments } ]\ndepends_on: [b]\n")
        .with("services/b.yaml", "name: B\nowner: T\nladder: [ { rotation: payments } ]\ndepends_on: [c, b]\n")
        .with("services/c.yaml", "name: C\ndepends_on: [a]\n");
    insta::assert_snapshot!(circle.problems(), @r#"
    services/a.yaml:1:1: warning[owner-is-a-person]: `a` is owned by a person, Mara Lindqvist. Name the team: people go on holiday, and change teams.
    services/a.yaml:1:1: warning[dependency-cycle]: These services need each other: a → b → c → a. Remove the dependency that only one side needs to work.
    services/b.yaml:1:1: warning[dependency-cycle]: These services need each other: b → b. Remove the dependency that only one side needs to work.
    services/c.yaml:1:1: warning[no-owner]: Nobody owns this service. Add `owner:` with the name of a team.
    services/c.yaml:1:1: warning[no-ladder]: Nobody is asked when this service fails. Add `ladder:` with `{ rotation: …, after_minutes: 0 }`.
    "#);
}

#[test]
fn the_page_tree() {
    insta::assert_snapshot!(said("page-tree.yaml", "\
rules:
  - { id: a, page: [payments], reason: r, last: true }
  - { id: b, when: { surfaces: [checkout], severity_at_least: high }, page: [payments], reason: r }
  - { id: c, when: { symptom: errors }, page: [payments], reason: r }
  - { id: c, page: [payments], reason: r }
"), @r#"
    page-tree.yaml:3:63: error[bad-severity]: `high` is not a severity. Write sev1, sev2, sev3 or sev4.
    page-tree.yaml:4:5: warning[rule-never-read]: Rule `c` is never read: `a` above it always holds and is the last one. Move it above `a`, or give that rule a condition.
    page-tree.yaml:4:22: warning[unknown-key]: `symptom` is not a key that is read here. Did you mean `symptoms`?
    page-tree.yaml:5:5: error[duplicate-id]: There is already a rule `c`, in page-tree.yaml:4. Give one of the two another id; the second one is left out.
    "#);
}

#[test]
fn templates() {
    let template = |variables: &str, body: &str| {
        format!(
            "---\naudience: customers\nphase: identified\ntitle: '{{{{what}}}} fails'\nvariables:\n{variables}---\n{body}\n"
        )
    };
    let path = "templates/payments-failing/customers-identified.md";
    insta::assert_snapshot!(said(path, &template("  - { name: affected, label: A }\n", "Hello,\n  all of {{ afected }} and {{what}}")), @r#"
    templates/payments-failing/customers-identified.md:6:5: warning[unused-variable]: `affected` is declared, but the message has no hole for it. Write `{{affected}}` into the message, or remove the variable.
    templates/payments-failing/customers-identified.md:9:10: error[undeclared-variable]: `{{afected}}` is not declared as a variable. Did you mean `affected`?
    templates/payments-failing/customers-identified.md:9:28: error[undeclared-variable]: `{{what}}` is not declared as a variable. Add it under `variables`: `- name: what`.
    "#);
    insta::assert_snapshot!(said(path, &template("\
  - { name: what, label: W, kind: choise }
  - { name: Next, label: N, kind: time, from: tomorrow }
  - { name: eta, label: E, kind: time, default: soon }
  - { name: pick, label: P, kind: choice }
", "")), @"templates/payments-failing/customers-identified.md:7:3: error[syntax]: This is not YAML: while parsing a block mapping, did not find expected key. Check indentation (spaces, never tabs), quotes and brackets here and on the line before.");
    insta::assert_snapshot!(said("templates/payments-failing/customers-resolved.md", &template("  - { name: what, label: W }\n", "")), @"templates/payments-failing/customers-resolved.md:1:1: error[name-mismatch]: The file is named `customers-resolved`, but its front matter says `customers-identified`. Rename it to `customers-identified.md`, or correct `audience`, `output` and `phase`.");
    insta::assert_snapshot!(said("templates/payment-failing/customers-identified.md", &template("  - { name: what, label: W }\n", "")), @"templates/payment-failing/customers-identified.md:1:1: error[unknown-pattern]: There is no pattern `payment-failing`. Did you mean `payments-failing`?");
    insta::assert_snapshot!(said(path, "Hello"), @"templates/payments-failing/customers-identified.md:1:1: error[no-front-matter]: The template does not say for whom it is. Begin it with `---`, `audience: …`, `phase: …`, `variables: …` and `---`.");
    insta::assert_snapshot!(said("templates/lost.md", "Hello"), @"templates/lost.md:1:1: warning[misplaced-template]: A template stands in the folder of its impact pattern. Move it to `templates/<pattern>/<audience>-<phase>.md`.");
    insta::assert_snapshot!(said(path, "---\naudience: x\nphase: [\n---\n"), @"templates/payments-failing/customers-identified.md:4:1: error[syntax]: This is not YAML: while parsing a node, did not find expected node content. Check indentation (spaces, never tabs), quotes and brackets here and on the line before.");
}

#[test]
fn a_secret_is_pointed_at_and_never_repeated() {
    let said = organisation(
        "\
x:
  api_key: hunter2
",
    ) + "\n"
        + &said(
            "bridgewatch.yaml",
            &given::ORGANISATION.replace("name: Pager }", "name: Pager, options: { url: u, routing-key: hunter2 } }"),
        );
    assert!(!said.contains("hunter2"), "{said}");
    insta::assert_snapshot!(said, @r#"
    bridgewatch.yaml:20:1: warning[unknown-key]: `x` is not a key that is read here. Known keys: organisation, status_page, privacy_contact, regions, functions, severities, cadence, communication, launches, style, load, rally, roles, rights, patterns, connections.
    bridgewatch.yaml:21:3: error[secret-in-file]: `api_key` looks like a secret, and the workspace is read by many. Remove it here, revoke it where it was issued, and enter the new one in the connection's form: it is kept in the system's keychain.
    bridgewatch.yaml:19:69: error[secret-in-file]: `routing-key` looks like a secret, and the workspace is read by many. Remove it here, revoke it where it was issued, and enter the new one in the connection's form: it is kept in the system's keychain.
    "#);
}

#[test]
fn words_to_customers() {
    insta::assert_snapshot!(organisation("\
style:
  highest_grade: 0
  banned: [ synergy, '***', { phrase: shoppers, insted: buyers }, { instead: x } ]
  allowed: [ rollbak, weather ]
  internal: [ [] ]
  public: [ Payment, payments, Mara Lindqvist, Moon ]
  tone: warm
communication:
  before_impact: forbidden
  approval: [ sev1, sev9 ]
  approval_of: [ status_page, outreech, teams ]
"), @r#"
    bridgewatch.yaml:21:18: error[bad-grade]: Nobody was at school for 0 years. Write how many years at school a reader needs: 6 (easy) to 12 (hard).
    bridgewatch.yaml:22:22: error[no-word]: `***` has no word in it. Write the words to look for.
    bridgewatch.yaml:22:49: warning[unknown-key]: `insted` is not a key that is read here. Did you mean `instead`?
    bridgewatch.yaml:22:67: error[missing-key]: `phrase` is missing. Add `phrase: …`.
    bridgewatch.yaml:23:14: warning[not-banned]: `rollbak` is not among the words to avoid. Did you mean `rollback`?
    bridgewatch.yaml:23:23: warning[not-banned]: `weather` is not among the words to avoid. Remove it: nothing speaks against it.
    bridgewatch.yaml:24:15: error[wrong-type]: Expected a text, found a list. Text that holds `: `, `{` or `[` needs quotes around it.
    bridgewatch.yaml:25:13: warning[unknown-name]: `Payment` is no name of the workspace. Did you mean `Payments`?
    bridgewatch.yaml:25:48: warning[unknown-name]: `Moon` is no name of the workspace. Remove it: only names of services, teams, rotations, people and accounts stay inside.
    bridgewatch.yaml:26:3: warning[unknown-key]: `tone` is not a key that is read here. Known keys: highest_grade, banned, allowed, internal, public.
    bridgewatch.yaml:28:18: error[bad-rule]: `forbidden` is not a rule. Write warn or forbid.
    bridgewatch.yaml:29:21: error[bad-severity]: `sev9` is not a severity. Write sev1, sev2, sev3 or sev4.
    bridgewatch.yaml:30:31: error[bad-output]: `outreech` is not an output. Write technical, teams, leadership, status_page, outreach, talking_points or social.
    bridgewatch.yaml:30:41: warning[no-word-to-customers]: Customers do not read `teams`: it waits for nobody. Write status_page, outreach, talking_points or social.
    "#);
    insta::assert_snapshot!(organisation("communication: { approval_of: [ social ] }\n"), @"bridgewatch.yaml:20:31: warning[approval-of-nothing]: No severity asks for an approval, so this has no effect. Add `approval: [ sev1 ]`, or remove it.");
    insta::assert_snapshot!(organisation("communication: never\nstyle: plain\n"), @r#"
    bridgewatch.yaml:20:16: error[wrong-type]: Expected the keys of the communication policy, found a single value. Write `key: value` lines, each with the same indentation.
    bridgewatch.yaml:21:8: error[wrong-type]: Expected the keys of the style guide, found a single value. Write `key: value` lines, each with the same indentation.
    "#);
    insta::assert_snapshot!(said("services/x.yaml", "name: X\nowner: Team\nladder: [ { rotation: payments } ]\ninternal: yes\n"), @"services/x.yaml:4:11: error[bad-flag]: `yes` is not a flag. Write `true` or `false`.");
}
