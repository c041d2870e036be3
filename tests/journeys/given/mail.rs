//! A server of mail on this computer that takes every letter, but for what a test tells it of an address.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

/// What goes wrong with letters to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The letter is taken, and the answer is lost; once.
    AnswerLost,
    /// Nobody has that address.
    Unknown,
    /// The server goes away before it has the letter; once.
    Away,
}

/// A letter that arrived.
#[derive(Debug, Clone)]
pub(crate) struct Letter {
    /// Whom it is for.
    pub(crate) to: Vec<String>,
    /// As it travelled.
    pub(crate) text: String,
}

/// A running server.
pub(crate) struct MailServer {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    letters: Vec<Letter>,
    troubles: BTreeMap<String, Trouble>,
}

impl MailServer {
    /// One that takes every letter.
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let kept = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || converse(&stream, &kept));
            }
        });
        Self { address, seen }
    }

    /// As a workspace names it, for letters to customers.
    pub(crate) fn connection(&self) -> String {
        let port = self.address.port();
        format!(
            "\n  - {{ id: mail, provider: smtp, name: Mail, audiences: [customers], options: {{ host: localhost, port: \"{port}\", \
             security: none, from: status@kestrel.example }} }}"
        )
    }

    /// From now on that goes wrong with letters to an address.
    pub(crate) fn trouble(&self, address: &str, trouble: Trouble) {
        self.seen().troubles.insert(address.to_owned(), trouble);
    }

    /// What arrived, in order.
    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.seen().letters.clone()
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap()
    }
}

fn converse(stream: &TcpStream, seen: &Mutex<Seen>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut out = stream;
    let mut say = |words: &str| out.write_all(format!("{words}\r\n").as_bytes()).ok();
    say("220 mail.example")?;
    let mut to: Vec<String> = Vec::new();
    let trouble = |address: &String| seen.lock().unwrap().troubles.get(address).copied();
    let forget = |address: &String| seen.lock().unwrap().troubles.remove(address);
    while let Some(line) = lines.next() {
        if let Some(address) = line.strip_prefix("RCPT TO:<").and_then(|rest| rest.strip_suffix('>')) {
            let address = address.to_owned();
            match trouble(&address) {
                Some(Trouble::Unknown) => say("550 5.1.1 User unknown")?,
                Some(Trouble::Away) => {
                    forget(&address);
                    return None;
                }
                _ => say("250 OK")?,
            }
            to.push(address);
        } else if line == "DATA" {
            say("354 go on")?;
            let text: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
            let lost = to.iter().find(|address| trouble(address) == Some(Trouble::AnswerLost)).cloned();
            let letter = Letter { to: std::mem::take(&mut to), text: text.join("\n") };
            seen.lock().unwrap().letters.push(letter);
            if let Some(address) = lost {
                forget(&address);
                return None;
            }
            say("250 taken")?;
        } else if line == "QUIT" {
            say("221 bye")?;
        } else {
            say("250 OK")?;
        }
    }
    Some(())
}
