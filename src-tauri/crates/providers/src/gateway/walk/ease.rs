//! A list of which its host cannot give as much at once as it was asked for: it is asked for less, and for more again when that
//! went well for a while.

use super::Walk;
use crate::capability::Step;

/// How much smaller a part is asked for, where it was too much.
const SMALLER: u32 = 4;
/// After how many answers in a row a larger part is tried; each try that fails makes it so many times as many.
const ANSWERS: u32 = 4;

/// How much of a list is asked for at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eased {
    /// How much it was before its host could not give as much.
    full: u32,
    /// How much came at last; none while nothing has come since.
    came: Option<u32>,
    /// How many answers of that size came in a row.
    answers: u32,
    /// How many must have come before more is asked for.
    wait: u32,
}

impl<Item> Walk<Item> {
    /// Puts a step back that was too much for its host, to be asked for less. Answers with whether it can be.
    pub(in crate::gateway) fn ease(&mut self, step: &Step) -> bool {
        let Some(most) = step.most.filter(|most| *most > 1) else { return false };
        let fresh = Eased { full: most, came: None, answers: 0, wait: ANSWERS };
        let eased = self.eased.entry(step.first()).or_insert(fresh);
        let smaller = match eased.came.filter(|came| *came < most) {
            // It grew too soon.
            Some(came) => {
                eased.wait = eased.wait.saturating_mul(ANSWERS);
                came
            }
            None => most / SMALLER,
        };
        eased.answers = 0;
        // A host that is away loses small parts as well: they count for what is given up.
        *self.lost.entry(step.of.clone()).or_default() += 1;
        self.under_way.retain(|other| other != step);
        self.again(Step { most: Some(smaller.max(1)), ..step.clone() });
        true
    }

    /// What is still to be asked after an answer, in parts as large as its host seems to bear.
    pub(super) fn grown(&mut self, step: &Step, then: Vec<Step>) -> Vec<Step> {
        let (Some(most), Some(eased)) = (step.most, self.eased.get_mut(&step.first())) else { return then };
        eased.answers = if eased.came == Some(most) { eased.answers + 1 } else { 1 };
        eased.came = Some(most);
        if eased.answers < eased.wait || most >= eased.full {
            return then;
        }
        let larger = most.saturating_mul(2).min(eased.full);
        let goes_on = |next: &Step| next.first() == step.first();
        then.into_iter().map(|next| if goes_on(&next) { Step { most: Some(larger), ..next } } else { next }).collect()
    }
}
