//! Tests of `bwatch` as a script sees it: the built program, its JSON and its exit codes.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on ends here")]

mod given;
mod incident;
mod outbox;
mod read;
mod usage;
