//! Calendar files as rotations; the [`calendar`] crate takes them apart.

pub(crate) mod holiday;
pub(crate) mod rotation;
pub(crate) mod who;
