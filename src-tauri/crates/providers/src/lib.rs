//! Pagers and status pages as descriptors and pure pairs; the one wire.
