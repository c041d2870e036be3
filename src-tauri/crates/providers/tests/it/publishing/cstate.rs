//! GitHub with the repository of a cState site, as far as a lane of updates needs it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::ComponentState;
use serde_json::{Value, json};

use super::{Documented, HERE, SimulatedPage};
use crate::server::Received;

pub(super) const DOCUMENTED: Documented = Documented {
    provider: "cstate",
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

/// A repository without a single incident: the folder is not there.
#[derive(Default)]
struct Host {
    /// In order of their making: the name, how often it was written, and the text.
    files: Vec<(String, u32, String)>,
}

impl SimulatedPage for Host {
    fn answer(&mut self, request: &Received) -> (u16, Value) {
        assert_eq!(request.header("authorization"), Some("Bearer s3cret-token"));
        let path: Vec<&str> = request.path.split('?').next().unwrap().trim_matches('/').split('/').collect();
        let ["repos", "kestrel", "status", "contents", "content", "issues", path @ ..] = path.as_slice() else {
            return not_found();
        };
        match (request.method.as_str(), path) {
            ("GET", []) if self.files.is_empty() => not_found(),
            ("GET", []) => (200, self.files.iter().map(|file| entry(file, false)).collect()),
            ("GET", [name]) => match self.files.iter().find(|file| file.0 == *name) {
                Some(file) => (200, entry(file, true)),
                None => not_found(),
            },
            ("PUT", [name]) => self.write(name, &request.json()),
            _ => not_found(),
        }
    }

    fn told(&self) -> Vec<Vec<String>> {
        let words = |update: &str| update.rsplit_once("* - ").map_or(update, |(_, words)| words).trim().to_owned();
        let told = |(_, _, text): &(String, u32, String)| {
            let body = text.splitn(3, "---\n").nth(2).unwrap();
            let mut told: Vec<String> = body.split("{{< track").map(words).collect();
            told.pop();
            told.reverse();
            told
        };
        self.files.iter().map(told).collect()
    }
}

impl Host {
    fn write(&mut self, name: &str, body: &Value) -> (u16, Value) {
        let text = String::from_utf8(STANDARD.decode(body["content"].as_str().unwrap()).unwrap()).unwrap();
        let known = self.files.iter().position(|file| file.0 == name);
        let file = match (known, body["sha"].as_str()) {
            (Some(_), None) => return (422, json!({ "message": "Invalid request.\n\n\"sha\" wasn't supplied." })),
            (Some(at), Some(sha)) if sha != digest(&self.files[at]) => {
                return (409, json!({ "message": format!("content/issues/{name} does not match {sha}") }));
            }
            (None, Some(_)) => return not_found(),
            (Some(at), Some(_)) => at,
            (None, None) => {
                self.files.push((name.to_owned(), 0, String::new()));
                self.files.len() - 1
            }
        };
        self.files[file].1 += 1;
        self.files[file].2 = text;
        (200, json!({ "content": entry(&self.files[file], false), "commit": { "sha": "c0ffee" } }))
    }
}

fn digest(file: &(String, u32, String)) -> String {
    format!("{:040x}", file.1)
}

/// As GitHub tells it: of a file alone with its text, in lines of sixty letters.
fn entry(file: &(String, u32, String), with_text: bool) -> Value {
    let mut entry: BTreeMap<&str, Value> = BTreeMap::from([
        ("name", json!(file.0)),
        ("sha", json!(digest(file))),
        ("type", json!("file")),
        ("html_url", json!(format!("https://github.com/kestrel/status/blob/main/content/issues/{}", file.0))),
    ]);
    if with_text {
        let packed = STANDARD.encode(&file.2);
        let lines: Vec<&str> = packed.as_bytes().chunks(60).map(|line| std::str::from_utf8(line).unwrap()).collect();
        entry.extend([("encoding", json!("base64")), ("content", json!(lines.join("\n")))]);
    }
    json!(entry)
}

fn not_found() -> (u16, Value) {
    (404, json!({ "message": "Not Found" }))
}
