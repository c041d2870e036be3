//! Tests of `engine`, through its public door.
