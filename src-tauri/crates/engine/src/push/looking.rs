//! What is looked for because an answer was lost: since when, how it is told, and what the lead hears of it.

use domain::delivery::{Failure, Happening, Payload, State};
use domain::span::Instant;
use store::truth::outbox::Row;

use crate::engine::Engine;
use crate::error::Error;

/// Why something waits that was looked for and is not there, while it may still come.
const NOT_YET: &str = "not there yet: looked for, and sent again where it does not come";
/// Why something was given up that may still come.
pub(crate) const GIVEN_UP_LOST: &str = "given up while it was looked for";

/// Why something waits, in words: what kept a look from telling anything says more than why there was one.
pub(super) fn why(happening: &Happening, failure: &Failure) -> String {
    match happening {
        Happening::NotYet => NOT_YET.to_owned(),
        Happening::ProbeFailed(failure) => failure.words(),
        _ => failure.words(),
    }
}

/// What is the matter with the connection of something that waits, in words: none where it has answered a look.
pub(super) fn trouble(happening: &Happening, failure: &Failure) -> Option<String> {
    match happening {
        Happening::NotYet => None,
        Happening::ProbeFailed(failure) => Some(failure.words_of_connection()),
        _ => Some(failure.words_of_connection()),
    }
}

impl Engine {
    /// When an answer was lost of which something may still come: to an attempt at this delivery, or at one before it in its lane
    /// that was given up meanwhile.
    pub(super) async fn lost_before(&self, row: &Row) -> Result<Option<Instant>, Error> {
        if let Some(lost) = row.state.lost() {
            return Ok(Some(lost));
        }
        let given_up = self.given_up_before(row).await?;
        Ok(given_up.into_iter().filter(|row| row.reason == GIVEN_UP_LOST).map(|row| row.updated_at).max())
    }

    /// The updates before this one that were given up after they had left: one may have made the page's incident.
    pub(super) async fn given_up_before(&self, row: &Row) -> Result<Vec<Row>, Error> {
        let (incident, connection) = (row.delivery.incident.clone(), row.delivery.connection.clone());
        let rows = self.blocking(move |engine| Ok(engine.parts.truth.deliveries(&incident)?)).await?;
        let lane = rows.into_iter().filter(|row| row.delivery.connection == connection);
        Ok(lane.filter(|row| row.state == State::Dropped && row.attempts > 0).collect())
    }

    /// Tells the lead once that nobody may have been woken by a page, and whom to call: it is looked for, and until it is found
    /// or sent again nobody comes.
    pub(super) fn tell_not_yet(&self, row: &Row, reason: &str) {
        let Payload::Page(message) = &row.delivery.payload else { return };
        if row.reason == reason {
            return;
        }
        self.tell_of_page(&row.delivery, message, "may not have gone out", |number| {
            let call = number.map_or_else(String::new, |number| format!("Call {number}. "));
            format!("{call}Its answer was lost, and the pager does not show it yet. It is looked for and sent again.")
        });
    }
}
