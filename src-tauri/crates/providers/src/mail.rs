//! The only place that speaks SMTP: a letter goes to the server that a connection names, over an encrypted way, once.
//!
//! What it must be able to tell is whether the server can have taken the letter. Until the dot that ends it has left, nothing
//! was taken; after it, only the server's answer tells, and where that is lost nobody can look. So the steps are taken one by
//! one with `lettre`'s connection, whose own `send` does not say in which of them it failed. It never tries again by itself.

mod bytewise;
mod mailbox;
mod mime;
mod server;
mod session;
mod trouble;

pub use mailbox::{mailbox, mailboxes};
pub use server::{Login, Security, Server};
pub use session::{Greeting, Patience, Transport};
pub use trouble::Trouble;
