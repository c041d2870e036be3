//! Intents into entries, due rows into outcomes, views for screens.
