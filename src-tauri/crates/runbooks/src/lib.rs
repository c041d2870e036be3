//! Markdown into sections and safe HTML; query text into a search expression.
