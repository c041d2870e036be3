//! Intents into entries, due rows into outcomes, reads for screens.
//!
//! - [`engine`]: what is put together once and cloned cheaply
//! - [`desk`]: the one door for all that happens in an incident
//! - five workers over one loop ([`worker`]): [`push`] delivers, [`follow`] asks what came of pages, [`pull`] refreshes,
//!   [`remind`] rings, [`index`] reads the
//!   workspace. They remember nothing: each looks at `SQLite` for what is due, does it, writes the outcome.
//! - [`view`]: reads, one for each screen
//!
//! Absent on purpose: Tauri, and any state that `SQLite` or the workspace's files do not hold.

mod armed;
mod asked;
pub mod change;
pub mod civil;
pub mod connection;
pub mod desk;
mod directory;
pub mod engine;
pub mod error;
mod feed;
mod file;
pub mod follow;
pub mod index;
pub mod keychain;
pub mod merge;
pub mod on_call;
mod out;
mod outcome;
mod patience;
pub mod place;
pub mod port;
mod promise;
pub mod pull;
pub mod push;
mod read;
mod read_back;
pub mod remind;
mod roster;
pub mod sandbox;
pub mod set_up;
pub mod setting;
pub mod shift_note;
pub mod stand_in;
pub mod template;
mod told;
mod told_page;
pub mod view;
pub mod worker;
