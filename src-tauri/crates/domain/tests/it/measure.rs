//! What can be counted after the fact.

mod adherence;
mod bridge;
mod outside;
mod paging;
mod promise;
mod times;
