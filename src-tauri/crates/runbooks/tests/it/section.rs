//! A runbook's sections, steps and title.

use std::collections::HashSet;

use proptest::prelude::*;
use runbooks::section::read;

const LAG: &str = "\
---
title: Ledger write lag
---
Use this when lag is above 30 s.

# Ledger write lag

## Check first

- [ ] Is a `backfill` running?
  Ask *Priya*.
  - [x] Look at the queue
- [ ] How far behind is it?

  ```sh
  bwctl db lag
  ```

## Check first

| Pool | Size |
| ---- | ---- |
| api  | 48   |

<details><summary>Why</summary>

Locks ![a graph](https://example.com/graph.png).

</details>
";

#[test]
fn a_runbook_is_taken_apart() {
    let document = read("ledger/write-lag.md", LAG);
    let sections: Vec<_> = document
        .sections
        .iter()
        .map(|s| format!("{} {}#{} {}: {:?}", s.line, s.level, s.anchor, s.heading, s.text))
        .collect();
    insta::assert_snapshot!(sections.join("\n"), @r##"
    4 0#top Ledger write lag: "Use this when lag is above 30 s."
    6 1#ledger-write-lag Ledger write lag: ""
    8 2#check-first Check first: "Is a backfill running? Ask Priya.\nLook at the queue\nHow far behind is it?\nbwctl db lag"
    19 2#check-first-1 Check first: "Pool Size\napi 48\nWhy\nLocks a graph."
    "##);
    let steps: Vec<_> = document.steps.iter().map(|s| format!("{} in {}: {}", s.id, s.anchor, s.text)).collect();
    insta::assert_snapshot!(steps.join("\n"), @r##"
    is-a-backfill-running-ask-priya-1 in check-first: Is a backfill running? Ask Priya.
    look-at-the-queue-1 in check-first: Look at the queue
    how-far-behind-is-it-1 in check-first: How far behind is it?
    "##);
}

#[test]
fn a_title_is_found_where_none_is_written() {
    fn check(path: &str, text: &str, expected: &str) {
        assert_eq!(read(path, text).title, expected, "{path} {text:?}");
    }
    check("a/b.md", "## Second `level` *first*\n\n# Later", "Second level first");
    check("ledger/write-lag.md", "Only text", "Write lag");
    check("ledger/write_lag.v2.md", "", "Write lag.v2");
    check("NodeClockSkewDetected.md", "", "Node Clock Skew Detected");
    check("node/_index.md", "", "Node");
    check("README.md", "", "README");
    check("über.md", "#\n", "Über");
    check("", "", "Runbook");
    check(".md", "", "Runbook");
}

#[test]
fn anchors_are_those_of_github() {
    fn check(headings: &str, expected: &[&str]) {
        let document = read("a.md", headings);
        let anchors: Vec<_> = document.sections.iter().map(|section| section.anchor.as_str()).collect();
        assert_eq!(anchors, expected, "{headings:?}");
    }
    check("# CLI Checks", &["cli-checks"]);
    check("# What's `etcd_disk_wal` for?", &["whats-etcd_disk_wal-for"]);
    check("# Größe prüfen", &["größe-prüfen"]);
    check("# A\n# A\n# A-1\n# A", &["a", "a-1", "a-1-1", "a-2"]);
    check("# !\n# ?", &["section", "section-1"]);
    check("before\n# Top", &["top", "top-1"]);
}

#[test]
fn a_step_keeps_its_id_when_another_is_put_before_it() {
    let ids = |text: &str| read("a.md", text).steps.into_iter().map(|step| step.id).collect::<Vec<_>>();
    let before = ids("- [ ] Halve the pool\n- [ ] Look again\n- [ ] Look again\n");
    let after = ids("- [ ] Ask Priya\n- [x] Halve the pool\n\n# Later\n- [ ] Look again\n- [ ] Look again\n");
    assert_eq!(before, ["halve-the-pool-1", "look-again-1", "look-again-2"]);
    assert_eq!(after.get(1..), Some(before.as_slice()));
}

proptest! {
    #[test]
    fn any_text_is_a_document_with_unique_names(
        text in proptest::collection::vec(
            prop_oneof![
                Just("# A\n".to_owned()), Just("## A-1\n".to_owned()), Just("- [ ] A\n".to_owned()),
                Just("  - [x] A 1\n".to_owned()), Just("\n".to_owned()), Just("---\n".to_owned()), Just("+++\n".to_owned()),
                Just("tags: [\n".to_owned()), Just("{{< ref \"a.md\" >}}".to_owned()), "\\PC{0,12}\n", any::<String>(),
            ],
            0..20,
        ).prop_map(|parts| parts.concat()),
    ) {
        let document = read("a.md", &text);
        let anchors: HashSet<_> = document.sections.iter().map(|section| &section.anchor).collect();
        prop_assert_eq!(anchors.len(), document.sections.len());
        let steps: HashSet<_> = document.steps.iter().map(|step| &step.id).collect();
        prop_assert_eq!(steps.len(), document.steps.len());
        prop_assert!(document.steps.iter().all(|step| anchors.contains(&step.anchor) || step.anchor == "top"));
        prop_assert!(document.sections.is_sorted_by_key(|section| section.line));
        prop_assert!(!document.title.trim().is_empty());
    }
}
