//! Five workers, one loop: look for what is due, do it, write the outcome, sleep until the next due instant, a nudge, or
//! 20 seconds of wall clock. The last bound makes a suspended laptop and a stepped clock harmless.

use std::future::Future;
use std::time::Duration;

use domain::span::Instant;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;

/// Longest sleep.
const LONGEST: Duration = Duration::from_secs(20);
/// How often other processes' writes are looked for, and whether the computer slept.
const LOOK: Duration = Duration::from_millis(400);
/// The clock of the wall went so much further than the process ran: the computer slept, or its clock was set.
const SLEPT: Duration = Duration::from_secs(2);

/// The running workers.
pub struct Workers {
    token: CancellationToken,
    tasks: JoinSet<()>,
}

/// Starts all workers on the present runtime.
pub fn start(engine: &Engine) -> Workers {
    let token = CancellationToken::new();
    let mut tasks = JoinSet::new();
    let parts = &engine.parts;
    tasks.spawn(run(
        "push",
        engine.clone(),
        token.clone(),
        |engine| &engine.parts.nudges.push,
        |engine| async move { engine.push().await },
    ));
    tasks.spawn(run(
        "pull",
        engine.clone(),
        token.clone(),
        |engine| &engine.parts.nudges.pull,
        |engine| async move { engine.pull().await },
    ));
    tasks.spawn(run(
        "remind",
        engine.clone(),
        token.clone(),
        |engine| &engine.parts.nudges.remind,
        |engine| async move { engine.remind().await },
    ));
    tasks.spawn(run(
        "index",
        engine.clone(),
        token.clone(),
        |engine| &engine.parts.nudges.index,
        |engine| async move { engine.index().await },
    ));
    tasks.spawn(run(
        "follow",
        engine.clone(),
        token.clone(),
        |engine| &engine.parts.nudges.follow,
        |engine| async move { engine.follow().await },
    ));
    // Seen now: whatever comes after the start is news.
    let seen = (engine.now(), tokio::time::Instant::now());
    tasks.spawn(look(engine.clone(), token.clone(), seen));
    match workspace::watch::watch(&parts.workspace, {
        let engine = engine.clone();
        move || engine.parts.nudges.index.notify_one()
    }) {
        Ok(watcher) => {
            let token = token.clone();
            tasks.spawn(async move {
                token.cancelled().await;
                drop(watcher);
            });
        }
        Err(trouble) => {
            tracing::warn!(%trouble, "the workspace cannot be watched");
            engine.warn("The workspace cannot be watched. Edits show within 20 seconds.");
        }
    }
    Workers { token, tasks }
}

impl Workers {
    /// Ends all workers and waits for them. There is nothing to save: everything is saved already.
    pub async fn stop(mut self) {
        self.token.cancel();
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn run<Step, Doing>(
    name: &'static str,
    engine: Engine,
    token: CancellationToken,
    nudge: impl Fn(&Engine) -> &Notify,
    step: Step,
) where
    Step: Fn(Engine) -> Doing,
    Doing: Future<Output = Result<Option<Instant>, Error>>,
{
    loop {
        let done = tokio::select! {
            done = step(engine.clone()) => done,
            () = token.cancelled() => return,
        };
        let next = match done {
            Ok(next) => next,
            Err(trouble) => {
                tracing::error!(worker = name, %trouble, "a worker could not finish its round");
                engine.warn(&format!("Background work failed: {trouble}"));
                None
            }
        };
        let pause = next.map_or(LONGEST, |next| (next - engine.now()).to_std().unwrap_or_default().min(LONGEST));
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = nudge(&engine).notified() => {}
            () = token.cancelled() => return,
        }
    }
}

/// Notices what another process wrote, so that the window follows `bwatch`; and that the computer woke, so that whatever fell
/// due while it slept is done at once.
async fn look(engine: Engine, token: CancellationToken, mut seen: (Instant, tokio::time::Instant)) {
    let mark = |engine: &Engine| engine.parts.truth.change_mark().unwrap_or_default();
    let mut last = mark(&engine);
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = token.cancelled() => return,
        }
        let (before, ran_from) = std::mem::replace(&mut seen, (engine.now(), tokio::time::Instant::now()));
        let ran = seen.1 - ran_from;
        let passed = (seen.0 - before).abs().to_std().unwrap_or_default();
        if passed > ran + SLEPT {
            engine.parts.nudges.all();
        }
        // What it would show by now, had nobody set it back.
        let shown = before + chrono::Duration::from_std(ran).unwrap_or_default();
        if shown - seen.0 > chrono::Duration::seconds(2)
            && let Err(trouble) = engine.blocking(move |engine| engine.set_back(Some(shown))).await
        {
            tracing::error!(%trouble, "a clock that was set back could not be written down");
        }
        let present = mark(&engine);
        if present != last {
            last = present;
            engine.parts.changes.tell(&[Topic::Incidents, Topic::Outbox, Topic::Settings]);
            engine.parts.nudges.push.notify_one();
            engine.parts.nudges.remind.notify_one();
        }
    }
}
