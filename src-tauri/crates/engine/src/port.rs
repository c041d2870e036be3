//! What the engine needs from its host: a clock, a way to notify, a vault for secrets.

use std::collections::BTreeMap;
use std::sync::Mutex;

use domain::id::PageId;
use domain::incident::Notice;
use domain::incident::intent::Intent;
use domain::span::Instant;
use domain::template::Audience;
use secrecy::SecretString;

/// Tells the time. Read in the desk and in the workers only; everywhere else the instant is an argument.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        chrono::Utc::now()
    }
}

/// Shows something outside the window.
pub trait Notifier: Send + Sync {
    /// Shows a reminder; one with the same subject replaces the one before. The error is a sentence for the lead.
    fn remind(&self, reminder: &Reminder) -> Result<(), String>;

    /// Whether there is somebody who shows reminders. The error is a sentence for the lead.
    fn reaches(&self) -> Result<(), String> {
        Ok(())
    }

    /// Has the window ask for attention, because nothing else can.
    fn insist(&self) {}
}

/// A reminder as it is shown outside the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Reminder {
    /// What it is about; a later reminder with the same subject takes its place.
    pub subject: String,
    /// Which incident.
    pub incident: String,
    /// What a plain click leads to, and what the buttons do.
    pub about: About,
    /// The loudest of the notices in it.
    pub notice: Notice,
    /// `Teams update due now`
    pub title: String,
    /// `SEV1 Card payments failing, 24 min`
    pub body: String,
}

/// What a reminder leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// The composer of the audience that was due first.
    Update(Audience),
    /// A page that nobody answers.
    Page {
        /// Which one.
        page: PageId,
        /// Whom to page next; none where nobody is.
        next: Option<Box<NextPage>>,
    },
    /// The bridge: a repair of which nobody hears, or a question that cannot wait.
    Bridge,
    /// A page or an update that could not leave: the outbox.
    Held,
}

/// Whom to page where nobody answers.
#[derive(Debug, Clone, PartialEq)]
pub struct NextPage {
    /// Their name.
    pub name: String,
    /// What pages them.
    pub intent: Intent,
}

/// A notifier for hosts that show nothing, such as `bwatch`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Notifier for Silent {
    fn remind(&self, _: &Reminder) -> Result<(), String> {
        Ok(())
    }
}

/// Keeps secrets; the system's keychain.
pub trait Vault: Send + Sync {
    /// The secret of a connection's field; `None` where none is stored. The error is a sentence for the lead.
    fn secret(&self, connection: &str, field: &str) -> Result<Option<SecretString>, String>;
    /// Stores it.
    fn store(&self, connection: &str, field: &str, secret: SecretString) -> Result<(), String>;
    /// Removes it; removing what is not there is fine.
    fn forget(&self, connection: &str, field: &str) -> Result<(), String>;
}

/// A vault that forgets at exit: for tests, and for machines without a keychain, where the lead is told so.
#[derive(Debug, Default)]
pub struct SessionVault {
    secrets: Mutex<BTreeMap<(String, String), SecretString>>,
}

impl SessionVault {
    fn secrets(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, String), SecretString>> {
        // A panic while the map was held cannot have left it half-written: every change is one call.
        self.secrets.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Vault for SessionVault {
    fn secret(&self, connection: &str, field: &str) -> Result<Option<SecretString>, String> {
        Ok(self.secrets().get(&(connection.to_owned(), field.to_owned())).cloned())
    }

    fn store(&self, connection: &str, field: &str, secret: SecretString) -> Result<(), String> {
        self.secrets().insert((connection.to_owned(), field.to_owned()), secret);
        Ok(())
    }

    fn forget(&self, connection: &str, field: &str) -> Result<(), String> {
        self.secrets().remove(&(connection.to_owned(), field.to_owned()));
        Ok(())
    }
}
