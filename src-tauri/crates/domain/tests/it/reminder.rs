//! When each audience is owed its next update, and which reminder is due.

mod clocks;
mod due;
mod promise;
mod restart;
mod stepped;
