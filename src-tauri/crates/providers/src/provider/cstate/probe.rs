//! What an attempt with a lost answer may have left: a file of our incident, and our marker in it.

use domain::delivery::{Failure, Receipt};

use super::contents::{Entry, FOLDER, ask, ask_file, stored};
use super::file::{File, ending};
use super::issue::{Shown, incident};
use super::{link, zone};
use crate::account::Account;
use crate::capability::{Part, Posting, Turn};
use crate::marker::{Found, Marker};
use crate::message::Response;

/// Asks for the folder where the file's name is not known, and then for the file.
pub(super) fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let answer = match (posting.known, answers) {
        (Some(known), []) => return ask_file(account, &known.remote).map(Turn::ask),
        // Where there is no folder, there is no file.
        (None, []) => return Ok(Turn::ask(ask(account, &FOLDER)?.extra())),
        (None, [folder]) => {
            if folder.is_untold() {
                return Ok(Turn::Done(Found::default()));
            }
            let ending = ending(&posting.update.incident_key);
            let files: Vec<Entry> = Part::of(folder.json()?, Ok).items;
            let ours = files.into_iter().find(|file| file.name.ends_with(&ending));
            return match ours {
                Some(file) => ask_file(account, &file.name).map(Turn::ask),
                None => Ok(Turn::Done(Found::default())),
            };
        }
        (Some(_), [answer, ..]) | (None, [_, answer, ..]) => answer,
    };
    let stored = stored(answer)?;
    let link = link(account, &stored.name, stored.html_url.clone())?;
    let receipt = Receipt { remote: stored.name.clone(), link: link.clone(), update: None };
    let shown = Shown { name: &stored.name, link, file: File::read(&stored.text)?, zone: zone(account)? };
    if let Some(there) = shown.file.marker() {
        let marker = Marker::of(posting.delivery, posting.update);
        return Ok(Turn::Done(marker.look([(there, receipt)])));
    }
    // Somebody's editor has dropped the marker: then the words tell.
    let posting = Posting { known: Some(&receipt), ..*posting };
    Ok(Turn::Done(Found::by_text(&posting, &[incident(&shown)?])))
}
