//! Answers that are asked for again only where they have changed, by the marks that hosts give them: `ETag` and `Last-Modified`.
//! They are known while a round of reading lasts, and whoever reads keeps them from one round to the next.
//!
//! What a feed says of this moment follows from the whole of it, so that a host's “it is as it was” is answered with what it
//! was. Within one round nothing is asked twice.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::id::ConnectionId;
use serde::{Deserialize, Serialize};

use crate::message::{Request, Response, Value};

/// The status of an answer that says that nothing has changed.
const UNCHANGED: u16 = 304;

/// A longer mark is none.
const LONGEST: usize = 1_000;

/// An answer with its host's mark of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAnswer {
    /// The host's mark, as JSON, with the address to which it belongs: of no meaning to anybody else.
    pub mark: String,
    /// As it came, unpacked, without secrets.
    pub body: Vec<u8>,
}

/// The answers that are known while rounds last.
#[derive(Debug, Default)]
pub struct Answers {
    known: Mutex<BTreeMap<ConnectionId, Slot>>,
}

/// A round of reading one connection. When it is dropped, the answer is forgotten.
#[derive(Debug)]
pub struct Round<'a> {
    answers: &'a Answers,
    connection: ConnectionId,
}

#[derive(Debug, Default)]
struct Slot {
    /// How many rounds last.
    rounds: usize,
    answer: Option<Arc<KnownAnswer>>,
    /// Whether it was asked for since the last round began.
    is_fresh: bool,
    /// Whether it came in these rounds, and nobody has taken it to keep it.
    is_unkept: bool,
}

/// A host's mark of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    /// Of which address, as a number from which it cannot be told: it may be a secret.
    of: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
}

impl Answers {
    /// Begins a round with what is known from before. What another round has is newer.
    pub fn begin(&self, connection: &ConnectionId, known: Option<KnownAnswer>) -> Round<'_> {
        let mut all = self.all();
        let slot = all.entry(connection.clone()).or_default();
        slot.rounds += 1;
        slot.is_fresh = false;
        slot.answer = slot.answer.take().or_else(|| known.map(Arc::new));
        Round { answers: self, connection: connection.clone() }
    }

    /// The answer to a request that was answered in this round already.
    pub(crate) fn shared(&self, connection: &ConnectionId, request: &Request) -> Option<Response> {
        let all = self.all();
        let slot = all.get(connection).filter(|slot| slot.is_fresh)?;
        let answer = slot.answer.as_deref().filter(|answer| mark_of(answer, request).is_some())?;
        Some(request.answered(as_it_was(answer, Vec::new())))
    }

    /// The request with the mark of what is known.
    pub(crate) fn conditional(&self, connection: &ConnectionId, request: &Request) -> Request {
        let answer = self.all().get(connection).and_then(|slot| slot.answer.clone());
        let Some(mark) = answer.and_then(|answer| mark_of(&answer, request)) else { return request.clone() };
        let marks = [("if-none-match", mark.etag), ("if-modified-since", mark.modified)];
        let given = marks.into_iter().filter_map(|(name, mark)| Some((name, Value::Plain(mark?))));
        given.fold(request.clone(), |request, (name, mark)| request.header(name, mark))
    }

    /// What an answer says: what it was before, where its host says that nothing has changed. One that has a mark is known from
    /// now on, unless its host wants that nobody keeps it.
    pub(crate) fn settled(&self, connection: &ConnectionId, request: &Request, response: Response) -> Response {
        let mut all = self.all();
        let Some(slot) = all.get_mut(connection) else { return response };
        if response.status == UNCHANGED {
            let known = slot.answer.as_deref().filter(|answer| mark_of(answer, request).is_some());
            let Some(answer) = known else { return response };
            slot.is_fresh = true;
            return as_it_was(answer, response.headers);
        }
        if response.status != 200 {
            return response;
        }
        let answer = mark(&response, request).map(|mark| KnownAnswer { mark, body: response.body.clone() });
        slot.is_fresh = answer.is_some();
        slot.is_unkept = answer.is_some();
        slot.answer = answer.map(Arc::new);
        response
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<ConnectionId, Slot>> {
        // A panic while the map was held cannot have left it half-written: no change of it can fail on its way.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Round<'_> {
    /// The answer that came in this round, once, for whoever keeps it; none where it was as before.
    pub fn to_keep(&self) -> Option<Arc<KnownAnswer>> {
        let mut all = self.answers.all();
        let slot = all.get_mut(&self.connection)?;
        if std::mem::take(&mut slot.is_unkept) { slot.answer.clone() } else { None }
    }
}

impl Drop for Round<'_> {
    fn drop(&mut self) {
        let mut all = self.answers.all();
        let Some(slot) = all.get_mut(&self.connection) else { return };
        slot.rounds = slot.rounds.saturating_sub(1);
        if slot.rounds == 0 {
            all.remove(&self.connection);
        }
    }
}

/// A known answer as it came.
fn as_it_was(answer: &KnownAnswer, headers: Vec<(String, String)>) -> Response {
    Response { status: 200, headers, body: answer.body.clone() }
}

/// The mark of a known answer, where it is that of this address.
fn mark_of(answer: &KnownAnswer, request: &Request) -> Option<Mark> {
    let mark: Mark = serde_json::from_str(&answer.mark).ok()?;
    (request.is_kept && mark.of == place(request)).then_some(mark)
}

/// The mark of an answer that came; none where its host gave it none, or wants that nobody keeps it.
fn mark(response: &Response, request: &Request) -> Option<String> {
    // Nothing else could be sent back.
    let is_sendable = |text: &&str| !text.is_empty() && text.len() <= LONGEST && text.is_ascii();
    let text = |name: &str| response.header(name).map(str::trim).filter(is_sendable).map(str::to_owned);
    let is_kept = text("cache-control").is_none_or(|said| !said.to_ascii_lowercase().contains("no-store"));
    let mark = Mark { of: place(request), etag: text("etag"), modified: text("last-modified") };
    let is_marked = mark.etag.is_some() || mark.modified.is_some();
    (request.is_kept && is_kept && is_marked).then(|| serde_json::to_string(&mark).ok()).flatten()
}

/// A number for the address of a request.
fn place(request: &Request) -> String {
    let mut hasher = DefaultHasher::new();
    request.target().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
