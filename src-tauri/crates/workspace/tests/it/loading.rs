//! What a workspace without a fault says, and what is told about it.

use domain::cadence::Cadence;
use domain::communication::{BeforeImpact, CommunicationPolicy};
use domain::phase::Phase;
use domain::rotation::Source;
use domain::rotation::layer::Turn;
use domain::severity::Severity;
use domain::template::{Audience, Output};
use domain::wording::{BannedPhrase, StyleGuide};
use workspace::error::Error;
use workspace::load::load;

use crate::given;

#[test]
fn a_small_workspace_loads_without_a_word() {
    let workspace = given::workspace();
    assert_eq!(workspace.problems(), "");
    let agreement = workspace.loaded().agreement;
    assert_eq!(agreement.organisation, "Kestrel");
    assert_eq!(agreement.people[0].email(), Some("mara@kestrel.example"));
    let Source::Layers { layers, .. } = &agreement.rotations[0].source else { panic!("not of layers") };
    assert_eq!(layers[0].turn, Turn::Weeks(1));
    assert_eq!(layers[0].time_zone, chrono_tz::Europe::Stockholm);
}

#[test]
fn a_preset_of_the_workspace_stands_in_for_a_built_in_one_and_beside_the_others() {
    let cadence = "\
cadence:
  preset: gitlab
  presets:
    - id: gitlab
      name: Ours
      lines:
        - { severity: sev1, audience: teams, floor_minutes: 10, ceiling_minutes: 15 }
        - { severity: sev1, phase: monitoring, audience: teams, ceiling_minutes: 60, opening_minutes: [ 5, 9 ] }
";
    let workspace = given::workspace().with("bridgewatch.yaml", format!("{}{cadence}", given::ORGANISATION));
    assert_eq!(workspace.problems(), "", "a workspace that wrote a practice down before it was built in stays valid");
    let cadences = workspace.loaded().agreement.cadences;
    let mut ids: Vec<&str> = cadences.presets.iter().map(|preset| preset.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["gitlab", "pagerduty", "seed", "statuspage"]);
    let chosen = cadences.chosen().unwrap();
    assert_eq!((chosen.name.as_str(), chosen.source.starts_with("bridgewatch.yaml:")), ("Ours", true));
    let line = |phase| cadences.line(Severity::Sev1, phase, Audience::Teams).unwrap();
    assert_eq!(line(Phase::Identified).cadence, Cadence { floor_minutes: 10, ceiling_minutes: 15 });
    assert_eq!(line(Phase::Monitoring).opening_minutes, [5, 9]);
}

#[test]
fn a_built_in_practice_is_taken_by_its_name() {
    let organisation = format!("{}cadence: {{ preset: pagerduty }}\n", given::ORGANISATION);
    let workspace = given::workspace().with("bridgewatch.yaml", organisation);
    assert_eq!(workspace.problems(), "");
    assert_eq!(
        workspace.loaded().agreement.cadences.chosen().map(|preset| preset.id.clone()),
        Some("pagerduty".into())
    );
}

#[test]
fn a_folder_that_is_not_there_is_an_error() {
    let folder = given::folder();
    let loaded = load(&folder.root().join("nowhere"), given::year_2026());
    assert!(matches!(loaded, Err(Error::Missing { .. })));
}

#[test]
fn one_bad_file_hides_no_other() {
    let workspace = given::workspace()
        .with("people/broken.yaml", "name: [")
        .with("rotations/broken.yaml", "layers: 5")
        .with("services/broken.yaml", "\tname: x");
    let loaded = workspace.loaded();
    assert_eq!(loaded.agreement.people.len(), 1);
    assert_eq!(loaded.agreement.rotations.len(), 1);
    for path in ["people/broken.yaml", "rotations/broken.yaml", "services/broken.yaml"] {
        assert!(loaded.diagnostics.iter().any(|diagnostic| diagnostic.path == path), "{path}");
    }
}

#[test]
fn one_bad_layer_or_override_hides_no_other() {
    let rotation = format!(
        "{}{}",
        given::PAYMENTS,
        "  - { name: Nights, participants: [mara], start: 2026-01-05, handoff: '09:00', turn: 1 week, restrictions: [ { from: 18h } ] }
overrides:
  - { from: '2026-11-20T22:00', until: '2026-11-21T06:00:00Z', person: mara }
  - { from: '2026-12-20T22:00:00Z', until: '2026-12-21T06:00:00Z', person: mara }
"
    );
    let loaded = given::workspace().with("rotations/payments.yaml", rotation).loaded();
    let Source::Layers { layers, overrides } = &loaded.agreement.rotations[0].source else { panic!("not of layers") };
    assert_eq!(layers.iter().map(|layer| layer.name.as_str()).collect::<Vec<_>>(), ["Always"]);
    assert_eq!(overrides.len(), 1, "the other one is left out, and told");
    let told: Vec<u32> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.line).collect();
    assert!(told.contains(&7) && told.contains(&9) && !told.contains(&10), "{:?}", loaded.diagnostics);
}

#[test]
fn windows_line_ends_and_a_mark_of_byte_order_change_nothing() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let plain = given::workspace();
    let workspace = given::workspace()
        .with("bridgewatch.yaml", windows(given::ORGANISATION))
        .with("people/mara.yaml", windows(given::MARA))
        .with("rotations/payments.yaml", windows(given::PAYMENTS));
    assert_eq!(workspace.problems(), "");
    assert_eq!(workspace.loaded().agreement, plain.loaded().agreement);
}

#[test]
fn words_that_yaml_takes_for_something_else_stay_words() {
    let person = "name: No\ntime_zone: Europe/Oslo\nlanguages: [no, on, y]\ncontact:\n  - phone: +47\n";
    let loaded = given::workspace().with("people/nora.yaml", person).loaded();
    let nora = loaded.agreement.person(&"nora".into()).unwrap();
    assert_eq!(nora.languages, ["no", "on", "y"]);
    assert_eq!(nora.phone(), Some("+47"));
}

#[test]
fn runbooks_are_handed_out_as_they_are() {
    let workspace = given::workspace().with("runbooks/payments/roll-back.md", "---\ntitle: x\n---\n# Roll back\n");
    let loaded = workspace.loaded();
    assert_eq!(loaded.runbooks.len(), 1);
    assert_eq!(loaded.runbooks[0].path, "runbooks/payments/roll-back.md");
    assert!(loaded.runbooks[0].text.ends_with("# Roll back\n"));
    assert!(loaded.runbooks[0].modified_at.is_some());
}

#[test]
fn the_revision_is_that_of_git() {
    let commit = "4f1c9e2aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n";
    let check = |head: &str, path: &str, text: &str, revision: Option<&str>| {
        let workspace = given::workspace().with(".git/HEAD", head).with(path, text);
        assert_eq!(workspace.loaded().revision.as_deref(), revision, "{head:?} {path}");
    };
    let main = "ref: refs/heads/main\n";
    check(main, ".git/refs/heads/main", commit, Some("main@4f1c9e2"));
    check(main, ".git/packed-refs", &format!("# pack-refs\n{} refs/heads/main\n", commit.trim()), Some("main@4f1c9e2"));
    check("ref: refs/heads/fix/a\n", ".git/refs/heads/fix/a", commit, Some("fix/a@4f1c9e2"));
    check(main, ".git/config", "", Some("main"));
    check(commit, ".git/config", "", Some("4f1c9e2"));
    check("garbage", ".git/config", "", None);
}

#[test]
fn a_linked_worktree_has_the_revision_of_its_own_branch() {
    let outer = given::folder()
        .with("main/.git/refs/heads/fix", "4f1c9e2aaaaaaaa")
        .with("main/.git/worktrees/w/HEAD", "ref: refs/heads/fix\n")
        .with("main/.git/worktrees/w/commondir", "../..\n")
        .with("w/bridgewatch.yaml", given::ORGANISATION);
    let pointer = format!("gitdir: {}\n", outer.root().join("main/.git/worktrees/w").display());
    let outer = outer.with("w/.git", pointer);
    let loaded = load(&outer.root().join("w"), given::year_2026()).unwrap();
    assert_eq!(loaded.revision.as_deref(), Some("fix@4f1c9e2"));
}

#[test]
fn a_diagnostic_is_json_for_scripts() {
    let loaded = given::workspace().with("people/mara.yaml", "name: Mara\n").loaded();
    insta::assert_json_snapshot!(loaded.diagnostics, @r#"
    [
      {
        "path": "people/mara.yaml",
        "line": 1,
        "column": 1,
        "severity": "error",
        "code": "missing-key",
        "message": "`time_zone` is missing.",
        "help": "Add `time_zone: …`."
      }
    ]
    "#);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_what_cannot_be_is_named() {
    use std::os::unix::fs::symlink;
    let elsewhere = given::folder().with("etcd/members-down.md", "# Members down\n");
    let workspace = given::workspace().with("runbooks/one.md", "# One\n").with("other/x", "");
    let at = |path: &str| workspace.root().join(path);
    symlink(elsewhere.root().join("etcd"), at("runbooks/etcd")).unwrap();
    assert_eq!(workspace.problems(), "");
    let paths: Vec<String> = workspace.loaded().runbooks.into_iter().map(|runbook| runbook.path).collect();
    assert_eq!(paths, ["runbooks/etcd/members-down.md", "runbooks/one.md"]);

    symlink(at("runbooks"), at("runbooks/again")).unwrap();
    symlink(at("nowhere.yaml"), at("people/gone.yaml")).unwrap();
    symlink(at("nowhere"), at("other/gone")).unwrap();
    let told = workspace.problems();
    assert!(told.contains("runbooks/again:1:1: error[unreadable]: This cannot be read: the link leads back"), "{told}");
    assert!(told.contains("people/gone.yaml:1:1: error[unreadable]"), "{told}");
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn words_to_customers_are_as_strict_as_is_written() {
    let agreement = given::workspace().loaded().agreement;
    assert_eq!(agreement.communication, CommunicationPolicy::default());
    assert_eq!(agreement.style, StyleGuide::default());

    let more = "\
communication: { before_impact: forbid, approval: [sev1, 2], approval_of: [outreach] }
style:
  highest_grade: 8
  banned: [ synergy, { phrase: token, instead: key } ]
  allowed: [ throughput ]
  internal: [ Heron ]
  public: [ payments ]
";
    let loaded = given::workspace().with("bridgewatch.yaml", format!("{}{more}", given::ORGANISATION)).loaded();
    assert_eq!(given::problems(&loaded), "");
    let banned = |phrase: &str, instead: &str| BannedPhrase { phrase: phrase.into(), instead: instead.into() };
    let style = StyleGuide {
        banned: vec![banned("synergy", ""), banned("token", "key")],
        allowed: vec!["throughput".into()],
        internal: vec!["Heron".into()],
        public: vec!["payments".into()],
        highest_grade: 8,
    };
    assert_eq!(loaded.agreement.style, style);
    let communication = CommunicationPolicy {
        before_impact: BeforeImpact::Forbid,
        approval: vec![Severity::Sev1, Severity::Sev2],
        approval_of: vec![Output::Outreach],
    };
    assert_eq!(loaded.agreement.communication, communication);
}
