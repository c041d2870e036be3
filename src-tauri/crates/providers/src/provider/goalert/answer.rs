//! GoAlert's answers: what was asked for stands under its name in `data`, what went wrong in `errors`, and both may be
//! there, with the status of a success.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value;

use crate::capability::{Fault, Part, Step};
use crate::classify::Complaint;
use crate::message::Response;

/// As the server words it where a dedup key is taken by an open alert.
const DUPLICATE: &str = "duplicate alert already exists";

/// One error of an answer.
#[derive(Deserialize)]
struct Error {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    message: String,
    #[serde(default)]
    extensions: Option<Value>,
}

impl Error {
    /// What it means. Only its words tell the kinds apart.
    fn failure(&self) -> Failure {
        let says = |words: &str| self.message.starts_with(words);
        let code = self.extensions.as_ref().and_then(|extensions| extensions.get("code")?.as_str());
        if says("unauthorized") || says("access denied") {
            return Failure::Unauthorized;
        }
        // Its word for whatever broke within.
        if says("unexpected error") || says("Request canceled") || says("internal system error") {
            return Failure::Offline;
        }
        let is_foreign = says("operation ") && self.message.ends_with("not found");
        if is_foreign || code == Some("invalid_query") {
            return Failure::Refused(
                "the API key was made for another query. Create one with the whole of `goalert/document.graphql`."
                    .to_owned(),
            );
        }
        Failure::Refused(if self.message.is_empty() { "it gives no reason".to_owned() } else { self.message.clone() })
    }
}

/// What stands under the name of what was asked for, and what could not be told of it. It is a failure where nothing does.
pub(super) fn member(response: &Response, name: &str) -> Result<(Value, Vec<Fault>), Failure> {
    let mut answer: Value = response.json()?;
    let errors = answer.get_mut("errors").map(Value::take).unwrap_or_default();
    let errors: Vec<Error> = serde_json::from_value::<Option<_>>(errors).ok().flatten().unwrap_or_default();
    let asked = answer.get_mut("data").and_then(|data| data.get_mut(name)).map(Value::take).unwrap_or_default();
    let missing = |error: &Error| Failure::Garbled(format!("a part of the answer is missing: {}", error.message));
    match (asked, errors.first()) {
        (Value::Null, Some(error)) => Err(error.failure()),
        (Value::Null, None) => Err(Failure::Garbled(format!("the answer has no {name}"))),
        (asked, _) => Ok((asked, errors.iter().map(|error| Fault { of: None, failure: missing(error) }).collect())),
    }
}

/// What stands there for a change. An error within may have come after the change, and one about a key that is taken means
/// that an earlier attempt arrived, without telling as what: both must be looked for.
pub(super) fn changed(response: &Response, name: &str) -> Result<Value, Failure> {
    match member(response, name) {
        Ok((changed, _)) => Ok(changed),
        Err(Failure::Offline) => Err(Failure::Unsure),
        Err(Failure::Refused(words)) if words.contains(DUPLICATE) => Err(Failure::Unsure),
        Err(failure) => Err(failure),
    }
}

/// The entries of a list, each read for itself, and the next part where there is one.
pub(super) fn entries<Entry: for<'a> Deserialize<'a>, Item>(
    response: &Response,
    step: &Step,
    name: &str,
    read: impl Fn(Entry) -> Result<Item, Failure>,
) -> Result<Part<Item>, Failure> {
    let (list, faults) = member(response, name)?;
    let (nodes, next) = nodes(list, name)?;
    let next = next.filter(|_| !nodes.is_empty()).map(|cursor| step.at(cursor));
    let mut part = Part::of(nodes, read).then(next);
    part.faults.extend(faults);
    Ok(part)
}

/// The entries of a list as they came, and where it goes on.
fn nodes(mut list: Value, name: &str) -> Result<(Vec<Value>, Option<String>), Failure> {
    let Some(Value::Array(nodes)) = list.get_mut("nodes").map(Value::take) else {
        return Err(Failure::Garbled(format!("the answer has no list of {name}")));
    };
    let cursor = list.pointer("/pageInfo/endCursor").and_then(Value::as_str).filter(|cursor| !cursor.is_empty());
    Ok((nodes, cursor.filter(|_| has_more(&list)).map(str::to_owned)))
}

/// Whether a list goes on.
pub(super) fn has_more(list: &Value) -> bool {
    list.pointer("/pageInfo/hasNextPage").and_then(Value::as_bool).unwrap_or_default()
}

/// A question that the server cannot even begin to answer comes back with a status of its own.
pub(super) fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(default, deserialize_with = "crate::null::as_default")]
        errors: Vec<Error>,
    }
    let plain = Complaint::plain(response);
    let Ok(Answer { errors }) = response.json::<Answer>() else { return plain };
    match errors.first().map(Error::failure) {
        _ if response.status < 400 => plain,
        Some(Failure::Refused(words)) => Complaint { words: Some(words), ..plain },
        Some(Failure::Unauthorized) => {
            Complaint { status: 401, words: errors.into_iter().next().map(|error| error.message), ..plain }
        }
        _ => plain,
    }
}
