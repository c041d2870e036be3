//! Two SQLite files and their tables.
