//! One promise of a next update that slipped: to whom, by when, and when it came.

use serde::Serialize;

use crate::span::Instant;
use crate::template::Audience;

/// A promise of a next update that was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Slip {
    /// To whom it was made.
    pub audience: Audience,
    /// By when the update was promised, in UTC.
    #[ts(type = "string")]
    pub promised_at: Instant,
    /// When the update came, in UTC; none where none came.
    #[ts(type = "string | null")]
    pub came_at: Option<Instant>,
    /// By how much it was late when it came, or by as long as somebody waited for it.
    #[ts(type = "number")]
    pub late_seconds: i64,
}
