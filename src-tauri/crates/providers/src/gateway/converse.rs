//! Leads a conversation with a status page: one request after the other, until nothing more is to be asked.

use domain::delivery::{Failure, Repeat};
use domain::span::Instant;

use super::{Errand, Gateway, Setback};
use crate::account::Account;
use crate::capability::{Converse, Posting, Turn};
use crate::descriptor::Descriptor;
use crate::message::Response;

/// A conversation of more requests than this leads nowhere.
const MOST: usize = 200;

impl Gateway {
    /// What a conversation came to. Trouble after something was written leaves it in doubt, whatever the trouble was: a part
    /// of it is there.
    ///
    /// `errand` is what the first request is sent for. The pace is asked before that one alone: a conversation that it broke
    /// off would begin anew with the same questions, and use up with them whatever the pace had given back.
    pub(super) async fn converse<Answer>(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        posting: &Posting<'_>,
        next: Converse<Answer>,
        errand: Errand<'_>,
        now: Instant,
    ) -> Result<Answer, Failure> {
        let mut answers = Vec::new();
        let mut wrote = false;
        let is_patient = descriptor.status_page.as_ref().is_some_and(|page| page.repeat != Repeat::Keyed);
        let doubt = |failure, wrote| match failure {
            // What was lost may come to be yet; all that was answered is done.
            Failure::Lost(_) => failure,
            _ if wrote => Failure::Unsure,
            _ => failure,
        };
        loop {
            let request = match next(account, posting, &answers) {
                Ok(Turn::Done(answer)) => return Ok(answer),
                Ok(Turn::Ask(request)) => (*request).patient(is_patient),
                // Where the last answer is not understood, what was written is there nevertheless.
                Err(failure @ Failure::Garbled(_)) => return Err(failure),
                Err(failure) => return Err(doubt(failure, wrote)),
            };
            if answers.len() >= MOST {
                return Err(Failure::Garbled("its lists do not end".to_owned()));
            }
            let errand = if answers.is_empty() { errand } else { Errand::RestOf(&posting.delivery.id) };
            match self.exchange(descriptor, account, errand, &request, now).await {
                Ok(answer) => answers.push(answer),
                Err(Setback { failure, .. }) if request.goes_without(&failure) => {
                    answers.push(Response::untold());
                }
                Err(setback) => return Err(doubt(setback.failure, wrote)),
            }
            wrote |= request.is_write();
        }
    }
}
