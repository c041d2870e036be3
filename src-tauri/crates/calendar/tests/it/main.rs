//! Tests of `calendar`, through its public door.

mod reading;
mod there_and_back;
