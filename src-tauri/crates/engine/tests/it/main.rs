//! Tests of `engine` that need no window: the types that the page is written against.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

mod bindings;
