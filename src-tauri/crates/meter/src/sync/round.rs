//! What one reading of everything took, as a process tells it of itself in one line.

use std::fs;
use std::time::Instant as Stopwatch;

/// What it took.
#[derive(Clone, Copy, Default)]
pub(super) struct Round {
    /// Requests that were answered.
    pub(super) requests: usize,
    /// Entries that came.
    pub(super) entries: usize,
    /// From its beginning to its end.
    pub(super) seconds: f64,
    /// Of the processor, on all cores.
    pub(super) work: f64,
    /// The most memory that the process had so far, in megabytes.
    pub(super) memory: f64,
}

impl Round {
    /// A round from that moment to this one, of a process that had worked so many seconds before.
    pub(super) fn since(began: Stopwatch, worked: f64) -> Self {
        let seconds = began.elapsed().as_secs_f64();
        Self { seconds, work: worked_so_far() - worked, memory: most_memory(), ..Self::default() }
    }

    /// In one line.
    pub(super) fn line(&self) -> String {
        let Self { requests, entries, seconds, work, memory } = self;
        format!("{requests} {entries} {seconds} {work} {memory}\n")
    }

    /// From such a line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let mut count = || words.next()?.parse().ok();
        let (requests, entries) = (count()?, count()?);
        let mut amount = || words.next()?.parse().ok();
        Some(Self { requests, entries, seconds: amount()?, work: amount()?, memory: amount()? })
    }
}

/// Seconds of the processor that this process has used; zero where the system does not tell.
pub(super) fn worked_so_far() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let Some((_, rest)) = stat.rsplit_once(") ") else { return 0.0 };
    // In user code and in the kernel, the 12th and the 13th after the name, in hundredths.
    rest.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// In megabytes; zero where the system does not tell.
fn most_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}
