//! No module of a crate needs, by whatever way round, a module that needs it.
//!
//! A module is a file. It needs the modules that its code names: by `crate::`, `super::` and `self::` paths, and by the
//! names of its own children. Declaring a child is not needing it, and a child may name what it is a part of: one
//! room, however many files, is not a circle.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::repository::{Fault, File, expect_at, expect_none, files, rust};

/// A module's path in its crate: empty for the root.
type Path = Vec<String>;

/// The modules of a crate, each with those that it needs and the line that says so first.
type Needs = BTreeMap<Path, BTreeMap<Path, usize>>;

fn rule(files: &[File]) -> Vec<Fault> {
    let mut crates: BTreeMap<&str, BTreeMap<Path, &File>> = BTreeMap::new();
    for file in rust(files) {
        // The folder `src` is that of a crate; its path is the crate's name here.
        if let Some((root, inside)) = file.path.split_once("/src/").filter(|_| !file.is_test()) {
            crates.entry(root).or_default().insert(module(inside), file);
        }
    }
    crates.values().flat_map(circles).collect()
}

fn module(inside: &str) -> Path {
    let stem = inside.trim_end_matches(".rs");
    let is_root = matches!(stem, "lib" | "main");
    if is_root { Vec::new() } else { stem.split('/').map(str::to_owned).collect() }
}

/// One fault for each set of modules that need each other, at the line that closes the shortest way round.
fn circles(modules: &BTreeMap<Path, &File>) -> Vec<Fault> {
    let needs: Needs = modules.iter().map(|(path, file)| (path.clone(), needed(path, &file.code(), modules))).collect();
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for start in modules.keys() {
        let Some(round) = shortest_round(start, &needs) else {
            continue;
        };
        if !seen.insert(round.iter().collect::<BTreeSet<_>>().into_iter().cloned().collect::<Vec<_>>()) {
            continue;
        }
        let steps = round.iter().zip(round.iter().cycle().skip(1)).map(|(from, to)| {
            let line = needs.get(from).and_then(|needed| needed.get(to)).copied().unwrap_or(1);
            format!("{} needs {} (line {line})", shown(from), shown(to))
        });
        let advice = format!("{}; move what they share to a module of its own", steps.collect::<Vec<_>>().join(", "));
        let line = round.get(1).and_then(|to| needs.get(start)?.get(to)).copied().unwrap_or(1);
        faults.extend(modules.get(start).map(|file| file.fault(line, advice)));
    }
    faults
}

fn shown(path: &Path) -> String {
    if path.is_empty() { "the crate's root".to_owned() } else { format!("`{}`", path.join("::")) }
}

/// The shortest way from a module back to itself.
fn shortest_round(start: &Path, needs: &Needs) -> Option<Vec<Path>> {
    let mut ways = VecDeque::from([vec![start.clone()]]);
    let mut visited = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in needs.get(way.last()?)?.keys() {
            if next == start {
                return Some(way);
            }
            if visited.insert(next.clone()) {
                ways.push_back(way.iter().cloned().chain([next.clone()]).collect());
            }
        }
    }
    None
}

/// The other modules that a module's code names.
fn needed(module: &Path, code: &str, modules: &BTreeMap<Path, &File>) -> BTreeMap<Path, usize> {
    let mut needed = BTreeMap::new();
    let tokens = tokens(code);
    for (at, (line, token)) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map_or("", |(_, before)| before);
        let is_path = tokens.get(at + 1).is_some_and(|(_, next)| *next == "::");
        let child = module.iter().cloned().chain([(*token).to_owned()]).collect::<Path>();
        let from = match *token {
            _ if before == "::" => continue,
            "crate" if is_path => Vec::new(),
            "self" if is_path => module.clone(),
            "super" if is_path => module.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default(),
            _ if modules.contains_key(&child) && (is_path || before == "use") => {
                needed.entry(child).or_insert(*line);
                continue;
            }
            _ => continue,
        };
        let mut rest = tokens.get(at + 2..).unwrap_or_default();
        let mut paths = Vec::new();
        tree(&mut rest, &from, &mut paths);
        for path in paths {
            let known = (0..=path.len()).rev().filter_map(|length| path.get(..length));
            let known = known.map(<[String]>::to_vec).find(|path| modules.contains_key(path));
            if let Some(other) = known.filter(|other| !module.starts_with(other)) {
                needed.entry(other).or_insert(*line);
            }
        }
    }
    needed
}

/// Reads what follows `::` in a path: a name and more, or a tree in braces.
fn tree(tokens: &mut &[(usize, &str)], from: &[String], paths: &mut Vec<Path>) {
    let mut path = from.to_vec();
    while let Some(((_, token), rest)) = tokens.split_first() {
        *tokens = rest;
        match *token {
            "{" => {
                while tokens.first().is_some_and(|(_, token)| *token != "}") {
                    tree(tokens, &path, paths);
                    // What a name is called here, and the comma.
                    let end =
                        tokens.iter().position(|(_, token)| matches!(*token, "," | "}" | ";")).unwrap_or(tokens.len());
                    let is_comma = tokens.get(end).is_some_and(|(_, token)| *token == ",");
                    let is_end = tokens.get(end).is_none_or(|(_, token)| *token == ";");
                    *tokens = tokens.get(end + usize::from(is_comma)..).unwrap_or_default();
                    if is_end {
                        return;
                    }
                }
                *tokens = tokens.get(1..).unwrap_or_default();
                return;
            }
            "super" => {
                path.pop();
            }
            "self" | "*" => {}
            name => path.push(name.to_owned()),
        }
        match tokens.split_first() {
            Some(((_, "::"), rest)) => *tokens = rest,
            _ => break,
        }
    }
    paths.push(path);
}

/// Words, `::` and other characters, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    for (number, line) in (1..).zip(code.lines()) {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                _ if first.is_alphanumeric() || first == '_' => {
                    rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len())
                }
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            let (token, after) = rest.split_at(length);
            tokens.push((number, token));
            rest = after.trim_start();
        }
    }
    tokens
}

#[test]
fn no_crate_has_a_circle_inside() {
    expect_none(rule(&files()));
}

#[test]
fn a_circle_is_found_however_it_is_closed() {
    fn check(modules: &[(&str, &str)], places: &[&str]) {
        let files: Vec<File> = modules.iter().map(|(path, text)| File::of(&format!("c/src/{path}"), text)).collect();
        expect_at(&rule(&files), places);
    }
    check(&[("lib.rs", "mod a;\nmod b;"), ("a.rs", "use crate::b::X;"), ("b.rs", "//! crate::a")], &[]);
    check(&[("a.rs", "\nuse crate::b::X;"), ("b.rs", "fn f() { crate::a::g() }")], &["c/src/a.rs:2"]);
    check(
        &[("a.rs", "use crate::{b::X, c};"), ("b.rs", ""), ("c.rs", "use super::a::{Y as Z, W};")],
        &["c/src/a.rs:1"],
    );
    check(
        &[("a.rs", "use crate::b;"), ("b.rs", "use crate::{x::{self, y}, c::*};"), ("c.rs", "use crate::a;")],
        &["c/src/a.rs:1"],
    );
    check(&[("a.rs", "mod b;\nfn f() { b::g() }"), ("a/b.rs", "use super::X;\nuse crate::Y;")], &[]);
    check(
        &[("a.rs", "mod b;\nfn f() { b::g() }"), ("a/b.rs", "use crate::c::X;"), ("c.rs", "use crate::a;")],
        &["c/src/a.rs:2"],
    );
    check(&[("a/b.rs", "use super::c::X;"), ("a/c.rs", "use super::b;"), ("a.rs", "")], &["c/src/a/b.rs:1"]);
    check(&[("a.rs", "pub mod b;"), ("a/b.rs", ""), ("c.rs", "use crate::a::b;")], &[]);
    check(&[("a.rs", "use other::b::X;"), ("b.rs", "use crate::a;")], &[]);
}
