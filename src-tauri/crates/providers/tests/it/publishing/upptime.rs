//! GitHub with an Upptime repository, as far as a lane of updates needs it.

use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "upptime",
    options: &[("api_url", HERE), ("repository", "kestrel/status")],
    component: "checkout",
    states: [
        ComponentState::MajorOutage,
        ComponentState::Degraded,
        ComponentState::MajorOutage,
        ComponentState::Operational,
    ],
    host: || Box::new(Host::default()),
};

#[derive(Default)]
struct Host {
    /// In order of their making; each with its comments under `said`, which no answer has.
    issues: Vec<Value>,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        assert_eq!(request.header("authorization"), Some("Bearer s3cret-token"));
        assert_eq!(request.header("x-github-api-version"), Some("2022-11-28"));
        assert!(request.header("user-agent").is_some(), "GitHub refuses whoever does not say who they are");
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let ["repos", "kestrel", "status", path @ ..] = path.as_slice() else { return not_found() };
        let body = request.json();
        match (request.method.as_str(), path) {
            ("GET", ["issues"]) => (200, self.issues.iter().rev().map(shown).collect()),
            ("POST", ["issues"]) => self.create(&body),
            (method, ["issues", number, rest @ ..]) => {
                let Some(issue) = self.issues.iter_mut().find(|issue| issue["number"].as_u64() == number.parse().ok())
                else {
                    return not_found();
                };
                act(issue, method, rest, &body)
            }
            _ => not_found(),
        }
    }

    /// What Upptime's page shows: comments alone, and only of what is labelled for it, without what HTML hides.
    fn told(&self) -> Vec<Vec<String>> {
        let text = |comment: &Value| {
            let text = comment["body"].as_str().unwrap().split("<!--").next().unwrap().trim();
            text.split_once(":** ").map_or(text, |(_, body)| body).to_owned()
        };
        let is_shown =
            |issue: &&Value| issue["labels"].as_array().unwrap().iter().any(|label| label["name"] == "status");
        let shown = self.issues.iter().filter(is_shown);
        shown.map(|issue| issue["said"].as_array().unwrap().iter().map(text).collect()).collect()
    }
}

impl Host {
    fn create(&mut self, body: &Value) -> (u16, Value) {
        if !body["title"].is_string() {
            return (
                422,
                json!({ "message": "Validation Failed", "errors": [{ "resource": "Issue", "field": "title" }] }),
            );
        }
        let number = self.issues.len() + 1;
        let labels: Vec<Value> =
            body["labels"].as_array().unwrap().iter().map(|name| json!({ "name": name })).collect();
        let issue = json!({
            "number": number, "title": body["title"], "body": body["body"], "state": "open", "locked": false,
            "labels": labels, "html_url": format!("https://github.com/kestrel/status/issues/{number}"), "said": [],
        });
        self.issues.push(issue.clone());
        (201, shown(&issue))
    }
}

fn act(issue: &mut Value, method: &str, path: &[&str], body: &Value) -> (u16, Value) {
    match (method, path) {
        ("GET", []) => (200, shown(issue)),
        ("PATCH", []) => {
            assert!(["completed", "reopened"].contains(&body["state_reason"].as_str().unwrap()));
            issue["state"] = body["state"].clone();
            (200, shown(issue))
        }
        ("PUT", ["lock"]) => {
            issue["locked"] = json!(true);
            (204, Value::Null)
        }
        ("POST", ["labels"]) => {
            let all = issue["labels"].as_array_mut().unwrap();
            all.extend(body["labels"].as_array().unwrap().iter().map(|name| json!({ "name": name })));
            (200, json!(all))
        }
        ("GET", ["comments"]) => (200, issue["said"].clone()),
        ("POST", ["comments"]) => {
            assert_eq!(issue["locked"], true, "anybody could write on the page");
            let number = issue["number"].as_u64().unwrap();
            let said = issue["said"].as_array_mut().unwrap();
            let minute = said.len();
            let comment = json!({
                "id": number * 1_000 + u64::try_from(minute).unwrap(), "body": body["body"],
                "created_at": format!("2026-11-20T14:{minute:02}:00Z"),
            });
            said.push(comment.clone());
            (201, comment)
        }
        _ => not_found(),
    }
}

/// As GitHub shows it: how much was said in it, and not what.
fn shown(issue: &Value) -> Value {
    let mut shown = issue.clone();
    shown["comments"] = json!(issue["said"].as_array().unwrap().len());
    shown.as_object_mut().unwrap().remove("said");
    shown
}

fn not_found() -> (u16, Value) {
    (404, json!({ "message": "Not Found" }))
}
