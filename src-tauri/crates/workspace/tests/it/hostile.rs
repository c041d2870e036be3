//! Files that are made to break the reader: all of them end in a diagnostic, soon.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::given;

fn codes(path: &str, text: impl AsRef<[u8]>) -> Vec<String> {
    let loaded = given::workspace().with(path, text).loaded();
    loaded.diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn a_billion_laughs_are_cut_short() {
    let mut text = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n".to_owned();
    for level in 1..12 {
        let last = format!("*a{}", level - 1);
        writeln!(text, "a{level}: &a{level} [{}]", vec![last; 9].join(", ")).unwrap();
    }
    assert_eq!(codes("drills/x.yaml", text), ["too-many-aliases"]);
}

#[test]
fn anchors_within_anchors_are_cut_short() {
    let text = format!("{}{}", "&a [".repeat(60), "x,".repeat(50_000));
    assert_eq!(codes("drills/x.yaml", text).len(), 1);
}

#[test]
fn deep_nesting_is_cut_short() {
    for open in ["[", "{a: ", "- ", "? "] {
        let text = open.repeat(100_000);
        let codes = codes("drills/x.yaml", &text);
        assert!(codes == ["too-deep"] || codes == ["syntax"], "{open}: {codes:?}");
    }
}

#[test]
fn a_huge_file_is_not_read() {
    assert_eq!(codes("people/x.yaml", vec![b'a'; 5 * 1024 * 1024]), ["too-large"]);
    assert_eq!(codes("runbooks/x.md", vec![b'a'; 5 * 1024 * 1024]), ["too-large"]);
}

#[test]
fn what_is_not_text_is_pointed_at() {
    let loaded = given::workspace().with("people/x.yaml", b"name: x\ntitle: \xc3\xa5 \xff").loaded();
    let [diagnostic] = loaded.diagnostics.as_slice() else { panic!("{:?}", loaded.diagnostics) };
    assert_eq!((diagnostic.code.as_str(), diagnostic.line, diagnostic.column), ("not-utf-8", 2, 10));
}

#[test]
fn a_wide_circle_of_services_does_not_overflow() {
    let mut workspace = given::workspace();
    for number in 0..400 {
        let text = format!(
            "name: N\nowner: T\nladder: [ {{ rotation: payments }} ]\ndepends_on: [ s{} ]\n",
            (number + 1) % 400
        );
        workspace = workspace.with(&format!("services/s{number}.yaml"), text);
    }
    assert_eq!(workspace.loaded().diagnostics.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_the_loader_panic(text in "[\\[\\]{}:,&*!|>'\"%@`#?\\- \\ta-z0-9\\n\u{feff}é]{0,200}") {
        for path in ["bridgewatch.yaml", "rotations/x.yaml", "rotations/x.ics", "services/catalog-info.yaml"] {
            given::workspace().with(path, &text).loaded();
        }
        given::workspace().with("templates/payments-failing/customers-identified.md", format!("---\n{text}\n---\n{{{{")).loaded();
    }

    #[test]
    fn no_cut_of_a_good_file_makes_the_loader_panic(at in 0usize..2000) {
        let cut = given::ORGANISATION.get(..at.min(given::ORGANISATION.len())).unwrap();
        given::workspace().with("bridgewatch.yaml", cut).loaded();
    }
}
