//! What speaks against words before they leave.

mod given;
mod inside;
mod jargon;
mod policy;
mod repeat;
mod stage;
