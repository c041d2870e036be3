//! Tests of `engine` that need no window: the types that the page is written against.

mod bindings;
