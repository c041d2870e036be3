//! PagerDuty's error answers: its codes say more than its statuses, and its `errors` come in three forms.

use serde_json::Value;

use crate::classify::Complaint;
use crate::message::Response;

/// As it words it where an incident's key is taken by an open one.
const DUPLICATE: &str = "matching dedup key already exists";

/// <https://developer.pagerduty.com/docs/errors>
pub(super) fn read(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let Ok(body) = response.json::<Value>() else {
        return plain;
    };
    // REST wraps its error; events answer with it directly.
    let error = body.get("error").filter(|error| error.is_object()).unwrap_or(&body);
    let mut words = Vec::new();
    for member in [error.get("message"), error.get("errors"), body.get("error")].into_iter().flatten() {
        texts(member, &mut words);
    }
    let words = words.join(": ");
    let status = match error.get("code").and_then(Value::as_i64) {
        Some(2006) => 401,
        Some(2010) => 403,
        Some(2014) => 402,
        Some(2016) => 408,
        Some(2020) => 429,
        Some(2100) => 404,
        // An earlier try arrived, and it is not told as what: it must be looked for, and is there.
        _ if words.contains(DUPLICATE) => 500,
        // Events answer a wrong integration key with 400.
        None if response.status == 400 && words.to_lowercase().replace('_', " ").contains("routing key") => 401,
        _ => response.status,
    };
    Complaint { status, words: (!words.is_empty()).then_some(words), ..plain }
}

/// The texts of a list, or of an object whose members are lists, or a plain text.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(members) if !members.contains_key("message") => {
            members.values().for_each(|member| texts(member, into));
        }
        _ => {}
    }
}
