//! What is wrong with the options of a connection, judged by its provider's form before anything is sent.
//!
//! [`faults`] is meant for whoever checks a workspace's files: what it finds would otherwise be found by the first page
//! that does not go out. Whether the secrets are at hand, and whether the host answers, are other questions.

use std::net::IpAddr;

use chrono_tz::Tz;
use domain::agreement::Connection;
use domain::near::suggestion;
use url::{Host, Url};

use crate::descriptor::Descriptor;
use crate::form::{Content, Field, NO, YES};
use crate::git_host::repository;
use crate::mail::{mailbox, mailboxes};
use crate::message::is_private;
use crate::registry;

/// One thing that is wrong with a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionFault {
    /// The key of the option, as given or as missing; `None` where it is the provider itself.
    pub option: Option<String>,
    /// What is wrong, in a sentence. Never quotes what may hold a secret.
    pub message: String,
    /// What to do, in a sentence.
    pub help: String,
}

/// All that is wrong with the provider and the options of a connection: first by the form, then what the form does not
/// know. Empty where a request could be made.
pub fn faults(connection: &Connection) -> Vec<OptionFault> {
    let Ok(descriptor) = registry::find(&connection.provider) else {
        let ids = || registry::descriptors().iter().map(|descriptor| descriptor.id);
        let help = suggestion(&connection.provider, ids(), || format!("Known are {}.", listed(ids())));
        return vec![OptionFault {
            option: None,
            message: format!("No provider is called `{}`.", connection.provider),
            help,
        }];
    };
    let given = |field: &Field| connection.options.get(field.key).map_or("", |text| text.trim());
    let publishes = !connection.audiences.is_empty();
    let is_needed = |field: &Field| field.required || (field.for_page && publishes);
    let fields =
        descriptor.fields.iter().filter_map(|field| of_field(descriptor, field, given(field), is_needed(field)));
    let unknown = connection.options.keys().filter_map(|key| of_key(descriptor, key));
    fields.chain(unknown).collect()
}

/// What is wrong with one field of the form; an empty text counts as not given.
fn of_field(descriptor: &Descriptor, field: &Field, text: &str, is_needed: bool) -> Option<OptionFault> {
    let key = field.key;
    let (message, help) = match (field.secret, text) {
        (true, "") => return None,
        (true, _) => (
            format!("`{key}` is a secret, and a secret never stands in a file."),
            "Remove it here, revoke it where it was issued, and store the new one with `bwatch connections secret`."
                .to_owned(),
        ),
        (false, "") if is_needed => (
            format!("{} needs `{key}`, its {}.", descriptor.name, field.label.to_lowercase()),
            format!("Add `{key}` under `options`: {}.", field.hint),
        ),
        (false, "") => return None,
        (false, text) => of_content(field, text)?,
    };
    Some(OptionFault { option: Some(key.to_owned()), message, help })
}

/// What is wrong with a text, and what to do.
fn of_content(field: &Field, text: &str) -> Option<(String, String)> {
    let key = field.key;
    let one_of = |words: &[&'static str]| {
        let help =
            suggestion(text, words.iter().copied(), || format!("Write one of: {}.", listed(words.iter().copied())));
        (!words.contains(&text)).then(|| (format!("`{key}` cannot be `{text}`."), help))
    };
    match field.content {
        Content::Text => None,
        Content::Choice(words) => one_of(words),
        Content::Flag => one_of(&[YES, NO].concat()),
        Content::Zone => of_zone(text).map(|help| (format!("`{key}` cannot be `{text}`."), help)),
        Content::Repository if repository(text).is_some() => None,
        Content::Repository => {
            Some((format!("`{key}` is no repository."), "Write its owner and its name: `kestrel/status`.".to_owned()))
        }
        Content::Host if is_host(text) => None,
        Content::Host => Some((
            format!("`{key}` cannot be `{text}`."),
            "Write the name of the host alone, like `mail.kestrel.example`.".to_owned(),
        )),
        Content::Port if text.parse::<u16>().is_ok_and(|port| port > 0) => None,
        Content::Port => {
            Some((format!("`{key}` cannot be `{text}`."), "Write the number of a port, like `587`.".to_owned()))
        }
        Content::Mailbox if mailbox(text).is_some() => None,
        Content::Mailbox => Some((
            format!("`{key}` is no address of mail."),
            "Write one, like `status@kestrel.example` or `Kestrel Commerce <status@kestrel.example>`.".to_owned(),
        )),
        Content::Mailboxes if mailboxes(text).is_some() => None,
        Content::Mailboxes => Some((
            format!("`{key}` are no addresses of mail, or one of them twice."),
            "Write them with commas between them, like `board@kestrel.example, duty@kestrel.example`.".to_owned(),
        )),
        Content::Address => of_address(text).map(|(message, help)| (format!("`{key}` {message}."), help.to_owned())),
    }
}

/// Whether a text names a host and nothing beside it: no scheme, no port, no path.
fn is_host(text: &str) -> bool {
    !text.contains(['/', '@', '?', '#', ' ']) && (Host::parse(text).is_ok() || text.parse::<IpAddr>().is_ok())
}

/// What to write in place of a text that is no time zone.
fn of_zone(text: &str) -> Option<String> {
    let fallback = || "Write a name of the IANA time zone database, like `Europe/Paris`.".to_owned();
    let known = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    text.parse::<Tz>().is_err().then(|| suggestion(text, known(), fallback))
}

fn of_address(text: &str) -> Option<(&'static str, &'static str)> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
    let Some(url) = url else {
        return Some(("is no web address", "Write it with its scheme: `https://host/path`."));
    };
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if !is_plain || url.fragment().is_some() {
        return Some(("holds more than an address", "Write only scheme, host and path; secrets are kept elsewhere."));
    }
    (!is_private(&url)).then_some(("is not encrypted, and a token never travels like that", "Use https."))
}

/// What is wrong with a key that the form does not have.
fn of_key(descriptor: &Descriptor, key: &str) -> Option<OptionFault> {
    if descriptor.fields.iter().any(|field| field.key == key) {
        return None;
    }
    let known = || descriptor.fields.iter().filter(|field| !field.secret).map(|field| field.key);
    Some(OptionFault {
        option: Some(key.to_owned()),
        message: format!("{} has no option `{key}`.", descriptor.name),
        help: suggestion(key, known(), || format!("Known are {}.", listed(known()))),
    })
}

fn listed(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
