//! A migration that has been on somebody's disk is never edited: the list beside them tells what each one was.

use crate::repository::{Fault, File, expect_at, expect_none, files};

const MIGRATIONS: &str = "src-tauri/crates/store/migrations/";
const LIST: &str = "src-tauri/crates/store/migrations/released.txt";

fn rule(files: &[File]) -> Vec<Fault> {
    let Some(list) = files.iter().find(|file| file.path == LIST) else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(list.text.lines()).filter(|(_, line)| !line.starts_with('#')) {
        let Some((sum, path)) = line.split_once("  ") else {
            faults.push(list.fault(number, "expected a sum, two spaces and a path"));
            continue;
        };
        if !files.iter().any(|file| file.path.strip_prefix(MIGRATIONS) == Some(path)) {
            faults.push(list.fault(number, format!("`{path}` is gone; bring it back: databases have climbed it")));
        }
        entries.push((path, sum));
    }
    for file in files.iter().filter(|file| file.ending() == "sql") {
        let Some(path) = file.path.strip_prefix(MIGRATIONS) else { continue };
        let sum = sum(&file.text);
        match entries.iter().find(|(listed, _)| *listed == path) {
            None => faults.push(file.fault(1, format!("is not in {LIST}; add `{sum}  {path}`"))),
            Some((_, listed)) if *listed != sum => {
                faults.push(file.fault(1, format!("was edited (now {sum}); undo it, and write the next migration")));
            }
            Some(_) => {}
        }
    }
    faults
}

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): it tells an edit, and needs no crate.
fn sum(text: &str) -> String {
    let step = |sum: u64, byte: u8| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, step))
}

#[test]
fn no_migration_was_edited_since_it_was_written_down() {
    expect_none(rule(&files()));
}

#[test]
fn the_sum_is_the_published_one() {
    assert_eq!(sum(""), "cbf29ce484222325");
    assert_eq!(sum("foobar"), "85944171f73967e8");
}

#[test]
fn an_edited_a_forgotten_and_a_missing_migration_are_found() {
    let file = |path: &str, text: &str| File::of(&format!("{MIGRATIONS}{path}"), text);
    let files = [
        File::of(
            LIST,
            "# sum  path\n85944171f73967e8  truth/0001.sql\n85944171f73967e8  truth/0002.sql\nx\n1  truth/0009.sql",
        ),
        file("truth/0001.sql", "foobar"),
        file("truth/0002.sql", "foobaz"),
        file("truth/0003.sql", "foobar"),
    ];
    expect_at(
        &rule(&files),
        &[
            "src-tauri/crates/store/migrations/released.txt:4",
            "src-tauri/crates/store/migrations/released.txt:5",
            "src-tauri/crates/store/migrations/truth/0002.sql:1",
            "src-tauri/crates/store/migrations/truth/0003.sql:1",
        ],
    );
}
