//! Tests of `workspace`, through its public door.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests may fail loudly, and say what they skipped"
)]

mod accounts;
mod armed;
mod bad_input;
mod calendars;
mod catalogues;
mod editing;
mod given;
mod hostile;
mod launches;
mod load;
mod loading;
mod own_facts;
mod owners;
mod packs;
mod rally;
mod real_calendars;
mod recurrence;
mod shadows;
mod templates;
mod the_sample;
mod the_sample_templates;
mod watching;
mod ways_on;
