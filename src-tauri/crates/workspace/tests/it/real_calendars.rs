//! Calendars as exporters really write them, and as fuzzers do.

use std::collections::BTreeMap;
use std::fs;

use domain::rotation::Source;
use domain::span::Span;
use workspace::load::load;

use crate::given;

#[test]
fn every_calendar_is_loaded_or_refused_with_a_reason() {
    let Some(folder) = given::shared("ical/collective") else {
        return;
    };
    let window = given::span("1990-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files += 1;
        let reasons = reasons(&fs::read(&path).unwrap(), window);
        if reasons.is_empty() {
            *codes.entry("loaded".to_owned()).or_default() += 1;
        }
        for reason in reasons {
            *codes.entry(reason).or_default() += 1;
        }
    }
    assert!(files >= 198, "{files} files");
    insta::assert_debug_snapshot!(codes, @r#"
    {
        "bad-calendar": 1,
        "bad-rule": 1,
        "bad-zone": 5,
        "no-length": 27,
        "no-shifts": 37,
        "no-start": 49,
        "not-utf-8": 2,
        "unknown-person": 159,
    }
    "#);
}

/// Why a file, or events of it, put nobody on call; each reason once.
fn reasons(text: &[u8], window: Span) -> Vec<String> {
    let workspace = given::workspace()
        .with(
            "rotations/duty.yaml",
            "name: Duty\nfunction: support\ntime_zone: UTC\ncalendar: duty.ics\nbackup: payments\n",
        )
        .with("rotations/duty.ics", text);
    let loaded = load(workspace.root(), window).unwrap();
    let mut reasons: Vec<String> = loaded
        .diagnostics
        .iter()
        .map(|diagnostic| {
            assert!(!diagnostic.message.is_empty() && !diagnostic.help.is_empty(), "{diagnostic}");
            diagnostic.code.clone()
        })
        .collect();
    reasons.sort();
    reasons.dedup();
    if reasons.is_empty() {
        let duty = loaded.agreement.rotation(&"duty".into()).unwrap();
        assert!(matches!(duty.source, Source::Calendar { .. }));
    }
    reasons
}
