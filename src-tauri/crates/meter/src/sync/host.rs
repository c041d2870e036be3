//! An HTTP server on this computer that notes what it was asked: `meter serve`. Each connection has a thread of its own
//! and stays open, as those of real hosts do.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};

use super::pager;
use crate::http::{self, Asked, Then};

/// The token that is good.
pub(super) const TOKEN: &str = "token-of-the-meter";
/// Tells the addresses that were asked for since this one was, one in each line.
pub(super) const ASKED: &str = "/asked";

/// Says on its first line where it listens, and ends when nothing more can come from its standard input.
pub(crate) fn serve() -> Result<String, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|trouble| trouble.to_string())?;
    let address = listener.local_addr().map_err(|trouble| trouble.to_string())?;
    let mut output = std::io::stdout();
    writeln!(output, "{address}").and_then(|()| output.flush()).map_err(|trouble| trouble.to_string())?;
    std::thread::spawn(move || {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        for stream in listener.incoming().flatten() {
            let asked = Arc::clone(&asked);
            // A client that goes away in the middle of an answer is none of ours.
            std::thread::spawn(move || drop(http::converse(stream, |request| Some(answer(&request, &asked)))));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new()).map_err(|trouble| trouble.to_string())?;
    Ok(String::new())
}

fn answer(request: &Asked, asked: &Mutex<Vec<String>>) -> Vec<u8> {
    let (status, body) = told(request, asked);
    http::answer(status, &body, Then::Stays)
}

fn told(request: &Asked, asked: &Mutex<Vec<String>>) -> (u16, String) {
    let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
    if request.path == ASKED {
        return (200, std::mem::take(&mut *asked).join("\n"));
    }
    asked.push(request.path.clone());
    drop(asked);
    let is_signed = request.header("authorization").is_some_and(|value| value.ends_with(TOKEN));
    if is_signed { pager::answer(&request.path) } else { (401, "{}".to_owned()) }
}
