//! Where everybody comes together, as `bridgewatch.yaml` has it.

use crate::given;

/// An otherwise good workspace with these places.
fn with(places: &str) -> given::Workspace {
    given::workspace().with("bridgewatch.yaml", format!("{}rally:\n{places}", given::ORGANISATION))
}

fn said(places: &str) -> String {
    with(places).problems()
}

#[test]
fn the_places_are_read_with_their_holes() {
    let loaded = with(
        "  channel: \"#inc-{{number}}\"\n  bridge: https://meet.example/{{id}}\n  phone: \"+31 20 555 0100, PIN 4711\"\n  fallback: the canteen\n",
    )
    .loaded();
    assert_eq!(loaded.diagnostics, []);
    let rally = loaded.agreement.rally;
    assert_eq!(rally.channel.as_deref(), Some("#inc-{{number}}"));
    assert_eq!(rally.bridge.as_deref(), Some("https://meet.example/{{id}}"));
    assert_eq!(rally.phone.as_deref(), Some("+31 20 555 0100, PIN 4711"));
    assert_eq!(rally.fallback.as_deref(), Some("the canteen"));
    assert!(given::workspace().loaded().agreement.rally.is_empty(), "nobody need have any");
}

#[test]
fn no_address_with_a_secret_in_it_is_taken() {
    for bad in ["bridge: https://meet.example/12?pwd=hunter2", "fallback: https://lea:hunter2@meet.example/12"] {
        let told = said(&format!("  {bad}\n"));
        assert!(told.contains("error[bad-place]: This address has a secret in it"), "{told}");
        assert!(told.contains("A PIN may stand beside it in words") && !told.contains("hunter2"), "{told}");
    }
    let told = said("  bridge: http://meet.example/12\n");
    assert!(told.contains("error[bad-place]: An address of a bridge begins with `https://`"), "{told}");
    let kept = with("  channel: \"#inc\"\n  bridge: https://meet.example/12?pwd=hunter2\n").loaded().agreement.rally;
    assert_eq!((kept.channel.as_deref(), kept.bridge), (Some("#inc"), None), "the other places stay");
}

#[test]
fn slips_are_told_with_what_to_do() {
    let check = |places: &str, expected: &str| {
        let told = said(places);
        assert!(told.ends_with(expected), "{told}");
    };
    check(
        "  chanel: \"#inc\"\n",
        "warning[unknown-key]: `chanel` is not a key that is read here. Did you mean `channel`?",
    );
    let hole = "error[unknown-hole]: An incident has no `nubmer` to fill in here. Did you mean `number`?";
    check("  channel: \"#inc-{{nubmer}}\"\n", hole);
    let hole = "error[unknown-hole]: An incident has no `title` to fill in here. Write `{{id}}` (INC-12) or `{{number}}` (12).";
    check("  channel: \"#inc-{{title}}\"\n", hole);
    check(
        "  channel:\n    - one\n",
        "error[wrong-type]: Expected a text, found a list. Text that holds `: `, `{` or `[` needs quotes around it.",
    );
    let list = "error[wrong-type]: Expected the keys of the rally, found a list. Write `key: value` lines, each with the same \
                indentation.";
    check("  - one\n", list);
}
