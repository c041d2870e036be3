//! Tests of `runbooks`, through its public door.
