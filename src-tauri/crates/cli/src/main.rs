//! `bwatch`: the same engine on the command line.
fn main() {}
