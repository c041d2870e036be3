//! Which step of how many, since when, and what came of it.

use std::time::{Duration, Instant};

use crate::error::Error;

/// What a step had to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Something.
    Worked,
    /// Nothing: it was ready.
    Ready,
}

/// The steps of one command, printed as they happen.
pub(crate) struct Progress {
    steps: usize,
    begun: usize,
    since: Instant,
}

impl Progress {
    /// A command of so many steps, beginning now.
    pub(crate) fn of(steps: usize) -> Self {
        Self { steps, begun: 0, since: Instant::now() }
    }

    /// Does the next step, and says how long it took.
    pub(crate) fn step(
        &mut self,
        what: &str,
        work: impl FnOnce() -> Result<Done, Error>,
    ) -> (Result<Done, Error>, Duration) {
        self.begun += 1;
        println!("[{}/{}] {} · {what}", self.begun, self.steps, clock(self.since.elapsed()));
        let began = Instant::now();
        let outcome = work();
        let took = began.elapsed();
        match &outcome {
            Ok(Done::Ready) => println!("      ready"),
            Ok(Done::Worked) => println!("      done in {:.1} s", took.as_secs_f64()),
            Err(error) => println!("      FAILED after {:.1} s: {error}", took.as_secs_f64()),
        }
        (outcome, took)
    }

    /// Says that the next step is not done, for want of an earlier one.
    pub(crate) fn pass_over(&mut self, what: &str, want: &str) {
        self.begun += 1;
        println!(
            "[{}/{}] {} · {what}\n      not run: {want} failed",
            self.begun,
            self.steps,
            clock(self.since.elapsed())
        );
    }

    /// How long the command has been running.
    pub(crate) fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }
}

/// Minutes and seconds.
pub(crate) fn clock(span: Duration) -> String {
    format!("{:02}:{:02}", span.as_secs() / 60, span.as_secs() % 60)
}
