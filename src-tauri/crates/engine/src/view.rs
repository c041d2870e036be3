//! Reads made for one screen each, never persisted.
//!
//! Instants leave here as milliseconds since 1970 (UTC), named `…_at` or `from`/`until`; the screen formats them in the zone
//! that stands beside them and never computes when something is due. A persisted event never crosses this
//! border: the log gets lines that were made for it.

pub mod absence;
pub mod adherence;
pub mod bridge;
pub mod calendar;
pub mod chain;
pub mod clock;
pub mod compose;
pub mod composition;
pub mod connection;
pub mod cover;
pub mod coverage;
pub mod declare;
pub mod destination;
pub mod dial;
pub mod drift;
pub mod dry_run;
pub mod known;
pub(crate) mod known_cover;
pub mod launch;
pub mod learner;
pub mod load;
pub(crate) mod night;
pub(crate) mod not_out;
pub mod outbox;
pub mod pack;
pub mod page;
pub mod person;
pub mod problem;
pub mod provider;
pub mod report;
pub mod review;
pub mod role;
pub mod route;
pub mod runbook;
pub mod service;
pub mod shell;
pub mod shift;
pub mod state;
pub mod status_page;
pub mod template;
pub mod tray;
pub mod tree;
pub mod watch;
