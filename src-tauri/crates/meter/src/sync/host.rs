//! An HTTP server on this computer that notes what it was asked: `meter serve`. Each connection has a thread of its own
//! and stays open, as those of real hosts do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use super::pager;

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
            std::thread::spawn(move || drop(converse(stream, &asked)));
        }
    });
    std::io::stdin().read_to_end(&mut Vec::new()).map_err(|trouble| trouble.to_string())?;
    Ok(String::new())
}

/// Answers what one connection asks, until it closes.
fn converse(mut stream: TcpStream, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some((path, is_signed)) = request(&mut reader)? {
        let (status, body) = answer(&path, is_signed, asked);
        let head = format!(
            "HTTP/1.1 {status} Told\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
    }
    Ok(())
}

/// The address of the next request, and whether the token came with it; none where the connection ended.
fn request(reader: &mut BufReader<TcpStream>) -> std::io::Result<Option<(String, bool)>> {
    let mut path = None;
    let mut is_signed = false;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        match path {
            None => path = Some(line.split(' ').nth(1).unwrap_or_default().to_owned()),
            Some(path) if line.is_empty() => return Ok(Some((path, is_signed))),
            Some(_) => is_signed |= line.to_lowercase().starts_with("authorization:") && line.ends_with(TOKEN),
        }
    }
}

fn answer(path: &str, is_signed: bool, asked: &Mutex<Vec<String>>) -> (u16, String) {
    let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
    if path == ASKED {
        return (200, std::mem::take(&mut *asked).join("\n"));
    }
    asked.push(path.to_owned());
    drop(asked);
    if is_signed { pager::answer(path) } else { (401, "{}".to_owned()) }
}
