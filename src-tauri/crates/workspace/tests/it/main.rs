//! Tests of `workspace`, through its public door.
