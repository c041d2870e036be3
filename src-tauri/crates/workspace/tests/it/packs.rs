//! Starter packs: what one brings, what it leaves alone, and that all of it lands or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use domain::page_tree::Sighting;
use domain::routing::route;
use walkdir::WalkDir;
use workspace::pack::{Left, PACKS, Pack, Refusal, add, plan};

use crate::given::{self, Workspace};

const SYMPTOMS: &[(&str, &[&str])] = &[
    ("answers-leak-data", &["ai-security", "ai-product-escalation"]),
    ("answers-show-others", &["ai-security", "ai-product-escalation"]),
    ("prompt-injection", &["ai-security"]),
    ("jailbreak", &["ai-security"]),
    ("prompt-revealed", &["ai-security"]),
    ("agent-acts-wrongly", &["ai-security", "ai-product-escalation"]),
    ("wrong-answers", &["ai-data-and-retrieval"]),
    ("made-up-answers", &["ai-data-and-retrieval"]),
    ("wrong-sources", &["ai-data-and-retrieval"]),
    ("answers-changed", &["ai-product-escalation"]),
    ("retrieval-stale", &["ai-data-and-retrieval"]),
    ("retrieval-empty", &["ai-data-and-retrieval"]),
    ("embeddings-behind", &["ai-data-and-retrieval"]),
    ("slow-first-token", &["ai-infrastructure"]),
    ("answers-cut-off", &["ai-infrastructure"]),
    ("answers-time-out", &["ai-infrastructure"]),
    ("cost-runaway", &["ai-infrastructure", "ai-product-escalation"]),
    ("quota-exhausted", &["ai-infrastructure", "ai-product-escalation"]),
    ("model-provider-down", &["ai-infrastructure"]),
    ("model-errors", &["ai-infrastructure"]),
    ("filter-too-strict", &["ai-product-escalation"]),
    ("filter-too-weak", &["ai-security", "ai-product-escalation"]),
];

fn pack() -> &'static Pack {
    Pack::find("ai-product").unwrap()
}

/// A copy of the sample.
fn sample() -> Workspace {
    let root = given::repository().join("sample");
    let files = WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.fold(given::folder(), |copy, file| {
        let path = file.path().strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        copy.with(&path, fs::read(file.path()).unwrap())
    })
}

/// Every file with its text.
fn files(root: &Path) -> BTreeMap<String, String> {
    let files = WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            (path, String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned())
        })
        .collect()
}

fn added(workspace: Workspace) -> Workspace {
    let plan = plan(workspace.root(), pack()).unwrap();
    add(workspace.root(), &plan).unwrap();
    workspace
}

#[test]
fn every_file_of_the_folder_ships() {
    for pack in PACKS {
        let on_disk: BTreeSet<String> = files(&given::repository().join("packs").join(pack.id)).into_keys().collect();
        let shipped: BTreeSet<String> = pack.files().iter().map(|(path, _)| (*path).to_owned()).collect();
        let own: BTreeSet<String> = on_disk.into_iter().filter(|path| path != "README.md").collect();
        assert_eq!(shipped, own);
    }
}

#[test]
fn an_empty_folder_becomes_a_workspace_without_a_problem() {
    let workspace = added(given::folder());
    assert_eq!(workspace.problems(), "");
    let agreement = workspace.loaded().agreement;
    assert_eq!((agreement.rotations.len(), agreement.playbooks.len()), (4, 8));
    assert!(agreement.services.iter().all(|service| service.ladder.len() > 1));
}

#[test]
fn the_sample_gets_it_and_stays_without_a_problem() {
    let sample = sample();
    let before = files(sample.root());
    let workspace = added(sample);
    assert_eq!(workspace.problems(), "");
    let after = files(workspace.root());
    for (path, text) in &before {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        // What was there is there still, line by line and in order: comments too.
        let mut left = lines(&after[path]).into_iter();
        assert!(lines(text).into_iter().all(|line| left.any(|other| other == line)), "{path}");
    }
    assert!(after["page-tree.yaml"].contains("  # From a starter pack.\n  - id: ai-answers-leak\n"));
}

#[test]
fn every_symptom_pages_the_right_role_of_the_four() {
    for workspace in [added(given::folder()), added(sample())] {
        let agreement = workspace.loaded().agreement;
        let rules = agreement.page_tree.rules.iter().filter(|rule| rule.id.as_str().starts_with("ai-"));
        let symptoms: BTreeSet<&str> = rules.flat_map(|rule| &rule.when.symptoms).map(String::as_str).collect();
        let tried: BTreeSet<&str> = SYMPTOMS.iter().map(|(symptom, _)| *symptom).collect();
        assert_eq!(symptoms, tried, "the whole tree is tried");
        for (symptom, expected) in SYMPTOMS {
            let seen = Sighting { symptom: Some((*symptom).to_owned()), ..Sighting::default() };
            let routed = route(&agreement, &seen);
            let paged: Vec<&str> = routed.page.iter().map(|one| one.rotation.as_str()).collect();
            assert_eq!(&paged, expected, "{symptom}");
            assert!(!routed.unmatched, "{symptom}");
        }
        for playbook in agreement.playbooks.iter().filter(|playbook| playbook.id.as_str().starts_with("ai-")) {
            let symptom = playbook.symptom.as_deref().unwrap();
            assert!(tried.contains(symptom), "{} begins with {symptom}", playbook.id);
        }
    }
}

#[test]
fn what_is_there_is_left_and_named_and_a_second_time_writes_nothing() {
    let own = "name: Ours\nowner: Us\nfunction: security\nladder: [{ rotation: ai-security, after_minutes: 0 }]\n";
    let workspace = added(given::folder().with("services/safety-filter.yaml", own));
    assert_eq!(fs::read_to_string(workspace.root().join("services/safety-filter.yaml")).unwrap(), own);
    let again = plan(workspace.root(), pack()).unwrap();
    assert_eq!(again.written, []);
    let left = |path: &str, entry: &str| Left { path: path.to_owned(), entry: entry.to_owned() };
    assert!(again.left.contains(&left("services/safety-filter.yaml", "")));
    assert!(again.left.contains(&left("page-tree.yaml", "rules: ai-cost")));
    let catalogue = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: usage-meter, title: Meter }\nspec: { type: service, owner: us }\n";
    let workspace = given::folder().with("services/catalog-info.yaml", catalogue);
    let found = plan(workspace.root(), pack()).unwrap();
    assert!(found.left.contains(&left("services/usage-meter.yaml", "")), "{:?}", found.left);
}

#[test]
fn rules_stand_before_one_that_always_ends_the_reading() {
    let tree = "rules:\n  # Everything else.\n  - id: rest\n    page: [payments]\n    reason: Somebody must look\n    last: true\n";
    let workspace = added(given::workspace().with("page-tree.yaml", tree));
    assert_eq!(workspace.problems(), "");
    let text = fs::read_to_string(workspace.root().join("page-tree.yaml")).unwrap();
    assert!(text.starts_with("rules:\n  # From a starter pack.\n  - id: ai-answers-leak\n"), "{text}");
    assert!(text.ends_with(&tree["rules:\n".len()..]), "{text}");
}

#[test]
fn where_it_cannot_be_added_nothing_is_written() {
    let check = |workspace: Workspace, words: &str| {
        let before = files(workspace.root());
        let refusal = plan(workspace.root(), pack()).unwrap_err();
        assert!(refusal.to_string().contains(words), "{refusal}");
        assert_eq!(files(workspace.root()), before);
    };
    let bracketed = "rules: [{ id: rest, page: [payments], reason: Any }]\n";
    check(given::workspace().with("page-tree.yaml", bracketed), "`rules` of `page-tree.yaml` cannot be added to");
    // With the functions of the pack it would be seen that this one is none of them.
    let faulty = "name: Ours\nfunction: nowhere\ntime_zone: UTC\nlayers: []\n";
    check(given::folder().with("rotations/ai-security.yaml", faulty), "There is no function `nowhere`");
}

/// A file that cannot be written in the middle takes back what was written before it.
#[test]
fn all_of_it_lands_or_nothing() {
    let workspace = given::workspace();
    let plan = plan(workspace.root(), pack()).unwrap();
    // Somebody saves a file between the look and the writing; it is one of the last.
    let workspace = workspace.with("templates/ai-slow-or-unavailable/teams-resolved.md", "Ours");
    let before = files(workspace.root());
    assert!(matches!(add(workspace.root(), &plan), Err(Refusal::Failed(_))));
    assert_eq!(files(workspace.root()), before);
    assert!(!workspace.root().join("playbooks").exists(), "folders that it made are gone as well");
}
