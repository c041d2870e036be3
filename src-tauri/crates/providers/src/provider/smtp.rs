//! Mail, through any server that takes letters for others: RFC 6409 (submission), RFC 8314 (encrypted ways).

mod letter;

use std::collections::BTreeMap;

use domain::channel::Channel;
use domain::delivery::{Failure, Repeat};

use crate::account::{Account, Auth};
use crate::capability::{Carriage, Check, Limits, Markup, Outreach};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::mail::{Login, Security, Server};
use crate::pace::Pace;

/// Mail.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "smtp",
    name: "Mail (SMTP)",
    documentation: "https://www.rfc-editor.org/rfc/rfc6409",
    fields: &[
        Field::text("host", "Server", "The one that takes letters from your programs, as `smtp.kestrel.example`")
            .required()
            .host(),
        Field::text("port", "Port", "Otherwise 465 for `tls`, 587 for `starttls`, 25 for `none`").port(),
        Field::text(
            "security",
            "Encryption",
            "`tls` from the first byte, or `starttls`, without which nothing is sent; `none` only to a server on this computer. \
             Otherwise `tls` on port 465 and `starttls` on every other",
        )
        .one_of(&["tls", "starttls", "none"]),
        Field::text("user", "User", "The account that hands letters over; none where the server asks nobody"),
        Field::secret("password", "Password", "Of that user; where the server offers them, a password for programs").optional(),
        Field::text("from", "From", "Who writes: `Kestrel Commerce <status@kestrel.example>`; the server must let the user write so")
            .required()
            .mailbox(),
        Field::text("reply_to", "Answers to", "Where answers go, if not to who writes").mailbox(),
        Field::text(
            "to",
            "Mailing list",
            "Who reads the updates of audiences inside, with commas between them; letters to customers go to their accounts",
        )
        .mailboxes(),
    ],
    auth: Auth::Open,
    reach: Reach::World,
    // Exchange Online takes 30 letters a minute from one mailbox; others take more.
    pace: Pace { burst: 30, per_minute: 30, reserve: 2 },
    complaint: Complaint::plain,
    check: Check::Mail(server),
    pager: None,
    status_page: None,
    outreach: Some(Outreach {
        channels: &[Channel::Letters],
        channel,
        // No server looks for the `Message-ID` of a letter that it has already.
        repeat: Repeat::Never,
        limits: Limits::NONE,
        fits: |_| Ok(()),
        markup: Markup::Html,
        names_original: true,
        carriage: Carriage::Mail { server, write: letter::write },
    }),
};

fn channel(_: &BTreeMap<String, String>) -> Channel {
    Channel::Letters
}

/// The server that the options name.
fn server(account: &Account) -> Result<Server, Failure> {
    let port = account.option("port").map(|text| {
        text.parse::<u16>()
            .map_err(|_| Failure::Refused(format!("`{text}` is no port. Correct `port` of the connection.")))
    });
    let port = port.transpose()?;
    let security = match account.option("security") {
        Some(word) => Security::read(word)
            .ok_or_else(|| Failure::Refused(format!("`security` cannot be `{word}`. Write tls, starttls or none.")))?,
        None if port == Some(Security::Tls.port()) => Security::Tls,
        None => Security::StartTls,
    };
    let login = match account.option("user") {
        Some(user) => Some(Login { user: user.to_owned(), password: account.secret("password")? }),
        None => None,
    };
    Server::at(account.required("host")?, port.unwrap_or(security.port()), security, login)
}
