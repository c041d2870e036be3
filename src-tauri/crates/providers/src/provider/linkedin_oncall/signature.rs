//! The signature of an application: a digest of the request and of the present half minute, so that a clock that is wrong
//! by more than that is refused like a wrong key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use domain::delivery::Failure;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha512;
use url::Url;

use crate::account::Account;
use crate::message::{Method, Request, Value};

/// The longer of the two stretches for which a signature holds; it is taken for the one before as well.
const STRETCH: i64 = 30;

/// Signs in the name of the application; without one the request goes out as it is, since reading is mostly open.
pub(super) fn sign(account: &Account, request: Request) -> Result<Request, Failure> {
    let Some(app) = account.option("app") else { return Ok(request) };
    let key = account.secret("key")?;
    let method = match request.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Patch => "PATCH",
    };
    let root = account.address("api_url", "")?;
    let body = request.body.as_ref().map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
    let window = account.now.timestamp().div_euclid(STRETCH);
    let text = format!("{window} {method} {} {}", asked(&root, &request.url), body.unwrap_or_default());
    let digest = digest(key.expose_secret(), &text)?;
    Ok(request.header("authorization", Value::Secret(SecretString::from(format!("hmac {app}:{digest}")))))
}

/// What is asked for as the host sees it: below its own root, the path without escapes but those of slashes, and the query
/// as it is.
fn asked(root: &Url, url: &Url) -> String {
    let path = url.path().strip_prefix(root.path().trim_end_matches('/')).unwrap_or(url.path());
    // So that the reading of forms takes nothing for a pair, and leaves the escapes of slashes alone.
    let kept = path.replace('&', "%26").replace('=', "%3D").replace("%2F", "%252F").replace("%2f", "%252f");
    let path: String = url::form_urlencoded::parse(kept.as_bytes()).map(|(path, _)| path).collect();
    match url.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

fn digest(key: &str, text: &str) -> Result<String, Failure> {
    // A key of any length is taken.
    let mut mac = Hmac::<Sha512>::new_from_slice(key.as_bytes()).map_err(|_| Failure::Unauthorized)?;
    mac.update(text.as_bytes());
    Ok(URL_SAFE.encode(mac.finalize().into_bytes()))
}
