//! Tests of `providers`, through its public door.
