//! What was asked for where a host knows no such thing: a wrong id and a wrong address are told by the same two words.

use crate::account::Account;
use crate::classify::Complaint;
use crate::form::{Content, Field};
use crate::message::{Request, Response, Trouble};

/// The address that was asked, and the ids of the connection's form in it, each with where it is found; none where the host said
/// anything else than that it has no such thing.
pub(super) fn asked_for(
    outcome: &Result<Response, Trouble>,
    complaint: fn(&Response) -> Complaint,
    account: &Account<'_>,
    request: &Request,
) -> Option<String> {
    // What went well is not read for it: it may be large.
    let response = outcome.as_ref().ok().filter(|response| response.status >= 400)?;
    if !matches!(complaint(response).status, 404 | 410) {
        return None;
    }
    let mut address = request.url.clone();
    address.set_query(None);
    let ids: Vec<String> = account
        .fields()
        .iter()
        .filter(|field| is_id(field))
        .filter_map(|field| {
            let id = account.option(field.key).filter(|id| names(request, id))?;
            Some(format!("{} “{id}”: {}.", field.label, field.hint.trim_end_matches('.')))
        })
        .collect();
    let ids = if ids.is_empty() { "Correct the address of the connection.".to_owned() } else { ids.join(" ") };
    Some(format!("It was asked for {address}. {ids}"))
}

/// Whether what stands in the field names one thing at the provider.
fn is_id(field: &Field) -> bool {
    !field.secret && matches!(field.content, Content::Text | Content::Repository)
}

/// Whether the request asks for it, as a part of its path or as a value of its query.
fn names(request: &Request, id: &str) -> bool {
    let path = format!("{}/", request.url.path());
    path.contains(&format!("/{id}/")) || request.url.query_pairs().any(|(_, value)| value == id)
}
