//! The built application in a real window: display, session bus, notification daemon, tray host and keychain are real too,
//! and each test has its own.
//!
//! Run it with `cargo xtask test --only desktop`, which sets everything up. Each test starts a [`session::Session`], says what
//! a person does through its [`page::Page`], and asserts what that person would see.
#![cfg(target_os = "linux")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the walk tells its steps, a failed test its logs")]
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod barriers;
mod busy;
mod compose_all;
mod composer;
mod connections;
mod keychain;
mod life;
mod notifications;
mod page;
mod reminders;
mod rotations;
mod secrets;
mod session;
mod surroundings;
mod templates;
mod tray;
mod wait;
mod walk;
mod workspace;
