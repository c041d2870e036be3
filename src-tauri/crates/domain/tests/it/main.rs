//! Tests of `domain`, through its public door.

mod rotation;
