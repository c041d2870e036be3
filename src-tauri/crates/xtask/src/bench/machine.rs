//! On what it was measured: date, machine, versions.

use std::fs;

use crate::place;
use crate::program::Program;

/// A Markdown list.
pub(super) fn list() -> String {
    let lines = [
        ("Date", date()),
        ("Commit", commit()),
        ("Machine", machine()),
        ("System", system()),
        ("Tauri", locked("tauri")),
        ("WebKitGTK", answer("pkg-config", &["--modversion", "webkit2gtk-4.1"])),
        ("Rust", answer("rustc", &["--version"])),
    ];
    let lines = lines.map(|(name, value)| format!("- {name}: {value}\n"));
    lines.concat()
}

/// A line of the same list: a part was measured at another time than the others, on a machine with that load.
pub(super) fn apart(part: &str, load: &str) -> String {
    let is_busy = load.parse().is_ok_and(|load: f64| load >= 0.5);
    let machine = if is_busy { "on a busy machine: " } else { "" };
    format!(
        "- Measured apart: `{part}`, {}, commit {}, {machine}a load of {load} over the minute before; a machine at rest \
         has 0\n",
        date(),
        commit()
    )
}

fn answer(program: &str, arguments: &[&str]) -> String {
    Program::named(program).args(arguments).answer().unwrap_or_else(|| "unknown".to_owned())
}

fn date() -> String {
    answer("date", &["-u", "+%Y-%m-%d %H:%M UTC"])
}

fn commit() -> String {
    let is_clean = Program::named("git").args(["diff", "--quiet", "HEAD"]).answer().is_some();
    let commit = answer("git", &["rev-parse", "--short", "HEAD"]);
    if is_clean { commit } else { format!("{commit}, with changes that were not committed") }
}

/// Processor, cores and memory.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok());
    format!("{model}, {cores} cores, {} GB", memory.unwrap_or(0_u64) / 1_000_000)
}

/// The operating system; windows are drawn by the processor, since a virtual display has no other.
fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or(std::env::consts::OS);
    format!("{}, {}, virtual display drawn by the processor", name.trim_matches('"'), std::env::consts::ARCH)
}

/// The version of a crate in the lock file.
fn locked(name: &str) -> String {
    let lock = fs::read_to_string(place::root().join("Cargo.lock")).unwrap_or_default();
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\"")).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = "));
    version.unwrap_or("unknown").trim_matches('"').to_owned()
}

/// How much else the machine had to do, over the last minute.
pub(super) fn load() -> String {
    let loads = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    loads.split(' ').next().unwrap_or_default().to_owned()
}
