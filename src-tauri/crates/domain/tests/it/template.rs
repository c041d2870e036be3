//! Messages with declared, typed variables.

mod faults;
mod given;
mod holes;
mod own;
mod proof;
mod properties;
mod render;
mod tidy;
mod times;
mod values;
