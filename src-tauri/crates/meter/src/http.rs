//! The least of HTTP/1.1: what the meter's servers read and answer, and a client that does nothing else.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Instant as Stopwatch;

/// A request that came.
pub(crate) struct Asked {
    /// When its first byte was there.
    pub(crate) at: Stopwatch,
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    /// As it came, with the empty line at its end.
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    /// The next one of a connection; none where the connection ended.
    pub(crate) fn read(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<Self>> {
        if reader.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let at = Stopwatch::now();
        let Some(head) = head(reader)? else { return Ok(None) };
        let mut words = head.split(' ').map(str::to_owned);
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let body = body(reader, &head)?;
        Ok(Some(Self { at, method, path, head, body }))
    }

    /// A line of the head, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// Whether it changes something.
    pub(crate) fn is_write(&self) -> bool {
        self.method != "GET"
    }

    /// Byte for byte, to be sent once more.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        [self.head.as_bytes(), &self.body].concat()
    }
}

/// What becomes of a connection after an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    /// It stays open, as those of real hosts do.
    Stays,
    /// Whoever asks next must open a new one.
    Ends,
}

/// An answer of JSON.
pub(crate) fn answer(status: u16, body: &str, then: Then) -> Vec<u8> {
    let end = if then == Then::Ends { "connection: close\r\n" } else { "" };
    let length = body.len();
    format!("HTTP/1.1 {status} Told\r\ncontent-type: application/json\r\n{end}content-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// Answers what a connection asks, until it closes or nothing is answered: then it is closed from here.
pub(crate) fn converse(mut stream: TcpStream, answer: impl Fn(Asked) -> Option<Vec<u8>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(bytes) = Asked::read(&mut reader)?.and_then(&answer) {
        stream.write_all(&bytes)?;
    }
    Ok(())
}

/// A client: one connection that stays open, one request after the other.
pub(crate) struct Line {
    reader: BufReader<TcpStream>,
}

impl Line {
    /// To an address with its port.
    pub(crate) fn open(address: impl ToSocketAddrs) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(stream) })
    }

    /// Sends a request without waiting for its answer.
    pub(crate) fn send(&mut self, request: &[u8]) -> std::io::Result<()> {
        self.reader.get_mut().write_all(request)
    }

    /// Sends a request and reads its answer: the first line, and the body.
    pub(crate) fn exchange(&mut self, request: &[u8]) -> std::io::Result<(String, Vec<u8>)> {
        self.send(request)?;
        let head = head(&mut self.reader)?.ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let body = body(&mut self.reader, &head)?;
        Ok((head.lines().next().unwrap_or_default().to_owned(), body))
    }
}

/// All lines until the empty one; none where the connection ended before it.
fn head(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<String>> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if reader.read_line(&mut head)? == 0 {
            return Ok(None);
        }
        if head.get(before..).is_some_and(|line| line.trim_end().is_empty()) {
            return Ok(Some(head));
        }
    }
}

fn body(reader: &mut BufReader<TcpStream>, head: &str) -> std::io::Result<Vec<u8>> {
    let length = header(head, "content-length").and_then(|value| value.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(body)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut named = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim())
}
