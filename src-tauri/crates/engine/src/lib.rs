//! Intents into entries, due rows into outcomes, reads for screens.

pub mod view;
