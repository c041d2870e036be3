//! The secrets inside an address that is a secret itself: a host may say any of them without the others.
//!
//! Not every part of it is one. `calendar`, or the address of a person, stands in the calendar itself, and hiding it there
//! would hide who is on call.

use url::Url;
use url::form_urlencoded::parse;

/// A token has at least so many letters; `PaymentsTier1` is a name.
const SHORTEST: usize = 15;
/// In a part that reads like the address of a person or a calendar, and where it has no digits.
const SHORTEST_NAMED: usize = 24;
/// Words in the name of a parameter whose value is a secret, however it looks.
const NAMES: [&str; 7] = ["token", "key", "secret", "pass", "auth", "sig", "private"];

/// What a host could say of an address and must not; nothing where the text is no address.
pub(super) fn secrets(text: &str) -> Vec<String> {
    let Some(url) = Url::parse(text).ok().filter(Url::has_host) else { return Vec::new() };
    let path = url.path().to_owned();
    let whole = url.query().map(|query| format!("{path}?{query}"));
    let mut secrets: Vec<String> = whole.into_iter().chain([path]).filter(|path| has_key(path)).collect();
    secrets.extend(url.password().into_iter().flat_map(|password| [password.to_owned(), decoded(password)]));
    for (name, value) in url.query_pairs() {
        let name = name.to_lowercase();
        if NAMES.iter().any(|word| name.contains(word)) {
            secrets.push(value.into_owned());
        }
    }
    let parts = url.path().split('/').chain(url.query().into_iter().flat_map(|query| query.split(['&', '='])));
    for part in parts.chain(url.fragment()).chain([url.username()]) {
        secrets.extend(keys(part).map(str::to_owned));
        secrets.extend(keys(&decoded(part)).map(str::to_owned));
    }
    secrets
}

fn has_key(path: &str) -> bool {
    path.split(['/', '?', '&', '=']).any(|part| keys(&decoded(part)).next().is_some())
}

/// The pieces of a part that look like tokens.
fn keys(part: &str) -> impl Iterator<Item = &str> {
    let shortest = if part.contains('@') || part.contains("%40") { SHORTEST_NAMED } else { SHORTEST };
    part.split(['/', '@', '.', '?', ';', ',', ':']).filter(move |piece| piece.len() >= shortest && is_mixed(piece))
}

/// Digits among whatever else, or small letters and capitals where they are many.
fn is_mixed(piece: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| piece.as_bytes().iter().any(kind);
    let (small, capital) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    has(u8::is_ascii_digit) || (small && capital && piece.len() >= SHORTEST_NAMED)
}

/// Without the escapes of an address.
fn decoded(part: &str) -> String {
    // So that the reading of forms takes nothing for a pair or a space.
    let kept = part.replace('&', "%26").replace('=', "%3D").replace('+', "%2B");
    parse(kept.as_bytes()).map(|(text, _)| text).collect()
}
