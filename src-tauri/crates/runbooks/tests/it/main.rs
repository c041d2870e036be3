//! Tests of `runbooks`, through its public door.
#![expect(clippy::print_stderr, reason = "a test that is skipped says so")]

mod front_matter;
mod hostile;
mod html;
mod query;
mod real;
mod section;
mod tags;
