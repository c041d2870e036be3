//! The rules of the house, as tests: what may depend on what, where the outside world may be touched, how files begin
//! and what they may be called. They read the repository's files and compile none of them.
//!
//! A rule is a function from files to faults, so that each also shows, on files made up for it, that it can fail.

mod arrow;
mod circle;
mod code;
mod command;
mod head;
mod leftover;
mod migration;
mod module;
mod name;
mod provider;
mod reach;
mod repository;
