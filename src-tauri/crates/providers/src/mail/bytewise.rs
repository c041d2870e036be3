//! A way to a server on which, until it is encrypted, nothing is read ahead.
//!
//! Whoever sits on the way can put words behind the server's plain answer to STARTTLS. Read ahead, they would count as its
//! first encrypted answers, and every later answer would belong to the question before it: a letter that was refused would
//! pass for delivered. So of what is plain one byte is taken at a time. What was put behind stays on the way, where the turn
//! to encryption stumbles over it.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// How every record of a TLS handshake begins (RFC 8446 section 5.1); no command of SMTP does.
const HANDSHAKE: u8 = 0x16;

/// A connection, read byte by byte while it is plain.
#[derive(Debug)]
pub(super) struct Bytewise {
    stream: TcpStream,
    is_plain: bool,
}

impl Bytewise {
    pub(super) fn of(stream: TcpStream) -> Self {
        Self { stream, is_plain: true }
    }
}

impl AsyncRead for Bytewise {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.is_plain {
            return Pin::new(&mut self.stream).poll_read(cx, into);
        }
        let mut byte = [0];
        let mut one = ReadBuf::new(&mut byte);
        let polled = Pin::new(&mut self.stream).poll_read(cx, &mut one);
        if polled.is_ready() && into.remaining() > 0 {
            into.put_slice(one.filled());
        }
        polled
    }
}

impl AsyncWrite for Bytewise {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.is_plain &= bytes.first() != Some(&HANDSHAKE);
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncTokioStream for Bytewise {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
