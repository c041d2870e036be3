//! The least that fetches an address: one connection that stays open, one request after the other, signed.

use super::host::TOKEN;
use crate::http;

/// A connection to the server.
pub(super) struct Line(http::Line);

impl Line {
    /// To an address with its port.
    pub(super) fn open(address: &str) -> std::io::Result<Self> {
        http::Line::open(address).map(Self)
    }

    /// The body of the answer; one without success is an error.
    pub(super) fn get(&mut self, path: &str) -> std::io::Result<Vec<u8>> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: meter\r\nauthorization: Token token={TOKEN}\r\n\r\n");
        let (first, body) = self.0.exchange(request.as_bytes())?;
        if first.contains(" 200 ") { Ok(body) } else { Err(std::io::Error::other(format!("{path}: {first}"))) }
    }
}
