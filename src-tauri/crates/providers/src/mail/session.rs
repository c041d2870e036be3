//! One conversation with a server, step by step.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::span::Instant;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters, TlsParametersBuilder};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use secrecy::ExposeSecret;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::bytewise::Bytewise;
use super::mime;
use super::server::{Security, Server};
use super::trouble::Trouble;
use crate::letter::Letter;

/// How long a server is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// For the answer to one command, and for each turn to encryption.
    pub answer: Duration,
    /// For the word that it has taken the letter: servers look for what is wrong with it first. RFC 5321 section 4.5.3.2.6 gives
    /// them ten minutes; nobody who leads an incident waits so long to be asked whether it arrived.
    pub taken: Duration,
    /// For a farewell.
    pub farewell: Duration,
}

/// The way to all servers of mail. It keeps no connection.
#[derive(Debug, Clone, Default)]
pub struct Transport {
    patience: Patience,
    trusted: Vec<Certificate>,
}

/// What a server was seen to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Greeting {
    /// Whether the way to it is encrypted.
    pub encrypted: bool,
    /// Whether it took the credentials; else it was shown none.
    pub signed_in: bool,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(5), answer: seconds(20), taken: seconds(90), farewell: seconds(2) }
    }
}

impl Transport {
    /// A transport that waits so long.
    pub fn patient(patience: Patience) -> Self {
        Self { patience, trusted: Vec::new() }
    }

    /// One that trusts a certificate beside those of this computer's store. In a sentence why it cannot be read.
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, String> {
        self.trusted.push(Certificate::from_pem(pem).map_err(|error| error.to_string())?);
        Ok(self)
    }

    /// Hands one letter over: to all whom it goes to, or to none.
    pub async fn send(&self, server: &Server, letter: &Letter, now: Instant) -> Result<(), Trouble> {
        let message = mime::message(letter, now).map_err(Trouble::Refused)?;
        let mut connection = self.open(server).await?;
        let taken = match self.announce(&mut connection, message.envelope()).await {
            Ok(()) => self.hand_over(&mut connection, &message.formatted()).await,
            Err(trouble) => Err(trouble),
        };
        self.leave(&mut connection).await;
        taken
    }

    /// Says hello, and shows the credentials; hands nothing over.
    pub async fn greet(&self, server: &Server) -> Result<Greeting, Trouble> {
        let mut connection = self.open(server).await?;
        self.ask(connection.command(Noop)).await?;
        let greeting = Greeting { encrypted: connection.is_encrypted(), signed_in: server.login().is_some() };
        self.leave(&mut connection).await;
        Ok(greeting)
    }

    /// Says from whom and to whom a letter is, until the server waits for the letter itself.
    async fn announce(&self, connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Trouble> {
        self.ask(connection.command(Mail::new(envelope.from().cloned(), Vec::new()))).await?;
        for address in envelope.to() {
            let taken = self.ask(connection.command(Rcpt::new(address.clone(), Vec::new()))).await;
            taken.map_err(|trouble| at(trouble, address.as_ref(), envelope.to().len()))?;
        }
        self.ask(connection.command(Data)).await.map(|_| ())
    }

    /// A connection on which letters may be handed over.
    async fn open(&self, server: &Server) -> Result<AsyncSmtpConnection, Trouble> {
        // The literal of an address is what a program says that has no name on the network (RFC 5321 section 4.1.3).
        let hello = ClientId::default();
        let place = (server.host(), server.port());
        let patience = self.patience;
        let mut connection = match server.security() {
            Security::Tls => {
                let tls = self.tls(server)?;
                let connect =
                    AsyncSmtpConnection::connect_tokio1(place, Some(patience.connect), &hello, Some(tls), None);
                self.within(patience.connect + patience.answer, connect).await?
            }
            Security::StartTls | Security::None => {
                let stream = timeout(patience.connect, TcpStream::connect(place)).await;
                let stream = stream.map_err(|_| Trouble::Offline)?.map_err(|_| Trouble::Offline)?;
                let stream = Box::new(Bytewise::of(stream));
                self.within(patience.answer, AsyncSmtpConnection::connect_with_transport(stream, &hello)).await?
            }
        };
        if server.security() == Security::StartTls {
            if !connection.can_starttls() {
                self.leave(&mut connection).await;
                let host = server.host();
                return Err(Trouble::Refused(format!(
                    "{host} offers no encryption on port {} (STARTTLS), so that nothing was said to it. Try `security: tls`.",
                    server.port()
                )));
            }
            let tls = self.tls(server)?;
            self.within(patience.answer, connection.starttls(tls, &hello)).await?;
        }
        if let Some(login) = server.login() {
            let credentials = Credentials::new(login.user.clone(), login.password.expose_secret().to_owned());
            let auth = connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
            let taken = timeout(patience.answer, auth).await.map_err(|_| Trouble::Offline)?;
            if let Err(error) = taken {
                self.leave(&mut connection).await;
                return Err(Trouble::of_login(&error));
            }
        }
        Ok(connection)
    }

    fn tls(&self, server: &Server) -> Result<TlsParameters, Trouble> {
        let parameters = TlsParameters::builder(server.host().to_owned());
        let trusted = self.trusted.iter().cloned();
        let parameters = trusted.fold(parameters, TlsParametersBuilder::add_root_certificate);
        parameters
            .build_rustls()
            .map_err(|error| Trouble::Refused(format!("This computer offers no encryption: {error}.")))
    }

    /// Hands the letter itself over. From the moment on at which the dot that ends it leaves, only an answer tells that it was
    /// not taken.
    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, bytes: &[u8]) -> Result<(), Trouble> {
        let is_whole = AtomicBool::new(false);
        // The connection asks for one more piece before it ends the letter.
        let end = std::iter::from_fn(|| {
            is_whole.store(true, Ordering::Relaxed);
            None
        });
        let taken = timeout(self.patience.taken, connection.message_iter(std::iter::once(bytes).chain(end))).await;
        match (taken, is_whole.load(Ordering::Relaxed)) {
            (Ok(Ok(_)), _) => Ok(()),
            (Ok(Err(error)), true) => Err(Trouble::after(&error)),
            (Ok(Err(error)), false) => Err(Trouble::before(&error)),
            (Err(_), true) => Err(Trouble::Unsure),
            (Err(_), false) => Err(Trouble::Offline),
        }
    }

    /// One command, before anything is handed over.
    async fn ask(&self, command: impl Future<Output = Result<Response, Error>>) -> Result<Response, Trouble> {
        self.within(self.patience.answer, command).await
    }

    async fn within<T>(&self, patience: Duration, step: impl Future<Output = Result<T, Error>>) -> Result<T, Trouble> {
        let done = timeout(patience, step).await.map_err(|_| Trouble::Offline)?;
        done.map_err(|error| Trouble::before(&error))
    }

    /// Says goodbye. Nothing depends on the answer.
    async fn leave(&self, connection: &mut AsyncSmtpConnection) {
        let _ = timeout(self.patience.farewell, connection.abort()).await;
    }
}

/// Trouble with one recipient: nobody gets what not all can get, and the lead learns whose address it is.
fn at(trouble: Trouble, address: &str, recipients: usize) -> Trouble {
    match trouble {
        Trouble::Refused(words) => {
            let others = if recipients > 1 { " Nothing was sent to the others of this letter either." } else { "" };
            Trouble::Refused(format!("{address} is refused: {words}.{others}"))
        }
        other => other,
    }
}
