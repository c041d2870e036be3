//! Incoming webhooks of chats: an address that is the secret. Whoever has it can say something in one room, and can read nothing
//! there.

use domain::delivery::{Delivery, Failure, Receipt};
use secrecy::ExposeSecret;
use url::Url;

use crate::account::Account;
use crate::message::{Body, Request, Response};

/// What is laid aside for the reading of the answer: our delivery. Rooms give no message an id that we could keep.
const DELIVERY: &str = "bridgewatch-delivery";

/// The address in the secret of that key. `Unauthorized` where there is none, `Refused` where it is none.
pub(crate) fn address(account: &Account, key: &str) -> Result<Url, Failure> {
    let secret = account.secret(key)?;
    let url = Url::parse(secret.expose_secret()).ok();
    url.filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host()).ok_or_else(|| {
        Failure::Refused(format!(
            "The stored `{key}` is no web address. Store the whole address anew, with its https://."
        ))
    })
}

/// A message to that address.
pub(crate) fn request(url: &Url, delivery: &Delivery, body: Body) -> Request {
    Request::post_secret(url, body).aside(DELIVERY, delivery.id.as_str())
}

/// The proof that a message was taken: it is known by our own delivery.
pub(crate) fn receipt(response: &Response) -> Receipt {
    let remote = response.header(DELIVERY).unwrap_or_default().to_owned();
    Receipt { remote, link: None, update: None }
}
