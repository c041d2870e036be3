//! Addresses of mail as people write them into a form: `status@kestrel.example`, or with a name before it.

use domain::account::is_address;
use domain::delivery::Recipient;

/// One address, with a name before it or without: `Kestrel Commerce <status@kestrel.example>`.
pub fn mailbox(text: &str) -> Option<Recipient> {
    let text = text.trim();
    let (name, address) = match text.split_once('<') {
        None => ("", text),
        Some((name, rest)) => (name.trim().trim_matches('"').trim(), rest.strip_suffix('>')?.trim()),
    };
    let is_name = !name.contains(['<', '>', '"']) && !name.chars().any(char::is_control);
    let recipient = Recipient { name: name.to_owned(), address: address.to_owned() };
    (is_name && is_address(address)).then_some(recipient)
}

/// At least one address, with commas between them; none where one of them is none, or stands there twice.
pub fn mailboxes(text: &str) -> Option<Vec<Recipient>> {
    let all: Vec<Recipient> = text.split(',').map(mailbox).collect::<Option<_>>()?;
    let mut addresses: Vec<String> = all.iter().map(|known| known.address.to_ascii_lowercase()).collect();
    addresses.sort();
    addresses.dedup();
    (addresses.len() == all.len()).then_some(all)
}
