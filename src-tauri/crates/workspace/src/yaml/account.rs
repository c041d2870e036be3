//! `accounts/*.yaml`: one named customer a file, or a list of them.

use domain::account::{Account, AccountContact};
use domain::id::AccountId;

use super::node::{Node, Value};
use super::organisation::declared;
use super::read::Fields;
use super::scalar::{address, reference, text};
use crate::ledger::{Notes, Noun};

/// The accounts of a file. `id` is the file's, for a file of one account.
pub(crate) fn accounts(node: &Node, id: &str, notes: &mut Notes<'_>) -> Vec<Account> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| account(item, None, notes)).collect(),
        _ => account(node, Some(id), notes).into_iter().collect(),
    }
}

fn account(node: &Node, file: Option<&str>, notes: &mut Notes<'_>) -> Option<Account> {
    let mut fields = Fields::of(node, "an account", notes)?;
    let place = fields.place;
    let id = match file {
        Some(id) => fields.notes.declare(Noun::Account, id, place).then(|| id.to_owned()),
        None => declared(Noun::Account, &mut fields),
    };
    let name = fields.required("name", text);
    let regions = fields.list("regions", reference(&[Noun::Region]));
    let services = fields.list("services", reference(&[Noun::Service]));
    let contacts = fields.list("contacts", contact);
    let owner = fields.optional("owner", reference(&[Noun::Person]));
    let commitment = fields.optional("commitment", text);
    if contacts.as_ref().is_some_and(Vec::is_empty) {
        let place = fields.place_of("contacts");
        let help = "Add `contacts:` with `{ name: …, email: … }` for each person who hears from us.";
        fields.notes.fault(place, "no-contacts", "Nobody at this account can be written to.", help);
    }
    fields.close();
    Some(Account {
        id: AccountId(id?),
        name: name?,
        regions: regions?,
        services: services?,
        contacts: contacts.filter(|contacts| !contacts.is_empty())?,
        owner: owner?,
        commitment: commitment?,
        source: notes.source(place),
    })
}

/// `{ name: Dana Whitfield, email: dana@northwind.example }`
fn contact(node: &Node, notes: &mut Notes<'_>) -> Option<AccountContact> {
    let mut fields = Fields::of(node, "a contact", notes)?;
    let name = fields.required("name", text);
    let email = fields.required("email", address);
    fields.close();
    Some(AccountContact { name: name?, email: email? })
}
