//! Tests of `bwatch`, through its public door.
