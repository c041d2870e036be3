//! Status pages from scripts: nothing is vouched for that was not published, or not read.

use crate::given::{Bwatch, Done, done, host};

#[test]
fn a_page_vouches_only_for_what_was_published() {
    let bwatch = Bwatch::default();
    let before = bwatch.run(&["pages", "drift"]);
    assert_eq!((before.code, before.out.trim()), (0, "status.kestrel.example tells of no incident of ours."));
    let declare =
        ["incident", "declare", "--severity", "sev1", "--playbook", "payments", "--customer-impact", "--page-nobody"];
    let id = bwatch.ask(&declare)["id"].as_str().unwrap().to_owned();
    bwatch.ask(&["incident", "update", &id, "customers"]);
    bwatch.ask(&["outbox", "deliver", "--wait", "30"]);
    let after = bwatch.run(&["pages", "drift"]);
    assert_eq!((after.code, after.out.trim()), (0, "status.kestrel.example says what was published."));
}

/// A page of Statuspage whose every list is this answer.
fn page(answer: &str, arguments: &[&str]) -> Done {
    let bwatch = Bwatch::with(&[(
        "bridgewatch.yaml",
        &format!(
            "organisation: Kestrel\nconnections: [{{ id: status, provider: statuspage, name: Status, audiences: [customers], \
             options: {{ page: p, api_url: \"{}\" }} }}]\n",
            host(200, answer)
        ),
    )]);
    done(&bwatch.command(arguments).env("BRIDGEWATCH_STATUS_TOKEN", "t0ken").output().unwrap())
}

#[test]
fn what_could_not_be_read_of_a_page_is_named_and_ends_with_exit_code_1() {
    // An empty list is none of subscribers: they are counted by kind.
    let shown = page("[]", &["pages", "show", "status"]);
    assert_eq!(shown.code, 1, "{}", shown.out);
    assert!(shown.out.contains("Not all was read of its subscribers: unexpected answer"), "{}", shown.out);
    assert!(!shown.out.contains("of its components"), "{}", shown.out);
    let drift = page("[]", &["pages", "drift"]);
    assert_eq!((drift.code, drift.out.trim()), (0, "Status tells of no incident of ours."), "{}", drift.err);
}
