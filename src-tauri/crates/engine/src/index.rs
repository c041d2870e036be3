//! The worker that reads the workspace: files into the agreement, runbooks into the search index.

use std::sync::{Arc, PoisonError};

use domain::span::Instant;
use store::cache::runbooks::{RunbookRow, SectionRow};

use crate::change::Topic;
use crate::engine::{Engine, calendar_window};
use crate::error::Error;

impl Engine {
    /// Reads the workspace where it changed, and indexes what is not indexed yet.
    pub async fn index(&self) -> Result<Option<Instant>, Error> {
        self.blocking(Self::index_now).await?;
        Ok(None)
    }

    /// The same, in the calling thread.
    pub fn index_now(&self) -> Result<(), Error> {
        let now = self.now();
        let before = self.loaded();
        let loaded = match crate::read::read(&self.parts.workspace, calendar_window(now), now) {
            Ok(mut loaded) => {
                loaded.agreement.found = self.found(&loaded.agreement)?;
                Arc::new(loaded)
            }
            Err(trouble) => {
                // The last good agreement stays: a checkout in progress or an unmounted disk must not empty the board.
                self.warn(&format!("The workspace cannot be read, the last state of it is shown: {trouble}"));
                return Ok(());
            }
        };
        *self.parts.loaded_at.write().unwrap_or_else(PoisonError::into_inner) = now;
        let changed = *before != *loaded;
        if changed {
            *self.parts.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&loaded);
            self.parts.changes.tell(&[Topic::Workspace]);
            self.parts.nudges.remind.notify_one();
        }
        let rows: Vec<RunbookRow> = loaded.runbooks.iter().map(row).collect();
        let replaced = self.parts.cache.replace_runbooks(rows)?;
        if replaced.written + replaced.removed > 0 || changed {
            self.parts.changes.tell(&[Topic::Runbooks]);
        }
        Ok(())
    }
}

fn row(file: &workspace::runbook::RunbookFile) -> RunbookRow {
    let document = runbooks::section::read(&file.path, &file.text);
    RunbookRow {
        path: document.path,
        title: document.title,
        services: document.services,
        tags: document.tags,
        owner: document.owner,
        verified: document.verified,
        modified: file.modified_at.unwrap_or_default(),
        sections: document
            .sections
            .into_iter()
            .map(|section| SectionRow {
                heading: section.heading,
                level: section.level,
                anchor: section.anchor,
                line: section.line,
                body: section.text,
            })
            .collect(),
    }
}
