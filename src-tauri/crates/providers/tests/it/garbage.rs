//! Whatever comes back, every reader of every provider ends with a value or a failure.

use proptest::prelude::*;
use providers::message::Response;
use providers::{classify, registry};

use crate::{exchange, given};

proptest! {
    #[test]
    fn every_reader_survives_whatever_comes_back(
        status in 0_u16..1_000,
        body in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            json().prop_map(|value| value.to_string().into_bytes()),
        ],
        header in "[ -~]{0,40}",
    ) {
        let headers = vec![("retry-after".to_owned(), header)];
        let response = Response { status, headers, body };
        for descriptor in registry::descriptors() {
            exchange::calls(descriptor, |_, request, read| {
                let _ = format!("{:?}", read(&response));
                let _ = classify::settle(Ok(response.clone()), descriptor.complaint, request.is_write(), given::now());
            });
        }
    }

    #[test]
    fn every_reader_survives_a_recorded_answer_with_one_member_spoilt(at in any::<prop::sample::Index>(), put in json()) {
        for descriptor in registry::descriptors() {
            exchange::calls(descriptor, |name, request, read| {
                let mut response = request.answered(exchange::recorded(descriptor.id, name));
                if let Ok(mut body) = serde_json::from_slice(&response.body) {
                    let places = count(&body);
                    spoil(&mut body, &mut at.index(places), &put);
                    response.body = body.to_string().into_bytes();
                } else {
                    // What is no JSON is spoilt anywhere: something stands in place of what was there.
                    let from = at.index(response.body.len() + 1);
                    let until = response.body.len().min(from + 7);
                    response.body.splice(from..until, put.to_string().into_bytes());
                }
                let _ = format!("{:?}", read(&response));
            });
        }
    }
}

/// Any JSON, with names that providers use.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
        Just("2026-11-20T14:02:00Z".into()),
    ];
    let name = prop_oneof![
        Just("error"),
        Just("errors"),
        Just("message"),
        Just("code"),
        Just("oncalls"),
        Just("more"),
        Just("offset"),
        Just("id"),
        Just("user"),
        Just("metadata"),
        Just("bridgewatch"),
        Just("components"),
        Just("users"),
    ];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let members = proptest::collection::btree_map(name.clone().prop_map(str::to_owned), inner.clone(), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Into::into),
            members.prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

fn count(value: &serde_json::Value) -> usize {
    1 + match value {
        serde_json::Value::Array(items) => items.iter().map(count).sum(),
        serde_json::Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn spoil(value: &mut serde_json::Value, at: &mut usize, put: &serde_json::Value) {
    if *at == 0 {
        *value = put.clone();
        *at = usize::MAX;
        return;
    }
    *at -= 1;
    match value {
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, at, put)),
        serde_json::Value::Object(members) => members.values_mut().for_each(|item| spoil(item, at, put)),
        _ => {}
    }
}
