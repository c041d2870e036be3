//! Tests of `workspace`, through its public door.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "tests may fail loudly, and say what they skipped"
)]

mod given;
mod the_sample;
