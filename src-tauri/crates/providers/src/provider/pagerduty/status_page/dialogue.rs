//! A conversation told as if all answers were there: what is not there yet is asked, and the telling begins anew with it.

use domain::delivery::Failure;
use serde::de::DeserializeOwned;

use super::{from, list, of_page};
use crate::account::Account;
use crate::capability::Turn;
use crate::message::{Request, Response};

/// The answers so far, taken in the order in which they were asked for.
pub(super) struct Dialogue<'a> {
    pub(super) account: &'a Account<'a>,
    rest: &'a [Response],
}

/// Why a telling does not go on.
pub(super) enum Pending {
    /// This is to be asked first.
    Ask(Box<Request>),
    /// It cannot.
    Failed(Failure),
}

impl From<Failure> for Pending {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl<'a> Dialogue<'a> {
    /// Tells it with the answers so far, to its end or to what is to be asked.
    pub(super) fn lead<Answer>(
        account: &'a Account<'a>,
        answers: &'a [Response],
        tell: impl FnOnce(&mut Self) -> Result<Answer, Pending>,
    ) -> Result<Turn<Answer>, Failure> {
        match tell(&mut Self { account, rest: answers }) {
            Ok(answer) => Ok(Turn::Done(answer)),
            Err(Pending::Ask(request)) => Ok(Turn::Ask(request)),
            Err(Pending::Failed(failure)) => Err(failure),
        }
    }

    /// The answer to a request.
    pub(super) fn ask(&mut self, request: Request) -> Result<&'a Response, Pending> {
        let Some((answer, rest)) = self.rest.split_first() else { return Err(Pending::Ask(Box::new(request))) };
        self.rest = rest;
        Ok(answer)
    }

    /// A list of the page to its end, its entries as far as they have their form.
    pub(super) fn list<Entry: DeserializeOwned>(
        &mut self,
        path: &[&str],
        query: &[(&str, &str)],
        name: &str,
    ) -> Result<Vec<Entry>, Pending> {
        let mut entries = Vec::new();
        let mut offset = 0;
        loop {
            let request =
                query.iter().fold(of_page(self.account, path)?, |request, (key, value)| request.query(key, value));
            let (part, next) = list(self.ask(from(request, offset))?, name)?;
            entries.extend(part.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()));
            match next {
                Some(next) if next > offset => offset = next,
                _ => return Ok(entries),
            }
        }
    }
}
