//! A reading on its way: which steps are left, and what came so far.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::delivery::Failure;

use crate::capability::{Fault, Part, Reading, Scope, Step};
use crate::message::Response;

/// A list in more steps than this is taken for one that never ends.
const MOST_STEPS: usize = 20_000;
/// And so is one list in more parts than this: the longest that any host gives has a tenth of them.
const MOST_PARTS: usize = 1_000;
/// How often a thing is asked for whose answers are lost, and of how many things in a row they are at a host that is away.
const TRIES: usize = 3;

/// A reading on its way. It can be laid aside and taken up again.
#[derive(Debug)]
pub struct Walk<Item> {
    left: VecDeque<Step>,
    /// Steps whose answers are waited for.
    under_way: Vec<Step>,
    seen: HashSet<Step>,
    /// By its first step, each list that goes on.
    lists: HashMap<Step, GoesOn>,
    /// Of which things answers were lost since the last one that came.
    silent: HashSet<Option<String>>,
    /// Which things were kept from the credentials since the last answer that came.
    kept: HashSet<Option<String>>,
    /// How often that of each thing was since it last gave one; of lists of the whole account as of one thing.
    lost: HashMap<Option<String>, usize>,
    walked: Walked<Item>,
}

/// A list that goes on.
#[derive(Debug, Clone, Copy)]
struct GoesOn {
    /// How many parts of it came.
    parts: usize,
    /// Of the last one.
    print: Print,
}

/// By which an answer is told from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Print(u64);

impl Print {
    /// The print of an answer.
    pub(super) fn of(response: &Response) -> Self {
        let mut hasher = DefaultHasher::new();
        response.body.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// What a reading came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked<Item> {
    /// All that could be read.
    pub items: Vec<Item>,
    /// What could not, one by one.
    pub faults: Vec<Fault>,
    /// Why the reading ended before its end; then nothing may be concluded from what is missing.
    pub broken: Option<Failure>,
    /// The provider's things, by their ids, of which a part may be missing because it ended there.
    pub unfinished: BTreeSet<String>,
    /// How many requests were answered.
    pub requests: usize,
}

impl<Item> Default for Walked<Item> {
    fn default() -> Self {
        Self { items: Vec::new(), faults: Vec::new(), broken: None, unfinished: BTreeSet::new(), requests: 0 }
    }
}

impl<Item> Walk<Item> {
    /// A reading at its beginning.
    pub fn begin(reading: &Reading<Item>, scope: &Scope<'_>) -> Self {
        let mut walk = Self {
            left: VecDeque::new(),
            under_way: Vec::new(),
            seen: HashSet::new(),
            lists: HashMap::new(),
            silent: HashSet::new(),
            kept: HashSet::new(),
            lost: HashMap::new(),
            walked: Walked::default(),
        };
        walk.add((reading.begin)(scope), None);
        walk
    }

    /// What came so far.
    pub fn so_far(&self) -> &Walked<Item> {
        &self.walked
    }

    /// What it came to.
    pub fn walked(self) -> Walked<Item> {
        self.walked
    }

    /// Whether nothing is left to be asked.
    pub(super) fn is_over(&self) -> bool {
        self.left.is_empty()
    }

    /// The next steps, at most so many.
    pub(super) fn next(&mut self, most: usize) -> Vec<Step> {
        let count = self.left.len().min(most);
        let steps: Vec<Step> = self.left.drain(..count).collect();
        self.under_way.extend(steps.iter().cloned());
        steps
    }

    /// Puts a step back that could not be taken yet.
    pub(super) fn again(&mut self, step: Step) {
        self.under_way.retain(|other| *other != step);
        if self.walked.broken.is_none() {
            self.left.push_front(step);
        } else {
            self.walked.unfinished.extend(step.of);
        }
    }

    /// Ends the reading before its end, because whoever reads cannot wait; also in the middle of a step.
    pub fn give_up(&mut self, failure: Failure) {
        self.stop(failure);
    }

    /// Ends the reading before its end.
    pub(super) fn stop(&mut self, failure: Failure) {
        let steps = self.left.drain(..).chain(self.under_way.drain(..));
        self.walked.unfinished.extend(steps.filter_map(|step| step.of));
        self.walked.broken.get_or_insert(failure);
    }

    /// Notes what came of a step. Trouble with one of many things is a fault of that thing; trouble with the way to the
    /// host, with the credentials for several things or with a list of the whole account ends the reading.
    pub(super) fn took(&mut self, step: &Step, part: Result<(Part<Item>, Print), Failure>) {
        self.under_way.retain(|other| other != step);
        match part {
            Ok((part, print)) => {
                self.silent.clear();
                self.kept.clear();
                self.lost.remove(&step.of);
                self.walked.requests += 1;
                self.walked.items.extend(part.items);
                self.walked.faults.extend(part.faults);
                self.add(part.then, Some((step, print)));
            }
            Err(failure @ (Failure::Offline | Failure::Unsure)) => self.lose(step, failure),
            Err(failure @ (Failure::Refused(_) | Failure::Garbled(_))) if step.of.is_some() => {
                self.walked.requests += 1;
                self.fault(step, failure);
            }
            Err(Failure::Unauthorized) if step.of.is_some() && self.walked.requests > 0 => self.keep_back(step),
            Err(failure) => self.stop_at(step, failure),
        }
    }

    /// Credentials that open others may not open one thing, as a team that keeps its own to itself; those that were taken
    /// back meanwhile open nothing any more.
    fn keep_back(&mut self, step: &Step) {
        self.kept.insert(step.of.clone());
        if self.kept.len() >= TRIES {
            self.stop_at(step, Failure::Unauthorized);
        } else {
            self.fault(step, Failure::Refused("the credentials may not read this one".to_owned()));
        }
    }

    /// Ends the reading at a step that could not be taken.
    fn stop_at(&mut self, step: &Step, failure: Failure) {
        self.left.push_front(step.clone());
        self.stop(failure);
    }

    /// Notes that a thing could not be read: once, in however many parts it comes.
    fn fault(&mut self, step: &Step, failure: Failure) {
        let fault = Fault { of: step.of.clone(), failure };
        if !self.walked.faults.contains(&fault) {
            self.walked.faults.push(fault);
        }
    }

    /// An answer was lost. A host that is away loses those of all things; one that stumbles over one thing, each time and
    /// for each part of it, must not hide all the others.
    fn lose(&mut self, step: &Step, failure: Failure) {
        self.silent.insert(step.of.clone());
        let lost = self.lost.entry(step.of.clone()).or_default();
        *lost += 1;
        let is_hopeless = *lost >= TRIES;
        if is_hopeless && step.of.is_some() && self.walked.requests > 0 {
            let failure = Failure::Garbled("the host answers for others, but not for this one".to_owned());
            self.fault(step, failure);
            // Its other parts would only be lost as well.
            self.left.retain(|other| other.of != step.of);
        } else if self.silent.len() >= TRIES || (is_hopeless && !self.has_hope()) {
            self.stop_at(step, failure);
        } else if is_hopeless {
            // Nothing was answered yet: the next of the others tells whether the host is away.
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

    /// A host that points back to where we have been, or says for ever that there is more, would be asked for ever.
    fn add(&mut self, steps: Vec<Step>, after: Option<(&Step, Print)>) {
        if self.walked.broken.is_some() {
            self.walked.unfinished.extend(steps.into_iter().filter_map(|step| step.of));
            return;
        }
        for step in steps {
            let leads_on = after.is_none_or(|(before, print)| self.may_go_on(before, &step, print));
            if leads_on && self.seen.len() < MOST_STEPS && self.seen.insert(step.clone()) {
                self.left.push_back(step);
                continue;
            }
            // Several entries may lead to the same thing; a part that was read before leads round in a circle.
            if step.of.is_some() && step.cursor.is_none() && self.seen.len() < MOST_STEPS {
                continue;
            }
            let failure = Failure::Garbled("its list does not end".to_owned());
            if step.of.is_none() {
                self.stop(failure);
                return;
            }
            self.walked.faults.push(Fault { of: step.of, failure });
        }
    }

    /// Whether a step that goes on with the list of the one before it leads anywhere: not where that gave, to the letter,
    /// what its own predecessor gave, as from a host that does not look at where it is asked to go on.
    fn may_go_on(&mut self, before: &Step, step: &Step, print: Print) -> bool {
        let first = Step { cursor: None, ..before.clone() };
        if step.cursor.is_none() || first != (Step { cursor: None, ..step.clone() }) {
            return true;
        }
        let last = self.lists.get(&first).copied();
        let parts = last.map_or(0, |list| list.parts) + 1;
        self.lists.insert(first, GoesOn { parts, print });
        parts < MOST_PARTS && last.is_none_or(|list| list.print != print)
    }
}
