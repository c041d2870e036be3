//! Until when a rotation has anybody at all.

use super::{Rotation, Source};
use crate::span::Instant;

impl Rotation {
    /// From when on nobody is on call any more: its last layer has ended, and no override puts anybody on call later. None where
    /// it goes on, and where its shifts are not computed here.
    pub fn ends_at(&self) -> Option<Instant> {
        let Source::Layers { layers, overrides } = &self.source else { return None };
        if layers.iter().any(|layer| layer.end.is_none()) {
            return None;
        }
        let ends = layers.iter().map(|layer| layer.extent().until);
        ends.chain(overrides.iter().map(|replacement| replacement.span.until)).max()
    }
}
