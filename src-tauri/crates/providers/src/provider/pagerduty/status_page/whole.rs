//! Lists of the page to their ends, in the course of a conversation.

use serde::de::DeserializeOwned;

use super::{from, list, of_page};
use crate::dialogue::{Dialogue, Pending};

/// A list of the page to its end, its entries as far as they have their form.
pub(super) fn whole<Entry: DeserializeOwned>(
    told: &mut Dialogue,
    path: &[&str],
    query: &[(&str, &str)],
    name: &str,
) -> Result<Vec<Entry>, Pending> {
    let mut entries = Vec::new();
    let mut offset = 0;
    loop {
        let request =
            query.iter().fold(of_page(told.account, path)?, |request, (key, value)| request.query(key, value));
        let (part, next) = list(told.ask(from(request, offset))?, name)?;
        entries.extend(part.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()));
        match next {
            Some(next) if next > offset => offset = next,
            _ => return Ok(entries),
        }
    }
}
