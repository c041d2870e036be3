//! What a status page told of itself, as it was last read: nothing here asks a host. One reading replaces the one before, whole.

use domain::id::ConnectionId;
use domain::span::Instant;
use store::cache::feeds::FeedKey;
use store::cache::items::{Extent, ItemRow};

use crate::engine::Engine;
use crate::error::Error;
use crate::view::status_page::StatusPageView;

/// The feed of a page's last reading, and its one entry.
const FEED: &str = "status page";
const ENTRY: &str = "page";

/// A page as it was read last.
pub(crate) struct ToldPage {
    /// What it showed.
    pub(crate) view: StatusPageView,
    /// When.
    pub(crate) read_at: Instant,
}

impl Engine {
    /// A page as it was read last; none where it never was.
    pub(crate) fn told_page(&self, page: &ConnectionId) -> Result<Option<ToldPage>, Error> {
        let feed = feed(page);
        let read_at = self.parts.cache.feed(&feed)?.and_then(|feed| feed.fetched_at);
        let entry = self.parts.cache.item(&feed, ENTRY)?;
        // What another version of the application kept in another form is as good as never read.
        let view = entry.and_then(|entry| serde_json::from_value(entry.detail).ok());
        Ok(view.zip(read_at).map(|(view, read_at)| ToldPage { view, read_at }))
    }

    /// Keeps a reading. A list that could not be read stays as it was known before.
    pub(crate) fn keep_page(&self, page: &ConnectionId, mut view: StatusPageView, at: Instant) -> Result<(), Error> {
        if let Some(before) = self.told_page(page)?.map(|told| told.view) {
            keep_known(&mut view.components, before.components);
            keep_known(&mut view.maintenances, before.maintenances);
            keep_known(&mut view.subscribers, before.subscribers);
        }
        // Plain structs with text keys always serialise.
        let detail = serde_json::to_value(&view).unwrap_or_default();
        let entry = ItemRow { id: ENTRY.to_owned(), name: view.name, email: None, detail };
        self.parts.cache.bring_items(&feed(page), &[entry], Extent::Whole(&[]), at)?;
        Ok(())
    }
}

fn feed(page: &ConnectionId) -> FeedKey {
    FeedKey { connection: page.clone(), name: FEED.to_owned() }
}

fn keep_known<Line>(
    now: &mut crate::view::status_page::Section<Line>,
    before: crate::view::status_page::Section<Line>,
) {
    if !now.trouble.is_empty() && now.lines.is_empty() {
        now.lines = before.lines;
    }
}
