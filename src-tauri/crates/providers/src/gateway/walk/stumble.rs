//! One thing over which a reading stumbles: what tells it from a host that is away, and from credentials that open nothing.

use domain::delivery::Failure;

use super::Walk;
use crate::capability::{Fault, Step};

/// How often a thing is asked for whose answers are lost, and of how many things in a row they are at a host that is away.
const TRIES: usize = 3;
/// The same number where single things are asked for, since a host may stumble over several neighbours: at one that has not
/// answered yet, and at one that has.
const SILENT: [usize; 2] = [4, 6];

impl<Item> Walk<Item> {
    /// Credentials that open others may not open one thing, as a team that keeps its own to itself; those that were taken
    /// back meanwhile open nothing any more.
    pub(super) fn keep_back(&mut self, step: &Step) {
        self.kept.insert(step.of.clone());
        if self.kept.len() >= TRIES {
            self.stop_at(step, Failure::Unauthorized);
        } else {
            self.fault(step, &Failure::Refused("the credentials may not read this one".to_owned()));
        }
    }

    /// Notes that a thing could not be read, and all that the same answer would have told of: once, in however many parts they
    /// come.
    pub(super) fn fault(&mut self, step: &Step, failure: &Failure) {
        self.walked.lists.extend(step.of.clone().filter(|_| step.is_list));
        let nothing = step.of.is_none().then_some(None);
        for of in step.all_of().cloned().map(Some).chain(nothing) {
            let fault = Fault { of, failure: failure.clone() };
            if !self.walked.faults.contains(&fault) {
                self.walked.faults.push(fault);
            }
        }
    }

    /// An answer was lost. A host that is away loses those of all things; one that stumbles over one thing, each time and
    /// for each part of it, must not hide all the others.
    pub(super) fn lose(&mut self, step: &Step, failure: Failure) {
        self.silent.insert(step.of.clone());
        let lost = self.lost.entry(step.of.clone()).or_default();
        *lost += 1;
        let is_hopeless = *lost >= TRIES;
        let (is_one, is_known) = (step.of.is_some(), self.walked.requests > 0);
        let most = if is_one { SILENT[usize::from(is_known)] } else { TRIES };
        if is_hopeless && is_one && is_known {
            let failure = Failure::Garbled("the host answers for others, but not for this one".to_owned());
            self.fault(step, &failure);
            // Its other parts would only be lost as well.
            self.left.retain(|other| other.of != step.of);
        } else if self.silent.len() >= most || (is_hopeless && !self.has_hope()) {
            self.stop_at(step, failure);
        } else if (is_hopeless || is_one) && self.walked.broken.is_none() {
            // The others are asked before it is asked for again: they tell whether the host is away.
            self.left.push_back(step.clone());
        } else {
            self.again(step.clone());
        }
    }

    /// Whether something is left to be asked that was not lost as often as it may be.
    fn has_hope(&self) -> bool {
        let is_hopeless = |step: &Step| self.lost.get(&step.of).is_some_and(|lost| *lost >= TRIES);
        self.left.iter().chain(&self.under_way).any(|step| !is_hopeless(step))
    }
}
