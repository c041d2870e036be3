//! What the sync is compared with: a loop that fetches the same addresses one after the other, reads each answer as JSON,
//! and keeps nothing: `meter plain ADDRESS`, the paths on its standard input.

use std::hint::black_box;
use std::time::Instant as Stopwatch;

use serde_json::Value;

use super::line::Line;
use super::round::Round;

/// Fetches them all, and says what it took.
pub(crate) fn fetch(address: &str) -> Result<String, String> {
    let paths = std::io::read_to_string(std::io::stdin()).map_err(|trouble| trouble.to_string())?;
    let began = Stopwatch::now();
    let all = all(address, &paths).map_err(|trouble| trouble.to_string())?;
    Ok(Round { requests: all, ..Round::since(began, 0.0) }.line())
}

fn all(address: &str, paths: &str) -> std::io::Result<usize> {
    let mut line = Line::open(address)?;
    let mut count = 0;
    for path in paths.lines() {
        black_box(serde_json::from_slice::<Value>(&line.get(path)?)?);
        count += 1;
    }
    Ok(count)
}
