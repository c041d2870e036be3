//! The least that fetches an address: one connection that stays open, one request after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use super::host::TOKEN;

/// A connection to the server.
pub(super) struct Line {
    reader: BufReader<TcpStream>,
}

impl Line {
    /// To an address with its port.
    pub(super) fn open(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(stream) })
    }

    /// The body of the answer; one without success is an error.
    pub(super) fn get(&mut self, path: &str) -> std::io::Result<Vec<u8>> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: meter\r\nauthorization: Token token={TOKEN}\r\n\r\n");
        self.reader.get_mut().write_all(request.as_bytes())?;
        let first = self.head()?;
        let mut length = 0;
        loop {
            match self.head()?.split_once(": ") {
                Some(("content-length", value)) => length = value.parse().unwrap_or_default(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body)?;
        if first.contains(" 200 ") { Ok(body) } else { Err(std::io::Error::other(format!("{path}: {first}"))) }
    }

    /// A line of the head, without its end.
    fn head(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}
