//! What a status page told of itself, as it was last read: nothing here asks a host.

use domain::id::ConnectionId;
use domain::span::Instant;
use providers::capability::Component;

use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;

/// What a page showed the state of when it was read last.
pub(crate) struct ToldComponents {
    /// In the page's order.
    pub(crate) components: Vec<Component>,
    /// When that was; none where it never was.
    pub(crate) read_at: Option<Instant>,
}

impl Engine {
    /// The components of a page, as they were read last.
    pub(crate) fn page_components(&self, page: &ConnectionId) -> Result<ToldComponents, Error> {
        let feed = FeedKind::Components.of(page);
        let read_at = self.parts.cache.feed(&feed)?.and_then(|feed| feed.fetched_at);
        let items = self.parts.cache.items(&feed)?;
        // What another version of the application kept in another form is as good as never read.
        let components = items.into_iter().filter_map(|item| serde_json::from_value(item.detail).ok()).collect();
        Ok(ToldComponents { components, read_at })
    }
}
