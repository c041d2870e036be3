//! Named customers who hear from us directly, beside the status page.

use serde::{Deserialize, Serialize};

use crate::delivery::Recipient;
use crate::id::{AccountId, PersonId, RegionId, ServiceId};

/// A named customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// `northwind`
    pub id: AccountId,
    /// As they call themselves: `Northwind Traders`.
    pub name: String,
    /// Where they are hit; everywhere where none is given.
    pub regions: Vec<RegionId>,
    /// What they use; everything where none is given.
    pub services: Vec<ServiceId>,
    /// To whom we write.
    pub contacts: Vec<AccountContact>,
    /// Who of ours answers for them.
    pub owner: Option<PersonId>,
    /// What their contract asks for, in a few words: `told within 60 min by contract`.
    #[serde(default)]
    pub commitment: Option<String>,
    /// Where it was read.
    pub source: String,
}

/// To whom we write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountContact {
    /// `Dana Whitfield`
    pub name: String,
    /// Their address of mail.
    pub email: String,
}

/// Whether a text is one address of mail, such as every server takes: the local part as a dot-string of RFC 5321 section
/// 4.1.2, the host by its name with at least one dot (RFC 1035 section 2.3.1). Quoted local parts, addresses of hosts by number
/// and letters beyond ASCII are valid elsewhere; nobody's contact is written so, and not every server delivers to them.
pub fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.chars().all(|letter| letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter))
    };
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    local.len() <= 64
        && local.split('.').all(is_atom)
        && host.len() <= 253
        && host.contains('.')
        && host.split('.').all(is_label)
}

impl Account {
    /// Whether customers' words are theirs: they are where it is felt, and they use what fails. What is not known hits everybody.
    pub fn is_hit(&self, regions: &[RegionId], services: &[ServiceId]) -> bool {
        let meets_region =
            regions.is_empty() || self.regions.is_empty() || regions.iter().any(|id| self.regions.contains(id));
        let meets_service =
            services.is_empty() || self.services.is_empty() || services.iter().any(|id| self.services.contains(id));
        meets_region && meets_service
    }

    /// Where a letter to it goes.
    pub fn recipients(&self) -> Vec<Recipient> {
        let recipient =
            |contact: &AccountContact| Recipient { name: contact.name.clone(), address: contact.email.clone() };
        self.contacts.iter().map(recipient).collect()
    }

    /// The contacts' names, as a letter greets them: `Dana Whitfield, Li Wei and Ana Reis`.
    pub fn greeting(&self) -> String {
        let names: Vec<&str> = self.contacts.iter().map(|contact| contact.name.as_str()).collect();
        match names.as_slice() {
            [] => self.name.clone(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }
}
