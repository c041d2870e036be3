//! An update as one change of one file: whoever finds it there knows that all of it is done.

use domain::delivery::{Failure, Receipt};

use super::contents::{Stored, ask_file, stored, write, written};
use super::file::{Clock, File, begun, message, name};
use super::{link, zone};
use crate::account::Account;
use crate::capability::{Limits, Posting, Turn};
use crate::marker::Marker;
use crate::message::Response;

/// <https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents>
pub(super) fn publish(
    account: &Account,
    posting: &Posting<'_>,
    answers: &[Response],
) -> Result<Turn<Receipt>, Failure> {
    let clock = Clock { zone: zone(account)?, now: account.now };
    let name = posting.known.map_or_else(|| name(posting, clock.zone), |known| known.remote.clone());
    match answers {
        [] => {
            Limits::NONE.hold("cState", posting.update, posting.known.is_none())?;
            // Refused before anything is asked, where it cannot be written at all.
            begun(posting, clock).map(drop).or_else(|failure| posting.known.map(drop).ok_or(failure))?;
            Ok(Turn::ask(ask_file(account, &name)?.extra()))
        }
        [there] if there.is_untold() => {
            if posting.known.is_some() {
                return Err(Failure::Refused(format!(
                    "The file `{name}` of the incident is not there any more, or the token does not open it."
                )));
            }
            let text = begun(posting, clock)?;
            write(account, &name, &text, None, &message(posting.update)).map(Turn::ask)
        }
        [there] => change(account, posting, &stored(there)?, clock),
        [_, done, ..] => {
            let entry = written(done)?;
            Ok(Turn::Done(Receipt {
                link: link(account, &entry.name, entry.html_url)?,
                remote: entry.name,
                update: None,
            }))
        }
    }
}

/// Goes on with a file that is there.
fn change(account: &Account, posting: &Posting<'_>, stored: &Stored, clock: Clock) -> Result<Turn<Receipt>, Failure> {
    let file = File::read(&stored.text)?;
    let (ours, there) = (Marker::of(posting.delivery, posting.update), file.marker());
    let name = &stored.name;
    if there.as_ref() == Some(&ours) {
        let link = link(account, name, stored.html_url.clone())?;
        return Ok(Turn::Done(Receipt { remote: name.clone(), link, update: None }));
    }
    if posting.known.is_none() && there.is_none_or(|marker| marker.incident != ours.incident) {
        return Err(Failure::Refused(format!(
            "There is a file `{name}` already, of another incident. Change the title."
        )));
    }
    let text = file.with(posting, clock)?;
    write(account, name, &text, Some(stored), &message(posting.update)).map(Turn::ask)
}
