//! Letters: what is written, what a real server gets of it, and what comes of every way in which a server can fail.

mod fault;
mod faults;
mod given;
mod letter;
mod once;
mod real;
mod server;
