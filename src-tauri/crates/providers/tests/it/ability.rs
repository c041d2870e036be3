//! The table of the documentation, which says what the descriptors say.

use std::fmt::Write as _;
use std::path::PathBuf;

use domain::delivery::Repeat;
use providers::ability;
use providers::descriptor::Descriptor;
use providers::registry;

/// Stand around what is written here.
const BEGIN: &str = "<!-- written by `UPDATE=1 cargo test -p providers ability`; do not edit -->\n";
const END: &str = "<!-- end of what is written -->";

/// `UPDATE=1 cargo test -p providers ability` writes it.
#[test]
fn the_table_of_providers_is_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../docs/providers.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("docs/providers.md has the mark of the beginning");
    let (_, after) = rest.split_once(END).expect("docs/providers.md has the mark of the end");
    let expected = format!("{before}{BEGIN}{}{END}{after}", tables());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    assert!(text == expected, "docs/providers.md differs: run `UPDATE=1 cargo test -p providers ability`, and commit");
}

fn tables() -> String {
    let known = registry::descriptors();
    let mut text = String::from("\n| |");
    for descriptor in known {
        write!(text, " {} |", descriptor.name).unwrap();
    }
    text.push_str("\n|---|");
    text.push_str(&":-:|".repeat(known.len()));
    for (number, row) in ability::of(known[0]).iter().enumerate() {
        write!(text, "\n| {} |", row.name).unwrap();
        for descriptor in known {
            text.push_str(if ability::of(descriptor)[number].able { " yes |" } else { " – |" });
        }
    }
    text.push_str("\n| repeat after a lost answer |");
    for descriptor in known {
        write!(text, " {} |", repeats(descriptor)).unwrap();
    }
    text.push_str("\n| the same for responders and notes |");
    for descriptor in known {
        let pager = descriptor.pager.iter();
        let added = pager.flat_map(|pager| {
            pager.responders.iter().map(|way| way.repeat).chain(pager.notes.iter().map(|notes| notes.repeat))
        });
        write!(text, " {} |", words(added)).unwrap();
    }
    text.push_str("\n\n");
    for descriptor in known {
        write!(
            text,
            "### {} (`{}`)\n\n[Its documentation]({}).",
            descriptor.name, descriptor.id, descriptor.documentation
        )
        .unwrap();
        text.push_str(" Fields of a connection:\n\n| key | what it is | |\n|---|---|---|\n");
        for field in descriptor.fields {
            let kind = match (field.secret, field.required) {
                (true, true) => "secret, required",
                (true, false) => "secret",
                (false, true) => "required",
                (false, false) => "",
            };
            let hint = field.hint.replace('|', "\\|");
            writeln!(text, "| `{}` | {}: {hint} | {kind} |", field.key, field.label).unwrap();
        }
        text.push('\n');
    }
    text
}

/// How a repetition is kept from a second effect.
fn repeats(descriptor: &Descriptor) -> String {
    let ways = descriptor.pager.iter().flat_map(|pager| pager.paging.iter().map(|way| way.repeat));
    words(ways.chain(descriptor.status_page.iter().map(|page| page.repeat)))
}

fn words(repeats: impl Iterator<Item = Repeat>) -> String {
    let mut words: Vec<&str> = repeats
        .map(|repeat| match repeat {
            Repeat::Keyed => "its own key",
            Repeat::Probe => "looks first",
            Repeat::Never => "asks you",
        })
        .collect();
    words.dedup();
    if words.is_empty() { "–".to_owned() } else { words.join("; ") }
}
