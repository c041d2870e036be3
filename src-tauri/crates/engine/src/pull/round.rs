//! A round of reading one connection: what is as it was when it was last read need not come again.

use domain::id::ConnectionId;
use providers::answers::{KnownAnswer, Round};

use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;

impl Engine {
    /// Begins a round with the answer that is kept of the connection.
    pub(crate) async fn begin_round(&self, connection: &ConnectionId) -> Result<Round<'_>, Error> {
        let key = FeedKind::Shifts.of(connection);
        let kept = self.blocking(move |engine| Ok(engine.parts.cache.answer(&key)?)).await?;
        let known = kept.map(|kept| KnownAnswer { mark: kept.mark, body: kept.body });
        Ok(self.parts.gateway.round(connection, known))
    }

    /// Keeps the answer that came in a round, where one came and could be read: of one that broke off, its host would say for ever
    /// that it is as it was.
    pub(crate) async fn end_round(
        &self,
        connection: &ConnectionId,
        round: Round<'_>,
        is_read: bool,
    ) -> Result<(), Error> {
        let Some(answer) = round.to_keep().filter(|_| is_read) else { return Ok(()) };
        let key = FeedKind::Shifts.of(connection);
        self.blocking(move |engine| Ok(engine.parts.cache.keep_answer(&key, &answer.mark, &answer.body)?)).await
    }
}
