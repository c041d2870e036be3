//! A scripted server on this computer: each connection has a thread of its own, so that one request may wait for another.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use serde_json::Value;

/// What arrived.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// What the server answers: these bytes, or nothing. The connection closes either way.
pub(crate) type Answer = Option<Vec<u8>>;

/// A server that lives until it is dropped.
pub(crate) struct Host {
    address: SocketAddr,
    is_open: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Host {
    /// Every request is answered by the closure, which may take its time.
    pub(crate) fn open(act: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Self {
        Self::open_at("127.0.0.1:0".parse().unwrap(), act)
    }

    /// The same at an address where one was before.
    pub(crate) fn open_at(address: SocketAddr, act: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(address).unwrap();
        let address = listener.local_addr().unwrap();
        let (is_open, act) = (Arc::new(AtomicBool::new(true)), Arc::new(act));
        let still_open = Arc::clone(&is_open);
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if !still_open.load(Ordering::SeqCst) {
                    return;
                }
                let act = Arc::clone(&act);
                std::thread::spawn(move || serve(stream, &*act));
            }
        });
        Self { address, is_open, listening: Some(listening) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Host {
    /// Nothing listens any more when this returns: whoever comes then is refused.
    fn drop(&mut self) {
        self.is_open.store(false, Ordering::SeqCst);
        // The listener wakes for a connection and sees that it is over.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}

/// An answer of JSON.
pub(crate) fn json(status: u16, body: &Value) -> Vec<u8> {
    answer(status, &[("content-type", "application/json")], &body.to_string())
}

/// An answer with a status, headers and a body.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

fn serve(mut stream: TcpStream, act: &dyn Fn(&Received) -> Answer) {
    let Some(request) = read(&mut stream) else { return };
    if let Some(bytes) = act(&request) {
        // The client may be dead by now; that is part of some journeys.
        let _ = stream.write_all(&bytes);
    }
}

fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        more(stream, &mut bytes)?;
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let mut lines = text.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (first.next()?, first.next()?);
    let pair = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let mut request = Received { method, path, headers: lines.filter_map(pair).collect(), body: Vec::new() };
    let length: usize = request.header("content-length").parse().unwrap_or(0);
    while bytes.len() < head + 4 + length {
        more(stream, &mut bytes)?;
    }
    request.body = bytes[head + 4..].to_vec();
    Some(request)
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut part = [0; 4096];
    let came = stream.read(&mut part).ok().filter(|came| *came > 0)?;
    bytes.extend_from_slice(&part[..came]);
    Some(())
}
