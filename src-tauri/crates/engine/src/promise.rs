//! What came of pages that a pager took before it made them, asked for whoever needs to know.

use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure, Payload, Receipt, State, pause};
use domain::span::Instant;
use providers::capability::Promised;
use providers::gateway;

use crate::connection::Secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::out::on;

impl Engine {
    /// What became of a page that was but promised; nothing where taking it was making it. What was made is kept on disk:
    /// a pager does not tell for ever.
    pub(crate) async fn promised(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        receipt: &Receipt,
        now: Instant,
    ) -> Result<Result<Option<Promised>, Failure>, Error> {
        let promised = self.parts.gateway.promise(connection, secrets, delivery, receipt, now).await;
        if let Ok(Some(Promised::Kept(Some(kept)))) = &promised {
            let (id, receipt, kept) = (delivery.id.clone(), receipt.clone(), kept.clone());
            self.blocking(move |engine| Ok(engine.parts.truth.keep(&id, &receipt, &kept)?)).await?;
        }
        Ok(promised)
    }

    /// The delivery with the address of the page that it adds to, where only the page's promise tells that. The failure is
    /// why it cannot leave, or not yet: nothing of it was sent.
    pub(crate) async fn with_address(
        &self,
        mut delivery: Delivery,
        connection: &Connection,
        secrets: &Secrets,
        attempts: u32,
        now: Instant,
    ) -> Result<Result<Delivery, Failure>, Error> {
        let made = on(&mut delivery.payload).and_then(|on| on.made.clone());
        let Some(made) = made.filter(|made| made.kept.is_none()) else { return Ok(Ok(delivery)) };
        let page = self.blocking(move |engine| Ok(engine.parts.truth.row(&made.delivery)?)).await?;
        let Some((page, State::Delivered { receipt })) = page.map(|row| (row.delivery, row.state)) else {
            return Ok(Ok(delivery));
        };
        if !matches!(&page.payload, Payload::Page(message) if gateway::adds_by_promise(connection, message)) {
            return Ok(Ok(delivery));
        }
        Ok(match self.promised(connection, secrets, &page, &receipt, now).await? {
            // Where it was kept and no id is told, the refusal of whoever needs it says so.
            Ok(Some(Promised::Kept(_)) | None) => Ok(self.blocking(move |engine| engine.with_made(delivery)).await?),
            Ok(Some(Promised::Broken(words))) => {
                Err(Failure::Refused(format!("The pager did not make the page that this belongs to: {words}")))
            }
            // Of what is not made yet some say that they do not know it.
            Ok(Some(Promised::Pending)) | Err(Failure::Refused(_) | Failure::Garbled(_)) => {
                Err(Failure::Throttled(now + pause(attempts)))
            }
            Err(failure) => Err(failure),
        })
    }
}
