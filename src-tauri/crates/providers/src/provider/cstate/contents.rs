//! The files of the repository, through the contents API that its host has: GitHub's, and that of Gitea and Forgejo, which is
//! the same but for how a file is made. <https://docs.github.com/en/rest/repos/contents>

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::json;

use super::GITEA;
use crate::account::Account;
use crate::git_host::{self, AS_JSON};
use crate::message::{Body, Request, Response};

/// The folder of the incidents' files.
pub(super) const FOLDER: [&str; 2] = ["content", "issues"];

/// A file, or what a folder says of it.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) name: String,
    sha: Option<String>,
    content: Option<String>,
    pub(super) html_url: Option<String>,
}

/// A file with its text, and the digest without which the host takes no change of it.
pub(super) struct Stored {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) html_url: Option<String>,
    sha: String,
}

/// Reads something of the repository.
pub(super) fn of_repository(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    git_host::sign(account, Request::get(url(account, path)?), AS_JSON)
}

/// Reads a file or a folder of the site's branch.
pub(super) fn ask(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    let request = of_repository(account, &[&["contents"], path].concat())?;
    Ok(match account.option("branch") {
        Some(branch) => request.query("ref", branch),
        None => request,
    })
}

/// Reads the file of an incident.
pub(super) fn ask_file(account: &Account, name: &str) -> Result<Request, Failure> {
    ask(account, &[FOLDER[0], FOLDER[1], name])
}

/// A file out of an answer.
pub(super) fn stored(response: &Response) -> Result<Stored, Failure> {
    let Entry { name, sha, content, html_url } = response.json()?;
    let garbled = || Failure::Garbled("a file comes without its text".to_owned());
    // Hosts break it into lines.
    let packed: String = content.unwrap_or_default().split_whitespace().collect();
    let bytes = STANDARD.decode(packed).map_err(|_| garbled())?;
    let text = String::from_utf8(bytes).map_err(|_| garbled())?;
    Ok(Stored { name, text, html_url, sha: sha.filter(|_| !text_is_missing(response)).ok_or_else(garbled)? })
}

/// Of a file that is too large the host tells everything but its text.
fn text_is_missing(response: &Response) -> bool {
    let encoding = response.json::<serde_json::Value>().unwrap_or_default();
    encoding.get("encoding").and_then(serde_json::Value::as_str) != Some("base64")
}

/// Writes the file of an incident: a new one, or in place of what was stored. It is not taken where that is not there any more.
pub(super) fn write(
    account: &Account,
    name: &str,
    text: &str,
    before: Option<&Stored>,
    message: &str,
) -> Result<Request, Failure> {
    let url = url(account, &["contents", FOLDER[0], FOLDER[1], name])?;
    let mut body = json!({ "message": message, "content": STANDARD.encode(text) });
    if let Some(branch) = account.option("branch") {
        body["branch"] = json!(branch);
    }
    if let Some(stored) = before {
        body["sha"] = json!(stored.sha);
    }
    let is_gitea = account.option("host") == Some(GITEA);
    let request = match before {
        None if is_gitea => Request::post(url, Body::json(body)),
        _ => Request::put(url, Body::json(body)),
    };
    git_host::sign(account, request, AS_JSON)
}

/// What was written, out of the answer.
pub(super) fn written(response: &Response) -> Result<Entry, Failure> {
    #[derive(Deserialize)]
    struct Written {
        content: Entry,
    }
    Ok(response.json::<Written>()?.content)
}

fn url(account: &Account, path: &[&str]) -> Result<url::Url, Failure> {
    if account.option("host") == Some(GITEA) {
        // The token of one host is nothing for another.
        account.required("api_url")?;
    }
    git_host::of_repository(account, path)
}
