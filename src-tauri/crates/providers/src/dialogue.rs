//! A conversation told as if all answers were there: what is not there yet is asked, and the telling begins anew with it.

use domain::delivery::Failure;

use crate::account::Account;
use crate::capability::Turn;
use crate::message::{Request, Response};

/// The answers so far, taken in the order in which they were asked for.
pub(crate) struct Dialogue<'a> {
    /// In whose name it is asked.
    pub(crate) account: &'a Account<'a>,
    rest: &'a [Response],
}

/// Why a telling does not go on.
pub(crate) enum Pending {
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
    pub(crate) fn lead<Answer>(
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
    pub(crate) fn ask(&mut self, request: Request) -> Result<&'a Response, Pending> {
        let Some((answer, rest)) = self.rest.split_first() else { return Err(Pending::Ask(Box::new(request))) };
        self.rest = rest;
        Ok(answer)
    }
}
