//! A server of the meter in threads of this process; its network can go away and come back under the same address.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use crate::http::{self, Asked};

/// It lives until it is dropped: whoever comes then is refused.
pub(super) struct Host {
    pub(super) address: SocketAddr,
    is_open: Arc<AtomicBool>,
    listening: Option<JoinHandle<()>>,
}

impl Host {
    /// Under an address that nobody else has.
    pub(super) fn open(answer: impl Fn(Asked) -> Option<Vec<u8>> + Send + Sync + 'static) -> std::io::Result<Self> {
        Self::open_at(SocketAddr::from(([127, 0, 0, 1], 0)), answer)
    }

    /// Under that address. A connection to which nothing is answered is closed.
    pub(super) fn open_at(
        address: SocketAddr,
        answer: impl Fn(Asked) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let (is_open, answer) = (Arc::new(AtomicBool::new(true)), Arc::new(answer));
        let still_open = Arc::clone(&is_open);
        let listening = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if !still_open.load(Ordering::SeqCst) {
                    return;
                }
                let answer = Arc::clone(&answer);
                // A client that goes away in the middle of an answer is none of ours.
                std::thread::spawn(move || drop(http::converse(stream, &*answer)));
            }
        });
        Ok(Self { address, is_open, listening: Some(listening) })
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.is_open.store(false, Ordering::SeqCst);
        // The listener wakes for a connection and sees that it is over.
        drop(TcpStream::connect(self.address));
        if let Some(listening) = self.listening.take() {
            drop(listening.join());
        }
    }
}
