//! Markdown into sections and safe HTML; query text into a search expression.
//!
//! A runbook is any Markdown file: with YAML or TOML front matter or none, written for this application, for Hugo
//! or for nobody in particular. No text is so broken that it is lost: every function here is total.
//!
//! - [`section::read`]: a file's text → what it is about, its searchable sections, its steps
//! - [`html::render`]: the same text → HTML that is safe to put on the screen as it is
//! - [`query::expression`]: what somebody typed → an FTS5 `MATCH` expression; [`query::alternatives`] when that finds nothing
//!
//! Sections and HTML agree: a section's `anchor` is the `id` of its heading on the screen, a step's `id` is the
//! `data-step` of its list item.
//!
//! What is deliberately absent: disk, `SQLite` (`store` keeps the index), a clock, and trust in what a file contains.

mod anchor;
mod escape;
mod front_matter;
pub mod html;
mod link;
mod markdown;
pub mod query;
mod raw;
pub mod section;
