//! Pagers, status pages and rooms: each provider as a constant descriptor and pure pairs, request from values and values from
//! response; one wire that does all HTTP, and one transport of mail.
//!
//! - a provider is one file below [`provider`], one line in [`registry`] and one folder of recorded exchanges
//! - what it can do is a value: [`capability::Pager`], [`capability::StatusPage`], [`capability::Outreach`]; its form is
//!   [`form::Field`]s, by which [`option::faults`] judges a connection before anything is sent
//! - [`gateway::Gateway`] is the door: it opens the account, keeps the pace, sends, and asks [`classify`] what happened
//! - [`redaction`] stands behind that door: nothing reads a host's answer before the account's secrets are out of it
//! - [`sandbox`] is a server inside the process that rehearsals and the sample talk to, with settable faults
//!
//! What is deliberately absent: storage, retries and waiting. A call that may not go out yet comes back as
//! [`domain::delivery::Failure::Throttled`]; when to try again is the caller's business. No clock is read: the instant is
//! an argument. No `match` on a provider stands outside its own file.

pub mod ability;
pub mod account;
pub mod answers;
pub mod capability;
pub mod classify;
pub mod descriptor;
mod dialogue;
pub mod form;
pub mod gateway;
mod git_host;
mod hook;
pub mod instant;
pub mod letter;
mod likeness;
pub mod mail;
pub mod marker;
pub mod message;
mod null;
pub mod option;
pub mod pace;
pub mod prose;
pub mod provider;
pub mod redaction;
pub mod registry;
pub mod sandbox;
pub mod wire;
pub mod wording;
pub mod yaml;

/// Why the crate cannot be opened. Trouble with a provider is a [`domain::delivery::Failure`] instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system offers no usable TLS set-up.
    #[error("no secure connection can be made on this computer: {0}")]
    Wire(String),
    /// The sandbox's files cannot be read or written.
    #[error("the sandbox cannot use its files in {folder}: {source}")]
    Sandbox {
        /// Where they are.
        folder: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}
