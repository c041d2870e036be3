//! Tells each step as it happens, and leaves a picture of what came of it.

use std::path::PathBuf;
use std::time::Instant;

use crate::page::Page;

/// The steps of one walk.
pub(super) struct Steps {
    folder: PathBuf,
    taken: usize,
    since: Instant,
}

impl Steps {
    /// A walk whose pictures go into this folder.
    pub(super) fn into(folder: PathBuf) -> Self {
        Self { folder, taken: 0, since: Instant::now() }
    }

    /// Says what is done, does it, and takes a picture of the page afterwards.
    pub(super) async fn take(&mut self, what: &str, page: &Page, step: impl AsyncFnOnce()) {
        self.taken += 1;
        println!("step {} · {:.1} s · {what}", self.taken, self.since.elapsed().as_secs_f64());
        step().await;
        page.picture(&self.folder.join(format!("{:02}-{}.png", self.taken, slug(what)))).await;
    }
}

/// The words before the first sign, as a file name.
fn slug(what: &str) -> String {
    let words = what.split([':', ';', ',', '.']).next().unwrap_or_default().to_lowercase();
    let kept: Vec<String> = words
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    kept.join("-")
}
