//! The sandbox's server: answers requests out of its files, and misbehaves as planned.

use std::io;
use std::path::Path;
use std::time::Duration;

use domain::delivery::ComponentState;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::contents::{Contents, Message, Note, Page, Part, Posted};
use super::fault::{self, Fault};
use super::shelf::Shelf;
use crate::message::{Method, Request, Response, Trouble};

/// Answers one request to `sandbox://<stem>/…`.
pub async fn answer(folder: &Path, request: &Request) -> Result<Response, Trouble> {
    let stem = request.url.host_str().unwrap_or_default().to_owned();
    let (shelf, request) = (Shelf::at(folder, stem), request.clone());
    // Files and their locks block, so they are kept away from the threads that everything else runs on.
    let work = tokio::task::spawn_blocking(move || {
        let outcome = shelf.locked(|| serve(&shelf, &request));
        outcome.unwrap_or_else(|error| {
            let words = format!("The sandbox cannot use its files in {}: {error}", shelf.folder().display());
            (Duration::ZERO, Ok(reply(422, &json!({ "message": words }))))
        })
    });
    let (wait, outcome) = work.await.unwrap_or((Duration::ZERO, Err(Trouble::AfterSending)));
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    outcome
}

type Outcome = Result<Response, Trouble>;

/// The answer, and how long it is kept back.
fn serve(shelf: &Shelf, request: &Request) -> io::Result<(Duration, Outcome)> {
    let mut faults = shelf.faults()?;
    let fault = fault::take(&mut faults, request.is_write());
    if fault.is_some() {
        shelf.put_faults(&faults)?;
    }
    let apply = || -> io::Result<Response> {
        let mut contents = shelf.contents()?;
        let response = route(&mut contents, request);
        if request.is_write() && response.status < 300 {
            shelf.put_contents(&contents)?;
        }
        Ok(response)
    };
    let mut wait = Duration::ZERO;
    let outcome = match fault {
        None => Ok(apply()?),
        Some(Fault::Delay { wait_ms }) => {
            wait = Duration::from_millis(wait_ms);
            Ok(apply()?)
        }
        Some(Fault::Refuse { words }) => Ok(reply(422, &json!({ "message": words }))),
        Some(Fault::LoseAnswer) => apply().map(|_| Err(Trouble::AfterSending))?,
        Some(Fault::LoseRequest) => Err(Trouble::AfterSending),
        Some(Fault::Offline) => Err(Trouble::NotSent),
        Some(Fault::Throttle { seconds }) => {
            let mut response = reply(429, &json!({ "message": "Too many requests" }));
            response.headers.push(("retry-after".to_owned(), seconds.to_string()));
            Ok(response)
        }
        Some(Fault::ServerError { applied }) => {
            if applied {
                apply()?;
            }
            Ok(reply(500, &json!({ "message": "Something broke" })))
        }
        Some(Fault::Unauthorized) => Ok(reply(401, &json!({ "message": "Unknown token" }))),
        Some(Fault::Garbled) => {
            apply()?;
            Ok(Response { status: 200, headers: Vec::new(), body: b"<html>Bad gateway".to_vec() })
        }
    };
    Ok((wait, outcome))
}

/// The sandbox's interface, in one table.
fn route(contents: &mut Contents, request: &Request) -> Response {
    let path: Vec<&str> = request.url.path_segments().into_iter().flatten().collect();
    match (request.method, path.as_slice()) {
        (Method::Get, ["check"]) => reply(200, &json!({ "name": "Sandbox" })),
        (Method::Post, ["pages"]) => match posted::<Page>(request) {
            Some(Page { joins: Some(joined), .. }) if !contents.has_page(&joined) => no_page(&joined),
            Some(page) => {
                let key = page.key.clone();
                contents.page(page);
                reply(202, &json!({ "key": key }))
            }
            None => unreadable(),
        },
        (Method::Post, ["notes"]) => match posted::<Note>(request) {
            Some(note) if !contents.has_page(&note.page) => no_page(&note.page),
            Some(note) => {
                let key = note.key.clone();
                contents.note(note);
                reply(201, &json!({ "key": key }))
            }
            None => unreadable(),
        },
        (Method::Post, ["messages"]) => match posted::<Message>(request) {
            Some(message) => {
                let key = message.key.clone();
                contents.message(message);
                reply(202, &json!({ "key": key }))
            }
            None => unreadable(),
        },
        (Method::Get, ["incidents"]) => reply(200, &contents.incidents),
        (Method::Post, ["incidents"]) => match posted::<Posted>(request) {
            Some(posting) => reply(201, &contents.create(posting)),
            None => unreadable(),
        },
        (Method::Patch, ["incidents", id]) => match posted::<Posted>(request) {
            Some(posting) => match contents.change(id, posting) {
                Some(incident) => reply(200, &incident),
                None => reply(404, &json!({ "message": format!("There is no incident `{id}`") })),
            },
            None => unreadable(),
        },
        (Method::Get, ["components"]) => reply(200, &components(contents, request)),
        _ => reply(404, &json!({ "message": "There is nothing at this address" })),
    }
}

/// The components that the connection names, in its order, then others that were given a state.
fn components(contents: &Contents, request: &Request) -> Vec<Part> {
    let named = request.url.query_pairs().filter(|(key, _)| key == "named").map(|(_, id)| id.into_owned());
    let mut parts: Vec<Part> = named.map(|id| Part { id, state: ComponentState::Operational }).collect();
    for known in &contents.components {
        match parts.iter_mut().find(|part| part.id == known.id) {
            Some(part) => part.state = known.state,
            None => parts.push(known.clone()),
        }
    }
    parts
}

fn posted<T: DeserializeOwned>(request: &Request) -> Option<T> {
    serde_json::from_slice(&request.body.as_ref()?.to_bytes()).ok()
}

fn no_page(key: &str) -> Response {
    reply(404, &json!({ "message": format!("There is no page `{key}`") }))
}

fn unreadable() -> Response {
    reply(400, &json!({ "message": "The body is not of the documented form" }))
}

fn reply(status: u16, body: &impl Serialize) -> Response {
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    // Plain structs with text keys always serialise; an empty body would be read as garbled.
    Response { status, headers, body: serde_json::to_vec(body).unwrap_or_default() }
}
