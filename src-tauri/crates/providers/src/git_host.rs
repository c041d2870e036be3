//! Hosts of repositories that speak as GitHub does, for status pages that live in a repository: GitHub, its Enterprise
//! servers, and Gitea with Forgejo as far as files go.

use domain::delivery::Failure;
use serde::Deserialize;
use serde_json::Value as Json;
use url::Url;

use crate::account::Account;
use crate::classify::Complaint;
use crate::form::Field;
use crate::message::{Request, Response, Value, below};
use crate::pace::Pace;

/// Which repository.
pub(crate) const REPOSITORY: Field =
    Field::text("repository", "Repository", "Its owner and its name, as in its address: `kestrel/status`")
        .required()
        .repository();
/// GitHub's own address.
pub(crate) const GITHUB: &str = "https://api.github.com";
/// 5000 requests an hour for each user, and of those that make something 80 a minute: <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>
pub(crate) const PACE: Pace = Pace { burst: 60, per_minute: 75, reserve: 10 };
/// The answer as JSON.
pub(crate) const AS_JSON: &str = "application/vnd.github+json";
/// A file as it is, in place of a description of it.
pub(crate) const AS_IT_IS: &str = "application/vnd.github.raw+json";

/// The version that requests are written for. Hosts that are no GitHub do not mind it.
const VERSION: &str = "2022-11-28";

/// An address within the connection's repository. `Refused` where the option names none.
pub(crate) fn of_repository(account: &Account, path: &[&str]) -> Result<Url, Failure> {
    let named = account.required("repository")?;
    let (owner, name) = repository(named).ok_or_else(|| {
        Failure::Refused(format!(
            "`{named}` is no repository. Write its owner and its name in `repository` of the connection: `kestrel/status`."
        ))
    })?;
    Ok(below(&below(&account.address("api_url", GITHUB)?, &["repos", owner, name]), path))
}

/// The owner and the name out of `kestrel/status`.
pub(crate) fn repository(text: &str) -> Option<(&str, &str)> {
    let (owner, name) = text.split_once('/')?;
    let is_name = |part: &str| {
        let is_plain = part.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_.".contains(&letter));
        is_plain && !part.trim_matches('.').is_empty()
    };
    (is_name(owner) && is_name(name)).then_some((owner, name))
}

/// The request with who sends it, for which version it is, and in which form the answer is wanted.
pub(crate) fn sign(account: &Account, request: Request, form: &str) -> Result<Request, Failure> {
    let request = request.header("accept", Value::Plain(form.to_owned()));
    account.sign(request.header("x-github-api-version", Value::Plain(VERSION.to_owned())))
}

/// What the repository is called, and whether whose the token is may push to it: <https://docs.github.com/en/rest/repos/repos#get-a-repository>
pub(crate) fn opened(response: &Response) -> Result<(String, bool), Failure> {
    #[derive(Deserialize)]
    struct Repository {
        full_name: String,
        permissions: Option<Permissions>,
    }
    #[derive(Deserialize)]
    struct Permissions {
        push: Option<bool>,
    }
    let Repository { full_name, permissions } = response.json()?;
    Ok((full_name, permissions.and_then(|permissions| permissions.push) != Some(false)))
}

/// <https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api>
pub(crate) fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Json = response.json().unwrap_or_default();
    let text = |value: &Json| value.get("message").unwrap_or(value).as_str().map(str::to_owned);
    let errors = body.get("errors").and_then(Json::as_array).into_iter().flatten();
    let message = body.get("message").and_then(Json::as_str).unwrap_or_default().to_owned();
    let words: Vec<String> = std::iter::once(message.clone()).chain(errors.filter_map(text)).collect();
    let words = Some(words.join(": ")).filter(|words| !words.is_empty());
    match response.status {
        // That there were too many requests is told like a want of rights.
        403 if is_spent(response, &message) => Complaint { status: 429, words, ..plain },
        404 => Complaint {
            words: Some("There is no such thing in the repository, or the token does not open it".to_owned()),
            ..plain
        },
        _ => Complaint { words, ..plain },
    }
}

fn is_spent(response: &Response, message: &str) -> bool {
    response.header("retry-after").is_some()
        || response.header("x-ratelimit-remaining") == Some("0")
        || message.to_lowercase().contains("rate limit")
}
