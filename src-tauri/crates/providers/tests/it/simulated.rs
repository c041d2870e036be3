//! Simulated hosts: every way in which a registered pager wakes people, as its provider documents it, as far as a page and
//! what comes of it need. Nothing is forgiven that the real one would not forgive.

mod addition;
mod graphql;
mod table;

use std::sync::{Arc, Mutex};

use domain::agreement::Connection;
use domain::delivery::{Delivery, Payload};
use domain::span::Instant;
use providers::capability::Paging;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::given;
use crate::mishap::Mishap;
use crate::server::{Act, Received, Server};

pub(crate) use table::ALL;

/// One way of paging, as its provider documents it.
pub(crate) struct Documented {
    /// The id of the provider.
    pub(crate) provider: &'static str,
    /// What is done there, and in which of its ways.
    pub(crate) way: Way,
    /// The options of a connection that takes this way; [`HERE`] stands for the address of the host.
    pub(crate) options: &'static [(&'static str, &'static str)],
    /// The call that wakes: its method, its path, and for GraphQL its operation.
    pub(crate) create: &'static str,
    /// Where our key, or the text with our marker, stands in the body of that call; where there is neither, whom it is for.
    pub(crate) key: &'static str,
    /// What a second call with the same key does.
    pub(crate) repeated: Repeated,
    /// Whether all that is made has one state.
    pub(crate) shared: Shared,
    /// What the call answers with.
    pub(crate) created: fn(&Made) -> (u16, Value),
    /// Every call that reads: lists, look-ups, and the state of one thing. None where there is nothing at that address.
    pub(crate) read: fn(&Received, &[Made]) -> Option<Value>,
    /// Whom the state names after [`WHO`] took it, as we read it; none where the provider does not tell.
    pub(crate) who: Option<&'static str>,
}

/// What is done at a pager, and in which of its ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// Somebody is woken, by the way at that place of `Pager::paging`.
    Page(usize),
    /// Somebody is added to a page that is out, by the way at that place of `Pager::responders`.
    Responder(usize),
    /// A note is put on a page that is out.
    Note,
}

/// Stands for the address of the host.
pub(crate) const HERE: &str = "here";
/// Who takes every page: the name.
pub(crate) const WHO: &str = "Anneke de Vries";
/// Who takes every page: the id.
pub(crate) const WHO_ID: &str = "PT23IWX";

/// What a second call with the same key does.
#[derive(Clone, Copy)]
pub(crate) enum Repeated {
    /// Wakes again: there is no key.
    WakesAgain,
    /// Answers with what the first one made.
    AnswersAlike,
    /// The same while that is open; wakes again once it was closed.
    AnswersAlikeWhileOpen,
    /// Is refused while that is open, like this; wakes again once it was closed.
    IsRefusedWhileOpen(fn() -> (u16, Value)),
}

/// Whether all that a host made has one state: people who are added to one page may be known but by what came of that.
#[derive(Clone, Copy)]
pub(crate) enum Shared {
    /// Each has its own.
    No,
    /// Each has its own until all is closed, and what is added then is closed too.
    OnceClosed,
    /// An addition leaves the state as it is, and is refused like this once all is closed.
    StaysAsItIs(fn() -> (u16, Value)),
    /// Nobody has taken it any more once something is added. Added to what is closed, it is promised, and nothing comes of
    /// that.
    OpensAgain,
}

/// Something that a host made of a page.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// From 1.
    pub(crate) number: usize,
    /// What stood at [`Documented::key`].
    pub(crate) key: String,
    /// The whole body of the call.
    pub(crate) body: Value,
    /// When, by the clock of the host.
    pub(crate) at: Instant,
    /// What came of it.
    pub(crate) status: Status,
}

/// What came of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nobody has answered.
    Open,
    /// [`WHO`] took it.
    Taken,
    /// [`WHO`] closed it.
    Closed,
}

/// What a host knows, and what goes wrong next.
pub(crate) struct Inside {
    /// All that it made, the oldest first.
    pub(crate) made: Vec<Made>,
    /// The present instant by its clock.
    pub(crate) now: Instant,
    /// What goes wrong with the next requests.
    pub(crate) script: Vec<Mishap>,
    /// Requests that it is slow with, and when it does what they ask.
    late: Vec<(Instant, Received)>,
}

/// A host that answers, and what it knows.
pub(crate) struct Host {
    pub(crate) server: Server,
    pub(crate) inside: Arc<Mutex<Inside>>,
    /// Told of every request, after what it did.
    pub(crate) asked: Arc<tokio::sync::Notify>,
}

impl Documented {
    /// The host of this way, with what goes wrong with its requests, in order.
    pub(crate) async fn host(&'static self, script: Vec<Mishap>) -> Host {
        let script = script.into_iter().rev().collect();
        let inside = Inside { made: Vec::new(), now: given::now(), script, late: Vec::new() };
        let (inside, asked) = (Arc::new(Mutex::new(inside)), Arc::new(tokio::sync::Notify::new()));
        let (own, told) = (Arc::clone(&inside), Arc::clone(&asked));
        let server = Server::start(move |request| {
            let act = self.answer(&mut own.lock().unwrap(), request);
            told.notify_waiters();
            act
        })
        .await;
        Host { server, inside, asked }
    }

    /// A connection to a host at that address.
    pub(crate) fn connection(&self, address: &str) -> Connection {
        let place = |(key, value): &(&'static str, &'static str)| (*key, if *value == HERE { address } else { *value });
        let connection = given::connection(self.provider, &self.options.iter().map(place).collect::<Vec<_>>());
        if let (Some(taken), Some(wanted)) = (self.taken_by(&connection), self.paging()) {
            assert!(std::ptr::eq(taken, wanted), "{}: another way is taken", self.name());
        }
        connection
    }

    /// For messages.
    pub(crate) fn name(&self) -> String {
        format!("{}, {:?}", self.provider, self.way)
    }

    /// What is delivered by it.
    pub(crate) fn delivery(&self, id: &str) -> Delivery {
        match self.way {
            Way::Page(_) => given::page(id),
            Way::Responder(_) => joining(id),
            Way::Note => given::note(id),
        }
    }

    /// Whether what comes of it is read back.
    pub(crate) fn is_followed(&self) -> bool {
        self.paging().is_some_and(|way| way.progress.is_some())
    }

    /// The way; none for a note.
    fn paging(&self) -> Option<&'static Paging> {
        let pager = given::pager(self.provider);
        match self.way {
            Way::Page(place) => Some(&pager.paging[place]),
            Way::Responder(place) => Some(&pager.responders[place]),
            Way::Note => None,
        }
    }

    fn taken_by(&self, connection: &Connection) -> Option<&'static Paging> {
        let (secrets, delivery) = (given::secrets(), self.delivery("any"));
        let Payload::Page(message) = &delivery.payload else { return None };
        let account = providers::registry::find(self.provider).unwrap().account(connection, &secrets, given::now());
        given::pager(self.provider).way(&account, message)
    }

    /// Does what has become due of what it was slow with.
    pub(crate) fn land(&self, inside: &mut Inside) {
        let now = inside.now;
        let due: Vec<_> = inside.late.extract_if(.., |(due, _)| *due <= now).collect();
        for (_, request) in due {
            self.create(inside, &request);
        }
    }

    fn answer(&self, inside: &mut Inside, request: &Received) -> Act {
        let mishap = inside.script.pop().unwrap_or(Mishap::None);
        self.land(inside);
        if let (Mishap::Late(seconds), true) = (mishap, line(request) == self.create) {
            inside.late.push((inside.now + chrono::TimeDelta::seconds(seconds), request.clone()));
        }
        mishap.play("http://127.0.0.1:9/", || {
            if line(request) == self.create {
                return self.create(inside, request);
            }
            // What was closed was seen by somebody, so it stands in every list by then.
            let lags = |made: &&Made| mishap == Mishap::Lagging && made.status == Status::Open;
            let shown: Vec<Made> = match self.repeated {
                Repeated::IsRefusedWhileOpen(_) => inside.made.iter().filter(|made| !lags(made)).cloned().collect(),
                _ => inside.made.clone(),
            };
            (self.read)(request, &shown).map_or((404, Value::Null), |answer| (200, answer))
        })
    }

    fn create(&self, inside: &mut Inside, request: &Received) -> (u16, Value) {
        let body = request.json();
        let key = body.pointer(self.key).and_then(Value::as_str);
        let key = key.unwrap_or_else(|| panic!("{}: no {} in {body}", self.name(), self.key)).to_owned();
        let open = |made: &&Made| made.status != Status::Closed;
        let mut known = inside.made.iter().filter(|made| made.key == key);
        let (first, first_open) = (known.clone().next(), known.find(open));
        match (self.repeated, first, first_open) {
            (Repeated::AnswersAlike, Some(made), _) | (Repeated::AnswersAlikeWhileOpen, _, Some(made)) => {
                return (self.created)(made);
            }
            (Repeated::IsRefusedWhileOpen(refusal), _, Some(_)) => return refusal(),
            _ => {}
        }
        let before = inside.made.last().map(|made| made.status);
        let status = match (self.shared, before) {
            (Shared::StaysAsItIs(refusal), Some(Status::Closed)) => return refusal(),
            (Shared::StaysAsItIs(_), Some(before)) => before,
            (Shared::OnceClosed, Some(Status::Closed)) => Status::Closed,
            _ => Status::Open,
        };
        if matches!(self.shared, Shared::OpensAgain) {
            inside.answer_all(Status::Open);
        }
        let made = Made { number: inside.made.len() + 1, key, body, at: inside.now, status };
        let answer = (self.created)(&made);
        inside.made.push(made);
        answer
    }
}

impl Host {
    /// Waits until all that was sent so far is done: the server takes one connection after the other.
    pub(crate) async fn catch_up(&self) {
        let mut stream = TcpStream::connect(self.server.address.trim_start_matches("http://")).await.unwrap();
        stream.shutdown().await.unwrap();
        // It closes what says nothing.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    }
}

impl Inside {
    /// What was made of the page with that id.
    pub(crate) fn of(&self, id: &str) -> Vec<&Made> {
        self.made.iter().filter(|made| id_in(&made.key) == id).collect()
    }

    /// Whatever is open becomes this.
    pub(crate) fn answer_all(&mut self, status: Status) {
        self.made.iter_mut().filter(|made| made.status != Status::Closed).for_each(|made| made.status = status);
    }
}

/// Each adds somebody else: nothing but that may tell one from another.
fn joining(id: &str) -> Delivery {
    let mut delivery = given::joining(id);
    if let Payload::Page(message) = &mut delivery.payload {
        message.person_remote = Some(id.to_owned());
    }
    delivery
}

/// The id of the page that a key, or a text with our marker, is of.
fn id_in(key: &str) -> &str {
    let marked = key.split_once("bridgewatch:").map(|(_, marked)| marked.split(['\n', ']', ')']).next().unwrap());
    marked.unwrap_or(key)
}

/// A request in one line: method, path, and the operation of a GraphQL call.
pub(crate) fn line(request: &Received) -> String {
    let path = request.path.split('?').next().unwrap();
    match request.json()["operationName"].as_str() {
        Some(operation) => format!("{} {path} {operation}", request.method),
        None => format!("{} {path}", request.method),
    }
}

/// A parameter of the query.
pub(crate) fn parameter(request: &Received, key: &str) -> Option<String> {
    let url = Url::parse(&format!("http://host{}", request.path)).unwrap();
    url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
}
