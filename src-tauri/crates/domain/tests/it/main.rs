//! Tests of `domain`, through its public door.

mod given;
mod incident;

mod rotation;
