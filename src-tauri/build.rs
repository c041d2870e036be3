//! build
fn main() { }
