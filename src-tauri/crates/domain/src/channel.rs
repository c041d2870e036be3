//! By which kind of way what is written reaches an audience.

use serde::{Deserialize, Serialize};

/// A kind of way. What a connection is follows from its provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A status page: one incident there tells the story, update by update.
    Page,
    /// A room that whoever is concerned reads: a chat, another program.
    Room,
    /// Letters to addresses.
    Letters,
}
