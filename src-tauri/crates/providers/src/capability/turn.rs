//! A conversation of several requests, each of which may need the answers to those before it: an id to look up, an incident
//! to make before something can be said in it. Pure: whoever leads the conversation sends.

use crate::message::Request;

/// What comes next in a conversation.
#[derive(Debug)]
pub enum Turn<Answer> {
    /// This must be asked; its answer joins those before it.
    Ask(Box<Request>),
    /// Nothing more; what it came to.
    Done(Answer),
}

impl<Answer> Turn<Answer> {
    /// This must be asked.
    pub fn ask(request: Request) -> Self {
        Self::Ask(Box::new(request))
    }
}
