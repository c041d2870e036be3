//! Files of the organisation into domain values, with diagnostics.
//!
//! - [`load`] reads a whole workspace: what the organisation agreed on, what is wrong with its files, its runbooks as
//!   text, and the commit it is at. One bad file or entry never hides the rest.
//! - [`watch`] tells when a file has changed.
//! - [`template`] reads one template by itself, for whoever writes it.
//! - [`pack`] adds a starter pack.
//! - [`edit`] writes a value back, keeping comments and order.
//!
//! The format is described in `docs/workspace.md`. What is deliberately absent: a database, HTTP, a clock (the span for
//! which calendars are expanded is an argument), and any meaning of a runbook's Markdown.

mod assemble;
mod backstage;
mod check;
mod folder;
mod ical;
mod ledger;
mod revision;
mod yaml;

pub mod diagnostic;
pub mod edit;
pub mod error;
pub mod load;
pub mod pack;
pub mod runbook;
pub mod template;
pub mod watch;
