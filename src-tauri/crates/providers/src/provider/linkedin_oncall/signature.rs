//! The signature of an application: a digest of the request and of the present half minute, so that a clock that is off by
//! as much is refused like a wrong key.

use std::borrow::Cow;

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
        Method::Put => "PUT",
    };
    let root = account.address("api_url", "")?;
    let body = request.body.as_ref().map(|body| String::from_utf8_lossy(&body.to_bytes()).into_owned());
    // In the middle of what is taken, so that a clock may be a little ahead as well as behind.
    let window = (account.now.timestamp() - STRETCH / 2).div_euclid(STRETCH);
    let text = format!("{window} {method} {} {}", asked(&root, &request.url), body.unwrap_or_default());
    let digest = digest(key.expose_secret(), &text)?;
    Ok(request.header("authorization", Value::Secret(SecretString::from(format!("hmac {app}:{digest}")))))
}

/// What is asked for as the host sees it: below its own root. It takes the escapes out of the path, not out of the query;
/// names stand in the query only, because it cannot read a path beyond ASCII.
fn asked<'a>(root: &Url, url: &'a Url) -> Cow<'a, str> {
    let path = url.path().strip_prefix(root.path().trim_end_matches('/')).unwrap_or(url.path());
    url.query().map_or(Cow::Borrowed(path), |query| Cow::Owned(format!("{path}?{query}")))
}

fn digest(key: &str, text: &str) -> Result<String, Failure> {
    // A key of any length is taken.
    let mut mac = Hmac::<Sha512>::new_from_slice(key.as_bytes()).map_err(|_| Failure::Unauthorized)?;
    mac.update(text.as_bytes());
    Ok(URL_SAFE.encode(mac.finalize().into_bytes()))
}
