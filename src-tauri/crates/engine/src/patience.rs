//! How long somebody who asked for an answer waits for a provider's pace.

use chrono::Duration;
use domain::span::Instant;

use crate::engine::Engine;

/// The longest single pause that is waited for.
const PAUSE: Duration = Duration::seconds(30);
/// All of them together: a host that asks for one short pause after the other is given up on.
const ALTOGETHER: Duration = Duration::minutes(2);

/// Somebody's patience; begun with what they ask for.
pub(crate) struct Patience<'a> {
    engine: &'a Engine,
    ends_at: Instant,
}

impl<'a> Patience<'a> {
    /// Begins now.
    pub(crate) fn of(engine: &'a Engine) -> Self {
        Self { engine, ends_at: engine.now() + ALTOGETHER }
    }

    /// Waits until the provider can be asked again; whether it is asked at all then.
    pub(crate) async fn lasts_until(&self, until: Instant) -> bool {
        let before = self.engine.now();
        let pause = until - before;
        if pause > PAUSE || until > self.ends_at {
            return false;
        }
        tokio::time::sleep(pause.to_std().unwrap_or_default()).await;
        // A clock that stands still would be waited for without end.
        self.engine.now() > before
    }
}
