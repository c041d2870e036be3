//! Two `SQLite` files with opposite vows, and their tables.
//!
//! - [`Truth`] (`truth.db`): journal, incidents, outbox, connections, settings, half-written forms. Backed up before
//!   every migration, never deleted, never overwritten; a file of a newer version is refused untouched.
//! - [`Cache`] (`cache.db`): feeds, shifts, people, the runbook index. Rebuilt empty on any doubt.
//! - [`Owner`]: a process that is sending, recognisable as dead even after a crash.
//!
//! Both files serve several processes at once: every write is one immediate transaction, and a write either is on the
//! disk as a whole or has not happened. [`Truth::submit`] is the one door to the journal.
//!
//! What is deliberately absent: decisions (they are `domain`'s), async, a clock (instants are arguments), providers.

pub mod cache;
mod column;
mod database;
mod error;
mod lock;
pub mod migrate;
mod owner;
pub mod truth;

pub use cache::Cache;
pub use error::Error;
pub use owner::Owner;
pub use truth::Truth;
