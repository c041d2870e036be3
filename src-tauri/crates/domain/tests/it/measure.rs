//! What can be counted after the fact.

mod adherence;
mod bridge;
mod promise;
mod times;
