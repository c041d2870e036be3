//! What files, types and functions may be called: words of the domain, and none that could stand anywhere.

use crate::repository::{Fault, File, expect_at, expect_none, files};

/// Words that say nothing, with their plurals. `service` is missing because a Service is a noun of ours.
const FORBIDDEN: &[&str] = &[
    "manager",
    "managers",
    "helper",
    "helpers",
    "util",
    "utils",
    "common",
    "misc",
    "processor",
    "processors",
    "handler",
    "handlers",
    "data",
    "info",
    "base",
    "new",
    "v2",
];

/// What stands before a name.
const RUST: &[&str] = &["fn", "struct", "enum", "trait", "type", "union", "mod", "macro_rules!"];
const TYPESCRIPT: &[&str] = &["function", "class", "interface", "type", "enum"];

/// Folders whose names and files are code.
const CODE: &[&str] = &["src-tauri/", "ui/src/", "ui/tests/", "tests/"];

fn rule(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        let keywords = match file.ending() {
            "rs" => RUST,
            "ts" | "svelte" => TYPESCRIPT,
            "css" | "sql" => &[],
            _ => continue,
        };
        if CODE.iter().any(|folder| file.path.starts_with(folder))
            && let Some(word) = forbidden(&file.path)
        {
            faults.push(file.fault(1, advice(word, "the path")));
        }
        let text = if file.ending() == "rs" { file.code() } else { file.text.clone() };
        let mut before = "";
        for (number, line) in (1..).zip(text.lines()) {
            let is_test = before.trim_start().starts_with("#[") && before.contains("test");
            before = line;
            for (keyword, name) in declared(line, keywords) {
                // A test is a sentence, and a sentence may need the word; `new` alone is how Rust makes a value.
                let is_free = keyword == "fn" && (is_test || name == "new");
                if let Some(word) = forbidden(name).filter(|_| !is_free) {
                    faults.push(file.fault(number, advice(word, &format!("`{name}`"))));
                }
            }
        }
    }
    faults
}

fn advice(word: &str, place: &str) -> String {
    format!("\"{word}\" in {place} says nothing; use the noun of the domain, or the verb for what it does")
}

/// The names that a line declares, with their keywords.
fn declared<'a>(line: &'a str, keywords: &'a [&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pairs: Vec<_> = words.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    pairs.into_iter().filter_map(|(before, name)| {
        let keyword = keywords.iter().copied().find(|keyword| *keyword == before)?;
        let end = name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len());
        name.get(..end).filter(|name| !name.is_empty()).map(|name| (keyword, name))
    })
}

/// The first forbidden word of a name in any case, or of a path.
fn forbidden(name: &str) -> Option<&'static str> {
    let mut words = vec![String::new()];
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let next_is_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        // `pageV2` and `HTMLBase` have two words each.
        let begins = letter.is_uppercase() && before.is_some_and(|before| !before.is_uppercase() || next_is_lower);
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    FORBIDDEN.iter().copied().find(|forbidden| words.iter().any(|word| word == forbidden))
}

#[test]
fn no_name_says_nothing() {
    expect_none(rule(&files()));
}

#[test]
fn a_forbidden_word_is_found_only_when_whole() {
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(forbidden(name), expected, "{name}");
    }
    check("DeliveryManager", Some("manager"));
    check("delivery_utils", Some("utils"));
    check("HTMLBase", Some("base"));
    check("PageV2", Some("v2"));
    check("page_v2", Some("v2"));
    check("src-tauri/crates/store/src/common/mod.rs", Some("common"));
    check("newData", Some("data"));
    check("newer", None);
    check("renew", None);
    check("database", None);
    check("Metadata", None);
    check("commonly", None);
    check("information", None);
}

#[test]
fn a_forbidden_name_is_found() {
    fn check(path: &str, text: &str, places: &[&str]) {
        expect_at(&rule(&[File::of(path, text)]), places);
    }
    check("src-tauri/src/tray.rs", "//! x\npub struct TrayManager;", &["src-tauri/src/tray.rs:2"]);
    check("src-tauri/src/tray.rs", "pub(crate) async fn handler<T>(x: T) {}", &["src-tauri/src/tray.rs:1"]);
    check("src-tauri/src/tray.rs", "pub fn new() -> Self {}\n// fn data()", &[]);
    check("src-tauri/src/utils.rs", "", &["src-tauri/src/utils.rs:1"]);
    check("tests/house/a.rs", "#[test]\nfn a_new_person_is_on_call() {}\nfn data() {}", &["tests/house/a.rs:3"]);
    check("ui/src/parts/Clock.svelte", "function baseTime() {}", &["ui/src/parts/Clock.svelte:1"]);
    check("sample/runbooks/customer-data.md", "", &[]);
}
