//! What holds for any text and any values.

use std::collections::BTreeMap;

use domain::template::{Piece, Template, Variable, VariableKind};
use proptest::prelude::*;
use proptest::sample::select;

use super::given::{template, variable};

/// Any text, mostly braces and names.
fn prose() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => select(vec!["{", "{{", "}", "}}", "{{a}}", "{{ b }}", "{{C}}", "a", "é", " ", "\n"]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

fn kind() -> impl Strategy<Value = VariableKind> {
    prop_oneof![
        Just(VariableKind::Text),
        Just(VariableKind::Time),
        Just(VariableKind::Duration),
        Just(VariableKind::Components),
        Just(VariableKind::Choice { choices: vec!["x".into(), "y".into()] }),
    ]
}

fn any_variable(name: &'static str) -> impl Strategy<Value = Variable> {
    let empty = proptest::option::of(value());
    (kind(), any::<bool>(), empty).prop_map(move |(kind, optional, default)| Variable {
        optional,
        default,
        ..variable(name, kind)
    })
}

fn value() -> impl Strategy<Value = String> {
    let words = select(vec!["", "x", "y", "03:01 CET", "20 minutes", "x, y", "{{a}}", "{{", "}}"]);
    prop_oneof![4 => words.prop_map(str::to_owned), 1 => any::<String>()]
}

fn any_template() -> impl Strategy<Value = Template> {
    (prose(), prose(), any_variable("a"), any_variable("b"), proptest::option::of(0..200_u32))
        .prop_map(|(title, body, a, b, limit)| Template { limit, ..template(&title, &body, &[a, b]) })
}

fn any_values() -> impl Strategy<Value = BTreeMap<String, String>> {
    proptest::collection::btree_map(select(vec!["a", "b", "C"]).prop_map(str::to_owned), value(), 0..3)
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn what_is_sent_has_no_hole_left(template in any_template(), values in any_values()) {
        let Ok(rendered) = template.render(&values) else { return Ok(()) };
        for piece in rendered.title_pieces.iter().chain(&rendered.body_pieces) {
            match &piece.variable {
                // Whoever fills in braces gets braces.
                Some(name) => {
                    let variable = template.variables.iter().find(|variable| &variable.name == name);
                    let variable = variable.expect("it is declared");
                    let given = values.get(name).map(|value| value.trim().to_owned()).or(variable.default.clone());
                    prop_assert_eq!(&piece.text, &given.unwrap_or_default());
                }
                None => prop_assert!(!piece.text.contains("{{"), "{:?}", piece.text),
            }
        }
        let length = rendered.title.chars().count() + rendered.body.chars().count();
        prop_assert!(template.limit.is_none_or(|limit| length <= limit as usize));
    }

    #[test]
    fn the_pieces_of_a_preview_are_its_text(template in any_template(), values in any_values()) {
        let draft = template.draft(&values);
        prop_assert_eq!(joined(&draft.title_pieces), &draft.title[..]);
        prop_assert_eq!(joined(&draft.body_pieces), &draft.body[..]);
        if let Ok(rendered) = template.render(&values) {
            prop_assert_eq!(rendered, draft, "what is sent is what was shown");
        }
    }

    #[test]
    fn text_without_holes_stays_byte_for_byte(text in prose()) {
        let bare = template(&text, &text, &[]);
        if bare.holes().is_empty() {
            prop_assert_eq!(bare.draft(&BTreeMap::new()).body, text);
        }
    }

    #[test]
    fn a_refusal_names_what_is_wrong(template in any_template(), values in any_values()) {
        let faults = template.render(&values).err();
        for fault in faults.iter().flatten() {
            prop_assert!(fault.message.ends_with('.'), "{}", fault.message);
            let of_a_hole = template.holes().contains(&fault.variable) || values.contains_key(&fault.variable);
            let of_a_variable = template.variables.iter().any(|variable| variable.name == fault.variable);
            prop_assert!(fault.variable.is_empty() || of_a_hole || of_a_variable);
        }
        prop_assert_ne!(faults, Some(Vec::new()), "it is sent, or something stands against it");
    }
}
