//! Tests of `store`, through its public door and on real files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cache;
mod claims;
mod damage;
mod feeds;
mod full;
mod given;
mod journal;
mod ladder;
mod outbox;
mod owners;
mod plans;
mod refold;
mod runbooks;
mod schema;
mod settings;
mod shift_notes;
mod stand_ins;
