//! A scripted server on this computer: records what arrives and answers, or fails to, as told.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What arrived.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// Answers with these bytes, and closes.
    Say(Vec<u8>),
    /// Answers with these bytes, one after the other, until nobody listens any more.
    Drip(Vec<u8>),
    /// Begins with these bytes, and says no more.
    Stall(Vec<u8>),
    /// Closes without an answer.
    Close,
    /// Resets the connection without an answer.
    Reset,
    /// Keeps the connection and never answers.
    Silence,
}

/// A server that lives as long as the test's runtime.
pub(crate) struct Server {
    pub(crate) address: String,
    pub(crate) received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Every request is answered by the closure.
    pub(crate) async fn start(mut act: impl FnMut(&Received) -> Act + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&received);
        tokio::spawn(async move {
            let mut silent = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                let Some(request) = read(&mut stream).await else {
                    continue;
                };
                record.lock().unwrap().push(request.clone());
                match act(&request) {
                    Act::Say(bytes) => {
                        let _ = stream.write_all(&bytes).await;
                        let _ = stream.shutdown().await;
                    }
                    Act::Drip(bytes) => drip(&mut stream, &bytes).await,
                    Act::Stall(bytes) => {
                        let _ = stream.write_all(&bytes).await;
                        silent.push(stream);
                    }
                    Act::Close => drop(stream),
                    Act::Reset => stream.set_zero_linger().unwrap(),
                    Act::Silence => silent.push(stream),
                }
            }
        });
        Self { address, received }
    }

    /// Every request is answered alike.
    pub(crate) async fn always(act: Act) -> Self {
        Self::start(move |_| act.clone()).await
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

async fn drip(stream: &mut TcpStream, bytes: &[u8]) {
    for byte in bytes {
        if stream.write_all(&[*byte]).await.is_err() || stream.flush().await.is_err() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// An answer with a status, headers and a body.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Act {
    let mut text = format!("HTTP/1.1 {status} Scripted\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    for (name, value) in headers {
        write!(text, "{name}: {value}\r\n").unwrap();
    }
    text.push_str("\r\n");
    Act::Say([text.as_bytes(), body].concat())
}

/// An answer of JSON.
pub(crate) fn json(status: u16, body: &Value) -> Act {
    answer(status, &[("content-type", "application/json")], body.to_string().as_bytes())
}

async fn read(stream: &mut TcpStream) -> Option<Received> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let mut lines = text.lines();
    let mut first = lines.next()?.split(' ').map(str::to_owned);
    let (method, path) = (first.next()?, first.next()?);
    let pair = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers: Vec<(String, String)> = lines.filter_map(pair).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap_or(0));
    while bytes.len() < head + 4 + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received { method, path, headers, body: bytes[head + 4..].to_vec() })
}
