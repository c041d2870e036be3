//! Questions and facts from scripts: asked, told, answered by a brief; stated, confirmed, and the chain of an update.

use crate::given::{Bwatch, is_instant, keys};

fn declared(bwatch: &Bwatch) -> String {
    let declare =
        ["incident", "declare", "--severity", "sev1", "--playbook", "payments", "--customer-impact", "--page-nobody"];
    bwatch.ask(&declare)["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_question_is_asked_told_and_answered() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    let ask = ["question", "ask", "Is", "card", "data", "safe?", "--from", "ingrid", "--audience", "leadership"];
    let once: Vec<&str> = ask.iter().copied().chain(["--intent", "once"]).collect();
    let asked = bwatch.ask(&once);
    assert_eq!(
        keys(&serde_json::json!([asked])),
        ["id", "sequences", "already", "intent", "question", "reply"],
        "in the order of the documents"
    );
    let reply = asked["reply"].as_str().unwrap();
    assert!(reply.starts_with("Noted. The next briefing for leadership is due ") && reply.contains(" CE"), "{reply}");
    let again = bwatch.ask(&once);
    assert_eq!((&again["already"], &again["reply"]), (&serde_json::json!(true), &asked["reply"]));

    let list = bwatch.ask(&["question", "list"]);
    let line = &list["questions"][0];
    assert_eq!(line["from"], "Ingrid Solheim", "a person's id is enough");
    assert!(is_instant(&line["asked_at"]) && is_instant(&line["due_at"]), "{line}");
    assert_eq!((&list["slots"][0]["audience"], &list["slots"][0]["waiting"]), (&"leadership".into(), &1.into()));

    let refused = bwatch.run(&["--as", "tomasz", "question", "answer", "qu1", "Yes"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("owns the inbox of questions"), "{}", refused.err);
    bwatch.ask(&["question", "answer", "qu1", "Yes,", "it", "is"]);
    let shown = bwatch.run(&["question", "list"]);
    assert!(shown.out.contains("answered: Yes, it is"), "{}", shown.out);

    bwatch.ask(&["question", "ask", "How long?", "--from", "Ines of the board", "--audience", "leadership"]);
    bwatch.ask(&["question", "hurry", "qu2"]);
    assert!(bwatch.run(&["question", "list"]).out.contains("cannot wait"));
    bwatch.ask(&["incident", "ask", &id, "tomasz", "How long?", "--question", "qu2"]);
    bwatch.ask(&["question", "answer", "qu2", "The review tells", "--leave"]);
    let list = bwatch.ask(&["question", "list"]);
    let left = list["questions"].as_array().unwrap().iter().find(|line| line["question"] == "qu2").unwrap();
    assert!(left["settled"].as_str().unwrap().ends_with("left it: The review tells"), "{left}");
    assert_eq!(left["asked_of"], "Tomasz Wrona");
    let wrong = bwatch.run(&["question", "ask", "Why?", "--from", "Ines", "--audience", "nobody"]);
    assert_eq!(wrong.code, 2);
}

#[test]
fn a_fact_is_stated_confirmed_and_stands_in_the_chain() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    bwatch.ask(&["fact", "state", "PayPal works", "--by", "tomasz", "--service", "payments-api"]);
    let update = ["incident", "update", id.as_str(), "customers", "--fact", "still_works=f1"];
    let dry = bwatch.ask(&[&update[..], &["--dry-run"]].concat());
    assert_eq!(dry["values"]["still_works"], "PayPal works");
    let kinds: Vec<&str> =
        dry["remarks"].as_array().unwrap().iter().filter_map(|remark| remark["kind"].as_str()).collect();
    assert!(kinds.contains(&"fact"), "{dry}");
    bwatch.ask(&["fact", "confirm", "f1"]);
    bwatch.ask(&[&update[..], &["--set", "still_works=PayPal still works."]].concat());

    let chain = bwatch.ask(&["update", "chain", "u1"]);
    let statements = chain["statements"].as_array().unwrap();
    let resting = statements.iter().find(|statement| statement["variable"] == "still_works").unwrap();
    assert_eq!((&resting["words"], &resting["fact"]["text"]), (&"PayPal still works.".into(), &"PayPal works".into()));
    assert_eq!(resting["fact"]["said_by"], "Tomasz Wrona");
    assert!(is_instant(&resting["fact"]["confirmed_at"]), "{resting}");
    assert!(statements.iter().any(|statement| statement["fact"].is_null()));
    let told = bwatch.run(&["update", "chain"]).out;
    assert!(told.contains("fact f1: PayPal works") && told.contains(", no fact"), "{told}");

    bwatch.ask(&["fact", "withdraw", "f1", "--reason", "PayPal fails as well"]);
    let list = bwatch.ask(&["fact", "list"]);
    assert_eq!((&list[0]["withdrawn"], &list[0]["updates"][0]), (&"PayPal fails as well".into(), &"u1".into()));
    let unknown = bwatch.run(&["incident", "update", &id, "customers", "--fact", "still_works=f9"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("has no fact “f9”"), "{}", unknown.err);
    let none = bwatch.run(&["update", "chain", "u9"]);
    assert_eq!(none.code, 1);
}
