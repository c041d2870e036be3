//! Starter packs on the command line: shown beforehand, written whole, and then they route.

use serde_json::json;

use crate::given::Bwatch;

#[test]
fn a_pack_is_shown_written_and_left_alone_the_second_time() {
    let bwatch = Bwatch::with(&[("notes/readme.txt", "An empty workspace.\n")]);
    assert_eq!(bwatch.ask(&["pack", "list"])[0]["id"], "ai-product");
    let shown = bwatch.ask(&["pack", "show", "ai-product"]);
    let files = shown["files"].as_array().unwrap();
    assert!(
        files.contains(&json!("rotations/ai-security.yaml")) && files.contains(&json!("bridgewatch.yaml")),
        "{shown}"
    );
    assert_eq!((&shown["left"], &shown["refusal"]), (&json!([]), &json!("")));
    assert_ne!(bwatch.run(&["check"]).code, 0, "nothing was written yet");

    assert_eq!(bwatch.ask(&["pack", "add", "ai-product"])["files"], shown["files"]);
    let check = bwatch.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.out);
    let again = bwatch.ask(&["pack", "add", "ai-product"]);
    assert_eq!((&again["files"], &again["additions"]), (&json!([]), &json!([])));
    assert!(again["left"].as_array().unwrap().contains(&json!("page-tree.yaml, rules: ai-cost")), "{again}");
}

#[test]
fn after_it_a_symptom_wakes_somebody_of_the_right_role() {
    let bwatch = Bwatch::with(&[("notes/readme.txt", "An empty workspace.\n")]);
    bwatch.ask(&["pack", "add", "ai-product"]);
    for (symptom, rotation) in [
        ("slow-first-token", "ai-infrastructure"),
        ("retrieval-stale", "ai-data-and-retrieval"),
        ("prompt-injection", "ai-security"),
        ("filter-too-strict", "ai-product-escalation"),
    ] {
        let answer = bwatch.ask(&["route", "--symptom", symptom]);
        let paged = answer["page"].as_array().unwrap();
        assert_eq!((paged.len(), &paged[0]["rotation"]), (1, &json!(rotation)), "{answer}");
        assert!(paged[0]["person"].is_string(), "{answer}");
    }
}

#[test]
fn a_pack_is_refused_where_it_may_not_be_written_and_where_there_is_none() {
    let sample = Bwatch::default();
    let refused = sample.run(&["pack", "add", "ai-product"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("shipped sample is not changed"), "{}", refused.err);
    assert_eq!(sample.run(&["pack", "show", "ai-product"]).code, 1);
    assert!(sample.run(&["pack", "add", "pizza"]).err.contains("There is: ai-product"));
}
