//! Tests of `bwatch` as a script sees it: the built program, its JSON and its exit codes.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on ends here, visibly"
)]

mod cadence;
mod calendar;
mod check;
mod closing;
mod connection;
mod given;
mod incident;
mod launch;
mod load;
mod outbox;
mod pack;
mod page;
mod provider;
mod question;
mod rally;
mod read;
mod report;
mod role;
mod shift;
mod status_page;
mod template;
mod time;
mod update;
mod usage;
