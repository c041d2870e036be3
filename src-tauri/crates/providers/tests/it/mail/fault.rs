//! A server of mail that fails as it is told to, and keeps what it took.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What it does when its moment comes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// Says this, with the end of the line.
    Say(&'static str),
    /// Ends the connection.
    Drop,
    /// Says nothing any more.
    Hang,
}

/// The moment of the connection itself.
pub(super) const GREETING: &str = "greeting";
/// The moment of the first line of a letter.
pub(super) const BODY: &str = "body";
/// The moment after the dot that ends it.
pub(super) const DOT: &str = ".";

/// What one connection meets: a moment, or how a command begins, and what is done then; else all is well.
pub(super) type Script = Vec<(&'static str, Act)>;

/// What it saw.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Letters that it said it took, or that it had as a whole before it failed.
    pub(super) letters: Vec<String>,
    /// All commands.
    pub(super) commands: Vec<String>,
}

/// A running server.
pub(super) struct FaultServer {
    pub(super) port: u16,
    seen: Arc<Mutex<Seen>>,
}

impl FaultServer {
    /// Each connection meets the next script; after the last one all is well.
    pub(super) async fn start(scripts: impl IntoIterator<Item = Script>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (kept, mut scripts) = (Arc::clone(&seen), scripts.into_iter().collect::<VecDeque<_>>());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let script = scripts.pop_front().unwrap_or_default();
                let kept = Arc::clone(&kept);
                tokio::spawn(async move { converse(stream, &script, &kept).await });
            }
        });
        Self { port, seen }
    }

    /// The letters that it has.
    pub(super) fn letters(&self) -> usize {
        self.seen.lock().unwrap().letters.len()
    }

    /// Whether a command like that was said to it.
    pub(super) fn heard(&self, beginning: &str) -> bool {
        self.seen.lock().unwrap().commands.iter().any(|command| command.starts_with(beginning))
    }
}

/// Until one of both has enough.
async fn converse(stream: TcpStream, script: &Script, seen: &Mutex<Seen>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    act(&mut stream, script, GREETING, "220 fault.example ESMTP").await?;
    loop {
        let line = line(&mut stream).await?;
        seen.lock().unwrap().commands.push(line.clone());
        let usual = match line.split(' ').next().unwrap_or_default() {
            "EHLO" => "250-fault.example\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME",
            "AUTH" => "235 2.7.0 welcome",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 OK",
        };
        act(&mut stream, script, &line, usual).await?;
        if line == "DATA" {
            let mut letter = String::new();
            loop {
                let line = self::line(&mut stream).await?;
                if letter.is_empty() && script.iter().any(|(moment, _)| *moment == BODY) {
                    return None;
                }
                if line == "." {
                    break;
                }
                letter.push_str(&line);
                letter.push('\n');
            }
            // What is lost is only the answer.
            let is_refused = script.iter().any(|(moment, act)| *moment == DOT && matches!(act, Act::Say(_)));
            if !is_refused {
                seen.lock().unwrap().letters.push(letter);
            }
            act(&mut stream, script, DOT, "250 taken").await?;
        }
    }
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = Vec::new();
    stream.read_until(b'\n', &mut line).await.ok().filter(|length| *length > 0)?;
    Some(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']).to_owned())
}

async fn act(stream: &mut BufReader<TcpStream>, script: &Script, moment: &str, usual: &str) -> Option<()> {
    let told = script.iter().find(|(beginning, _)| moment.starts_with(beginning)).map(|(_, act)| *act);
    match told {
        Some(Act::Drop) => None,
        // Longer than any test lasts.
        Some(Act::Hang) => {
            tokio::time::sleep(Duration::from_mins(10)).await;
            None
        }
        Some(Act::Say(words)) => stream.write_all(format!("{words}\r\n").as_bytes()).await.ok(),
        None => stream.write_all(format!("{usual}\r\n").as_bytes()).await.ok(),
    }
}
