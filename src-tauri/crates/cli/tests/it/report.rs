//! What support hears, from scripts: filed, counted, read, and put together.

use crate::given::{Bwatch, has, is_instant, keys};

/// An incident that is open, with three reports of two kinds.
fn told() -> (Bwatch, String) {
    let bwatch = Bwatch::default();
    let declare = ["incident", "declare", "--severity", "sev2", "--playbook", "payments", "--page-nobody"];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    let file = |more: &[&str]| bwatch.ask(&[&["report", "file"], more].concat());
    let first = [
        "Card",
        "declined",
        "at checkout",
        "--error",
        "Code 51, order 4411",
        "--region",
        "europe",
        "--segment",
        "shoppers",
    ];
    file(
        &[&first[..], &["--count", "12", "--source", "Support Europe", "--heard", "-10m", "--severity", "sev2"]]
            .concat(),
    );
    file(&[
        "card declined at checkout",
        "--error",
        "code 54, order 9",
        "--region",
        "europe",
        "--segment",
        "Shoppers",
        "--count",
        "2",
    ]);
    file(&["The colours are odd", "--region", "americas"]);
    (bwatch, id)
}

#[test]
fn reports_are_counted_and_led_to_their_owner() {
    let (bwatch, _) = told();
    let list = bwatch.ask(&["report", "list"]);
    has(
        &keys(&list),
        &["id", "symptom", "error", "regions", "segment", "severity", "surface", "service", "owner", "reason", "told"],
    );
    let lines = list.as_array().unwrap();
    assert_eq!(lines.len(), 2, "{list:#}");
    let card = lines.iter().find(|line| line["id"] == "r1").unwrap();
    assert_eq!((card["count"].as_u64(), card["owner"].as_str()), (Some(14), Some("Payments")), "{card:#}");
    assert_eq!(
        (card["surface"].as_str(), card["service"].as_str()),
        (Some("checkout"), Some("Payments API")),
        "{card:#}"
    );
    assert!(is_instant(&card["first_heard_at"]) && is_instant(&card["told"][0]["heard_at"]));
    let odd = lines.iter().find(|line| line["id"] == "r2").unwrap();
    assert!(odd["owner"].is_null() && odd["reason"].as_str().unwrap().contains("no surface known"), "{odd:#}");
}

#[test]
fn clusters_and_what_was_read() {
    let (bwatch, id) = told();
    let clusters = bwatch.ask(&["report", "clusters"]);
    assert_eq!((clusters[0]["count"].as_u64(), clusters[0]["share_percent"].as_u64()), (Some(14), Some(93)));
    assert_eq!(clusters[0]["to_confirm"][0], "europe");
    let regions = bwatch.ask(&["report", "clusters", "--by", "region", "--incident", &id]);
    assert_eq!(regions[1]["name"], "Americas");
    assert_eq!(bwatch.run(&["report", "clusters", "--by", "colour"]).code, 2);

    bwatch.ask(&["report", "read", "r2"]);
    bwatch.ask(&["report", "read"]);
    let refused = bwatch.run(&["report", "read", "r1"]);
    assert!(refused.err.contains("read already"), "{}", refused.err);
    let list = bwatch.ask(&["report", "list"]);
    assert!(list.as_array().unwrap().iter().all(|line| is_instant(&line["read_at"])), "{list:#}");
}

#[test]
fn a_third_party_who_spoke_first_stands_in_the_review_and_over_all() {
    let (bwatch, id) = told();
    bwatch.ask(&[
        "incident",
        "third-party",
        &id,
        "Outage",
        "list",
        "--place",
        "https://outages.example/kestrel",
        "--at",
        "-5m",
    ]);
    let secret = bwatch.run(&["incident", "third-party", &id, "A forum", "--place", "https://forum.example/?token=x"]);
    assert!(secret.err.contains("secret"), "{}", secret.err);
    let to_come = bwatch.run(&["incident", "third-party", &id, "A forum", "--at", "+5m"]);
    assert!(to_come.err.contains("to come"), "{}", to_come.err);
    let review = bwatch.ask(&["incident", "export", &id])["markdown"].as_str().unwrap().to_owned();
    assert!(
        review.contains(
            "| Spoke in public before us | Outage list (https://outages.example/kestrel); we did not speak |"
        ),
        "{review}"
    );
    assert!(review.contains("| Reports of support, kinds | 15, 2 |"), "{review}");
    assert_eq!(bwatch.ask(&["cadence", "adherence"])["beaten"], 1);
}

#[test]
fn nothing_was_told() {
    let bwatch = Bwatch::default();
    assert_eq!(bwatch.run(&["report", "list"]).code, 1, "no incident is open");
    bwatch.ask(&["incident", "declare", "--severity", "sev3", "--title", "Odd", "--page-nobody"]);
    assert_eq!(bwatch.run(&["report", "list"]).code, 1);
    assert_eq!(bwatch.run(&["report", "file"]).code, 2);
}
