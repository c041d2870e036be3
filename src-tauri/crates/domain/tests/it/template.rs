//! Messages with declared, typed variables.

mod faults;
mod given;
mod holes;
mod properties;
mod render;
mod values;
