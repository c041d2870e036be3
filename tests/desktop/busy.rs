//! An incident with much in it, told to the backend as the page tells it: by `submit`, one intent after the other.

use serde_json::{Value, json};

use crate::page::Page;
use crate::wait::until_true;

/// What happened on the bridge, in order.
fn happened() -> Vec<Value> {
    let report = |symptom: &str, region: &str, segment: &str, count: u32| {
        json!({ "kind": "file_report", "symptom": symptom, "error": "do_not_honor", "regions": [region], "segment": segment,
            "count": count, "source": "Support Europe", "reference": "T-4411", "surface": "checkout" })
    };
    let asks = |from: &str, audience: &str, text: &str, cannot_wait: bool| json!({ "kind": "ask_question", "from": from, "audience": audience, "text": text, "cannot_wait": cannot_wait });
    vec![
        json!({ "kind": "open_workstream", "title": "Roll back payments-api", "owner": "tomasz", "effort": "minutes" }),
        json!({ "kind": "open_workstream", "title": "Route cards around the processor", "owner": "hana", "effort": "hours" }),
        json!({ "kind": "change_workstream", "workstream": "w2", "state": "blocked", "word": "The processor must open it",
            "owner": null, "effort": "unknown" }),
        json!({ "kind": "state_impact", "sentence": "About 4 in 10 card payments fail at checkout",
            "business": "EUR 18,000 of orders an hour, two contracts with penalties" }),
        json!({ "kind": "set_rally", "channel": "#inc-1", "bridge": "https://meet.kestrel.example/inc-1",
            "phone": "+31 20 555 0100, PIN 4411", "fallback": "the canteen" }),
        report("Card declined at checkout", "europe", "merchants with a plugin", 14),
        report("Card declined at checkout", "americas", "shoppers", 6),
        report("Wallet asks for the card again", "europe", "shoppers", 3),
        json!({ "kind": "note_third_party", "who": "A forum of merchants", "place": "https://forum.example/4711" }),
        asks("Ingrid Solheim", "leadership", "Is card data safe?", true),
        asks("Rafael Ortiz", "leadership", "Does the campaign of Friday go on?", false),
        asks("Samuel", "teams", "May we deploy search meanwhile?", false),
        json!({ "kind": "state_fact", "text": "38 % of card attempts fail since 02:07", "service": "payments-api", "by": "tomasz" }),
        json!({ "kind": "state_fact", "text": "Wallets are not hit", "region": "europe", "by": "hana" }),
        json!({ "kind": "confirm_fact", "fact": "f1" }),
        json!({ "kind": "make_ask", "person": "marcus", "what": "Does the processor see our traffic?",
            "back_by": "2099-01-01T00:00:00Z", "question": null }),
        json!({ "kind": "record_decision", "what": "Roll payments-api back to the release of noon", "right": "roll-back",
            "reason": "the release is the only change" }),
        json!({ "kind": "seat_shadow", "person": "kofi", "beside": { "role": "incident-lead" } }),
        json!({ "kind": "write_note", "text": "The processor's status page is green." }),
    ]
}

/// Tells all of it to the backend of an incident, and waits until it took it.
pub(crate) async fn fill(page: &Page, incident: &str) {
    for (number, intent) in happened().into_iter().enumerate() {
        let script = "window.told = undefined; window.__TAURI_INTERNALS__
            .invoke('submit', { incident: arguments[0], intentId: crypto.randomUUID(), intent: arguments[1] })
            .then(() => (window.told = ''), (refusal) => (window.told = JSON.stringify(refusal)));";
        page.ask::<Value>(script, vec![json!(incident), intent.clone()]).await;
        until_true(&format!("intent {number} is answered"), async || {
            page.ask::<bool>("return window.told !== undefined", vec![]).await
        })
        .await;
        let refusal: String = page.ask("return window.told", vec![]).await;
        assert_eq!(refusal, "", "{intent}");
    }
}
