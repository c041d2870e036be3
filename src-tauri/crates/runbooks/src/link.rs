//! Where a link of a runbook leads: outside, to another runbook, within the page, or nowhere that we go.

use crate::escape::escaped;

/// What a link's target means here.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An address that the system's browser, mail program or phone opens.
    Outside(String),
    /// Another runbook: path from the workspace's root, and the anchor in it.
    Runbook { path: String, anchor: String },
    /// An anchor of the same page.
    Within(String),
    /// Any other scheme or file: the words stay, the link goes.
    Nowhere,
}

impl Target {
    /// Understands a target written in the runbook at `path`.
    pub(crate) fn of(target: &str, path: &str) -> Self {
        let target = target.trim();
        // Browsers drop these within an address, so `java&#10;script:` would be a scheme after all.
        if target.chars().any(char::is_control) {
            return Self::Nowhere;
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return Self::Within(anchor.to_owned());
        }
        if let Some(scheme) = scheme(target) {
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" | "mailto" | "tel" => Self::Outside(target.to_owned()),
                _ => Self::Nowhere,
            };
        }
        let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
        let is_markdown = file.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md"));
        match resolved(file, path).filter(|_| is_markdown) {
            Some(path) => Self::Runbook { path, anchor: anchor.to_owned() },
            None => Self::Nowhere,
        }
    }

    /// The opening tag; every variant closes with `</a>`.
    pub(crate) fn opening_tag(&self) -> String {
        match self {
            Self::Outside(address) => format!(r#"<a class="outside" href="{}">"#, escaped(address)),
            // The fragment makes it reachable by keyboard; where it leads is the screen's to say.
            Self::Runbook { path, anchor } => {
                format!(r##"<a data-runbook="{}" href="#{}">"##, escaped(path), escaped(anchor))
            }
            Self::Within(anchor) => format!(r##"<a href="#{}">"##, escaped(anchor)),
            Self::Nowhere => "<a>".to_owned(),
        }
    }
}

/// The scheme of an absolute address.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// A path relative to the runbook at `path`, from the workspace's root; `None` when it leaves the workspace.
fn resolved(file: &str, path: &str) -> Option<String> {
    if file.starts_with("//") || file.contains('\\') {
        return None;
    }
    let file = percent_decoded(file)?;
    let mut parts: Vec<&str> = Vec::new();
    if !file.starts_with('/') {
        parts.extend(path.split('/'));
        parts.pop();
    }
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// `write%20lag.md` is `write lag.md`; `None` when the bytes are no text.
fn percent_decoded(file: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(file.len());
    let mut rest = file.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).ok().filter(|text| !text.chars().any(char::is_control) && !text.contains('\\'))
}
