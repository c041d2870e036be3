//! Waiting for something to be so, and never for time to pass.

use std::time::{Duration, Instant};

/// How long anything may take on a busy machine before the test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Asks again and again until there is an answer; fails the test after [`PATIENCE`].
pub(crate) async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = probe().await {
            return answer;
        }
        assert!(Instant::now() < deadline, "waited {} s in vain: {what}", PATIENCE.as_secs());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Asks again and again until it is so; fails the test after [`PATIENCE`].
pub(crate) async fn until_true(what: &str, mut probe: impl AsyncFnMut() -> bool) {
    until(what, async || probe().await.then_some(())).await;
}

/// The same for what takes its own time, such as a cadence of minutes.
pub(crate) async fn until_true_within(patience: Duration, what: &str, is_it: impl AsyncFn() -> bool) {
    let since = Instant::now();
    while !is_it().await {
        assert!(since.elapsed() < patience, "waited {} s in vain: {what}", patience.as_secs());
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
