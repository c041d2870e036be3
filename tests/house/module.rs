//! Each Rust file is a module of the file above it: `foo.rs` with `foo/`, never `mod.rs`, and none that nobody compiles.

use crate::repository::{Fault, File, expect_at, expect_none, files, rust};

fn rule(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in rust(files) {
        let Some((folder, name)) = file.path.rsplit_once('/') else {
            continue;
        };
        let stem = name.trim_end_matches(".rs");
        let is_root =
            matches!(stem, "main" | "lib" | "build") || folder.ends_with("/benches") || folder.ends_with("/bin");
        if stem == "mod" {
            faults.push(file.fault(1, format!("call it {folder}.rs: every file then has a name of its own")));
        }
        if is_root || stem == "mod" {
            continue;
        }
        let above = [format!("{folder}/main.rs"), format!("{folder}/lib.rs"), format!("{folder}.rs")];
        let is_declared = |parent: &File| {
            let declaration = format!("mod {stem};");
            parent.code().lines().any(|line| line.trim_end().ends_with(&declaration))
        };
        if !files.iter().any(|parent| above.contains(&parent.path) && is_declared(parent)) {
            let parent = above.iter().find(|path| files.iter().any(|file| file.path == **path));
            let parent = parent.map_or("the file above it", String::as_str);
            faults.push(file.fault(1, format!("is compiled by nobody; write `mod {stem};` in {parent}")));
        }
    }
    faults
}

#[test]
fn every_file_is_a_module_of_the_one_above_it() {
    expect_none(rule(&files()));
}

#[test]
fn a_file_that_nobody_compiles_is_found() {
    let files = [
        File::of("a/tests/it/main.rs", "//! x\nmod b;\npub(crate) mod c;\n// mod d;"),
        File::of("a/tests/it/b.rs", "mod e;"),
        File::of("a/tests/it/b/e.rs", ""),
        File::of("a/tests/it/b/f.rs", ""),
        File::of("a/tests/it/c.rs", ""),
        File::of("a/tests/it/d.rs", ""),
        File::of("a/src/g/mod.rs", ""),
    ];
    expect_at(&rule(&files), &["a/tests/it/b/f.rs:1", "a/tests/it/d.rs:1", "a/src/g/mod.rs:1"]);
}
