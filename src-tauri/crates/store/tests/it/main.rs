//! Tests of `store`, through its public door.
