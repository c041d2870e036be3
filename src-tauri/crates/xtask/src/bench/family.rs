//! A program with all processes that it started: their memory, their work, and their end.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a program may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// The names of a process and its descendants with the memory in kB that each holds, the first one first; what several
/// share counts in parts (PSS).
pub(super) fn parts(id: u32) -> Vec<(String, u64)> {
    let named = |id| {
        let name = fs::read_to_string(format!("/proc/{id}/comm")).ok()?;
        Some((name.trim().to_owned(), held_kb(id)?))
    };
    members(id).into_iter().filter_map(named).collect()
}

/// Processor time that a process and its descendants have used, in hundredths of a second, the kernel's own unit here.
pub(super) fn ticks(id: u32) -> u64 {
    let used = |id| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let (_, rest) = stat.rsplit_once(") ")?;
        // In user code and in the kernel, the 12th and the 13th after the name.
        Some(rest.split(' ').skip(11).take(2).filter_map(|number| number.parse::<u64>().ok()).sum::<u64>())
    };
    members(id).into_iter().filter_map(used).sum()
}

/// Asks a program to end, waits for it and its descendants, and ends by force what stays.
pub(super) fn end(mut program: Child) {
    let members = members(program.id());
    signal("TERM", program.id());
    let deadline = Instant::now() + GRACE;
    let mut forced = false;
    // Zombies count as gone; our own child is reaped here.
    while !matches!(program.try_wait(), Ok(Some(_)) | Err(_)) || members.iter().any(|id| state(*id).is_some_and(runs)) {
        if Instant::now() > deadline && !forced {
            for id in &members {
                signal("KILL", *id);
            }
            forced = true;
        }
        sleep(Duration::from_millis(10));
    }
}

/// A process and all below it.
fn members(id: u32) -> Vec<u32> {
    let all: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id| Some((id, state(id)?.1)))
        .collect();
    let mut members = vec![id];
    let mut place = 0;
    while let Some(parent) = members.get(place).copied() {
        members.extend(all.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
        place += 1;
    }
    members
}

fn held_kb(id: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// State and parent; none where there is no such process.
fn state(id: u32) -> Option<(char, u32)> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name before them may hold spaces and brackets.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut words = rest.split(' ');
    Some((words.next()?.chars().next()?, words.next()?.parse().ok()?))
}

fn runs((state, _): (char, u32)) -> bool {
    !matches!(state, 'Z' | 'X')
}

fn signal(name: &str, id: u32) {
    // The standard library can only kill; the shell has this built in. A process that is gone already is fine.
    let mut shell = Command::new("sh");
    drop(shell.arg("-c").arg(format!("kill -s {name} {id}")).stderr(Stdio::null()).status());
}
