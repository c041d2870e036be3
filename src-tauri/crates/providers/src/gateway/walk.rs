//! A reading on its way: which steps are left, and what came so far.

mod ease;
mod stumble;

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::delivery::Failure;

use crate::capability::{Fault, Part, Reading, Scope, Step};
use crate::message::Response;
use ease::Eased;

/// A list in more steps than this is taken for one that never ends.
const MOST_STEPS: usize = 20_000;
/// And so is one list in more parts than this: the longest that any host gives has a tenth of them.
const MOST_PARTS: usize = 1_000;

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
    /// By its first step, how much of a list is asked for at once, where that was too much for its host.
    eased: HashMap<Step, Eased>,
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
    /// Which of the names in the faults are those of whole lists ([`Step::is_list`]): what these have is not known.
    pub lists: BTreeSet<String>,
    /// How many requests were answered.
    pub requests: usize,
}

impl<Item> Default for Walked<Item> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            faults: Vec::new(),
            broken: None,
            unfinished: BTreeSet::new(),
            lists: BTreeSet::new(),
            requests: 0,
        }
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
            eased: HashMap::new(),
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
            self.walked.unfinished.extend(step.all_of().cloned());
        }
    }

    /// Ends the reading before its end, because whoever reads cannot wait; also in the middle of a step.
    pub fn give_up(&mut self, failure: Failure) {
        self.stop(failure);
    }

    /// Ends the reading before its end.
    pub(super) fn stop(&mut self, failure: Failure) {
        let steps: Vec<Step> = self.left.drain(..).chain(self.under_way.drain(..)).collect();
        self.walked.unfinished.extend(steps.iter().flat_map(Step::all_of).cloned());
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
                // What is asked for in stretches of time tells the same of each.
                let is_told = |faults: &[Fault], fault: &Fault| step.of.is_some() && faults.contains(fault);
                for fault in part.faults {
                    if fault.of.is_none() || !is_told(&self.walked.faults, &fault) {
                        self.walked.faults.push(fault);
                    }
                }
                let then = self.grown(step, part.then);
                self.add(then, Some((step, print)));
            }
            Err(failure @ (Failure::Offline | Failure::Unsure)) => self.lose(step, failure),
            Err(failure @ (Failure::Refused(_) | Failure::Garbled(_))) if step.of.is_some() => {
                self.walked.requests += 1;
                self.fault(step, &failure);
            }
            Err(Failure::Unauthorized) if step.of.is_some() && self.walked.requests > 0 => self.keep_back(step),
            Err(failure) => self.stop_at(step, failure),
        }
    }

    /// Ends the reading at a step that could not be taken.
    fn stop_at(&mut self, step: &Step, failure: Failure) {
        self.left.push_front(step.clone());
        self.stop(failure);
    }

    /// A host that points back to where we have been, or says for ever that there is more, would be asked for ever.
    fn add(&mut self, steps: Vec<Step>, after: Option<(&Step, Print)>) {
        if self.walked.broken.is_some() {
            self.walked.unfinished.extend(steps.iter().flat_map(Step::all_of).cloned());
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
            self.fault(&step, &failure);
        }
    }

    /// Whether a step that goes on with the list of the one before it leads anywhere: not where that gave, to the letter,
    /// what its own predecessor gave, as from a host that does not look at where it is asked to go on.
    fn may_go_on(&mut self, before: &Step, step: &Step, print: Print) -> bool {
        let first = before.first();
        if step.cursor.is_none() || first != step.first() {
            return true;
        }
        let last = self.lists.get(&first).copied();
        // One that is asked for in small parts has more of them.
        let most = if self.eased.contains_key(&first) { MOST_STEPS } else { MOST_PARTS };
        let parts = last.map_or(0, |list| list.parts) + 1;
        self.lists.insert(first, GoesOn { parts, print });
        parts < most && last.is_none_or(|list| list.print != print)
    }
}
