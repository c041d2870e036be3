//! Calendar files as rotations and as launches; the [`calendar`] crate takes them apart.

pub(crate) mod holiday;
pub(crate) mod launch;
mod property;
pub(crate) mod rotation;
pub(crate) mod who;
