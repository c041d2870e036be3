//! The one function that moves a delivery from state to state.

mod failed;
mod given;
mod late;
mod once;
mod table;
mod words;
