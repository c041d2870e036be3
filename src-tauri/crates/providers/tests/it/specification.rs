//! Our requests against the vendors' own specifications, where these are beside the checkout.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use providers::message::Request;
use providers::registry;
use serde_json::Value;

use crate::exchange;

/// The specifications of a provider, each with the host that it describes.
const SPECIFICATIONS: &[(&str, &str, &str)] = &[
    ("pagerduty", "https://api.pagerduty.com", "pagerduty-rest.json"),
    ("pagerduty", "https://events.pagerduty.com/v2", "pagerduty-events-v2.json"),
    ("incidentio", "https://api.incident.io", "incidentio.json"),
    ("opsgenie", "https://api.opsgenie.com", "opsgenie-swagger2.json"),
    ("rootly", "https://api.rootly.com", "rootly.json"),
    ("splunk_on_call", "https://api.victorops.com", "victorops.json"),
    ("firehydrant", "https://api.firehydrant.io", "firehydrant.yaml"),
    ("statuspage", "https://api.statuspage.io/v1", "statuspage.json"),
    ("kener", "https://pager.kestrel.example", "kener-v4.json"),
];

/// What a stored specification does not know and is right all the same: the provider, the fault, and why.
const BEYOND: &[(&str, &str, &str)] = &[
    ("opsgenie", "no path /v1/services", "the stored file leaves out the services of the larger plans"),
    ("splunk_on_call", "no path /api-public/v1/policies/pol-High1", VENDORS_CLIENT),
    ("splunk_on_call", "no path /api-public/v1/policies/pol-Chk1", VENDORS_CLIENT),
    (
        "pagerduty",
        "no parameter offset in /status_pages/{id}/subscriptions",
        "the answer is paged, and says so by `offset`",
    ),
];

/// Calls that a vendor's own client makes, and that the copy of its specification is too old to know.
const VENDORS_CLIENT: &str = "made by <https://github.com/victorops/go-victorops>";

#[test]
fn every_request_is_one_that_the_specification_knows() {
    let (mut checked, mut beyond) = (0, BTreeSet::new());
    for (provider, root, file) in SPECIFICATIONS {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/specs").join(file);
        let Ok(text) = std::fs::read(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            continue;
        };
        let in_json = serde_json::from_slice(&text);
        let specification =
            in_json.unwrap_or_else(|_| providers::yaml::read(&String::from_utf8(text).unwrap()).unwrap());
        for descriptor in registry::descriptors().iter().filter(|descriptor| &descriptor.id == provider) {
            exchange::calls(descriptor, |name, request, _| {
                if let Some(path) = request.url.as_str().strip_prefix(root) {
                    let path = path.split('?').next().unwrap();
                    if let Err(fault) = check(&specification, path, &request) {
                        let known = BEYOND.iter().find(|(of, known, _)| of == provider && *known == fault);
                        assert!(known.is_some(), "{provider}/{name}: {fault}");
                        beyond.insert((*provider, fault));
                    }
                    checked += 1;
                }
            });
        }
        for (_, fault, _) in BEYOND.iter().filter(|(of, ..)| of == provider) {
            assert!(beyond.contains(&(*provider, (*fault).to_owned())), "{provider}: `{fault}` is no fault any more");
        }
    }
    eprintln!("{checked} requests checked");
}

fn check(specification: &Value, path: &str, request: &Request) -> Result<(), String> {
    let paths = specification["paths"].as_object().ok_or("no paths")?;
    // Version 2 says below which path all others stand.
    let base = specification["basePath"].as_str().unwrap_or_default().trim_end_matches('/');
    let path = path.strip_prefix(base).ok_or_else(|| format!("{path} is not below {base}"))?;
    let fits = |pattern: &str| {
        let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        pattern.len() == path.len()
            && pattern.iter().zip(&path).all(|(known, given)| known.starts_with('{') || known == given)
    };
    // A path without variables wins over one with.
    let mut matching: Vec<_> = paths.iter().filter(|(pattern, _)| fits(pattern)).collect();
    matching.sort_by_key(|(pattern, _)| pattern.matches('{').count());
    let (pattern, operations) = matching.first().ok_or_else(|| format!("no path {path}"))?;
    let method = format!("{:?}", request.method).to_lowercase();
    let operation = operations.get(&method).ok_or_else(|| format!("no {method} {pattern}"))?;

    // Parameters may stand at the path too; version 2 has the body among them.
    let parameters: Vec<&Value> = [&operation["parameters"], &operations["parameters"]]
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .map(|parameter| resolved(specification, parameter))
        .collect();
    for (key, _) in request.url.query_pairs() {
        // An object in a query has its members in brackets: `status[one_of]`.
        let whole = key.split_once('[').map(|(whole, _)| whole);
        let is_it = |parameter: &&Value| {
            let is_object = resolved(specification, &parameter["schema"])["type"] == "object";
            parameter["name"] == key.as_ref() || (is_object && parameter["name"].as_str() == whole)
        };
        if !parameters.iter().any(|parameter| parameter["in"] == "query" && is_it(parameter)) {
            return Err(format!("no parameter {key} in {pattern}"));
        }
    }
    let Some(body) = &request.body else { return Ok(()) };
    let sent: Value = serde_json::from_slice(&body.to_bytes()).map_err(|error| error.to_string())?;
    let schema = match parameters.iter().find(|parameter| parameter["in"] == "body") {
        Some(body) => &body["schema"],
        None => &operation["requestBody"]["content"]["application/json"]["schema"],
    };
    if schema.is_null() {
        return Err(format!("no body in {method} {pattern}"));
    }
    object(specification, schema, &sent, "body")
}

/// Every required member is there, every member is known, and words are among those that are listed.
fn object(specification: &Value, schema: &Value, sent: &Value, at: &str) -> Result<(), String> {
    let schema = resolved(specification, schema);
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(sent)
    {
        return Err(format!("{at}: {sent} is not among {words:?}"));
    }
    let parts = parts(specification, schema);
    let known: BTreeMap<&String, &Value> =
        parts.iter().filter_map(|part| part["properties"].as_object()).flatten().collect();
    let Some(members) = sent.as_object().filter(|_| !known.is_empty()) else {
        return Ok(());
    };
    let required = parts.iter().filter_map(|part| part["required"].as_array()).flatten().filter_map(Value::as_str);
    let required: Vec<&str> = required.collect();
    for name in &required {
        if !members.contains_key(*name) {
            return Err(format!("{at}.{name} is required"));
        }
    }
    for (name, value) in members {
        match known.get(name) {
            // Described by its being required only.
            None if required.contains(&name.as_str()) => {}
            // An open object describes its members by examples only.
            None if schema["additionalProperties"] != Value::Null => {}
            None if at.ends_with(".components") => {}
            None => return Err(format!("{at}.{name} is unknown")),
            Some(schema) => object(specification, schema, value, &format!("{at}.{name}"))?,
        }
    }
    Ok(())
}

/// A schema and all that it is made of.
fn parts<'a>(specification: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let schema = resolved(specification, schema);
    let all = schema["allOf"].as_array().into_iter().flatten();
    std::iter::once(schema).chain(all.flat_map(|part| parts(specification, part))).collect()
}

fn resolved<'a>(specification: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str().and_then(|reference| specification.pointer(reference.strip_prefix('#')?)) {
        Some(target) => target,
        None => value,
    }
}
