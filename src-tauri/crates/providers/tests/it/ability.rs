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

/// `UPDATE=1 cargo test -p providers ability` writes them.
#[test]
fn the_tables_of_providers_are_current() {
    is_current("docs/providers.md", &tables());
    is_current("README.md", &summary());
}

fn is_current(file: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../..").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).unwrap_or_else(|| panic!("{file} has the mark of the beginning"));
    let (_, after) = rest.split_once(END).unwrap_or_else(|| panic!("{file} has the mark of the end"));
    let expected = format!("{before}{BEGIN}{expected}{END}{after}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    assert!(text == expected, "{file} differs: run `UPDATE=1 cargo test -p providers ability`, and commit");
}

/// A line for each provider.
fn summary() -> String {
    let mut text = String::from(
        "\n| | who is on call | pages | added to a page | who answered | updates | messages |\n|---|:-:|:-:|:-:|:-:|:-:|:-:|\n",
    );
    for descriptor in registry::descriptors() {
        let abilities = ability::of(descriptor);
        let can = |name: &str| abilities.iter().any(|ability| ability.able && ability.name.starts_with(name));
        let yes = |name: &str| if can(name) { "yes" } else { "–" };
        let added = match (can("add responders"), can("notes")) {
            (true, true) => "people, notes",
            (true, false) => "people",
            (false, true) => "notes",
            (false, false) => "–",
        };
        let (shifts, pages, answers) = (yes("shifts"), yes("page a"), yes("answer read back"));
        let said = match (can("messages in a room"), can("letters")) {
            (true, true) => "rooms, letters",
            (true, false) => "rooms",
            (false, true) => "letters",
            (false, false) => "–",
        };
        writeln!(
            text,
            "| {} | {shifts} | {pages} | {added} | {answers} | {} | {said} |",
            descriptor.name,
            yes("publish updates")
        )
        .unwrap();
    }
    text.push('\n');
    text
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
    let page = descriptor.status_page.iter().map(|page| page.repeat);
    words(ways.chain(page).chain(descriptor.outreach.iter().map(|outreach| outreach.repeat)))
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
