//! Names that stay inside, known by their looks.

use domain::agreement::Agreement;

use super::given::{page, told};

/// Whether a word among others is one that stays inside.
fn check(word: &str, expected: bool) {
    let mut found = told(&page(&format!("We see “{word}”, and look.")), &Agreement::default());
    found.retain(|remark| remark.starts_with("internal_name"));
    let words: &[String] = if expected { &[format!("internal_name: {word}")] } else { &[] };
    assert_eq!(found, words, "{word}");
}

#[test]
fn tickets_hosts_and_traces_stay_inside() {
    for word in [
        "KES-88213",
        "INC-12",
        "10.0.3.7",
        "172.20.0.1:8080",
        "192.168.1.1",
        "eu-central-1",
        "us-east-1a",
        "europe-west4-b",
        "db-prod-3",
        "web01",
        "kafka-2",
        "ledger.prod.kestrel.example",
        "pg.internal",
        "4f1c9e2",
        "NullPointerException",
        "java.lang.TimeoutException",
        "TimeoutError",
        "ECONNREFUSED",
        "Payment.java:112",
        "/var/log/app.log",
    ] {
        check(word, true);
    }
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    for word in [
        "UTF-8",
        "ISO-8601",
        "CVE-2024-3094",
        "UTC-5",
        "EUR-50",
        "8.8.8.8",
        "Asia-Pacific",
        "sign-in",
        "status.kestrel.example",
        "privacy@kestrel.example",
        "1234567",
        "decade",
        "facade",
        "web3",
        "node",
        "and/or",
        "3-D",
        "east-west",
        "24/7",
        "Error",
        "1.2.3",
        "02:07",
        "us",
        "checkout",
        "error",
    ] {
        check(word, false);
    }
}
