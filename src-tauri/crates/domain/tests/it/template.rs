//! Messages with declared, typed variables.

mod faults;
mod given;
mod holes;
mod proof;
mod properties;
mod render;
mod values;
