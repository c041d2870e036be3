//! What an update rests on and whom it answers, as the command line has it.

use std::collections::BTreeMap;

use domain::id::{FactId, QuestionId};
use engine::view::compose::OfferedQuestion;

use super::values;
use crate::Stop;
use crate::options::update::Rests;

/// Reads `name=f2`.
pub(super) fn facts(rests: &Rests) -> Result<BTreeMap<String, FactId>, Stop> {
    Ok(values("--fact", &rests.facts)?.into_iter().map(|(name, id)| (name, FactId(id.trim().to_owned()))).collect())
}

/// The questions that are named; none where the form proposes them.
pub(super) fn questions(rests: &Rests) -> Option<Vec<QuestionId>> {
    match (rests.no_questions, rests.questions.as_slice()) {
        (true, _) => Some(Vec::new()),
        (false, []) => None,
        (false, named) => Some(named.iter().map(|id| id.as_str().into()).collect()),
    }
}

/// The questions that the form answers.
pub(super) fn chosen(offered: &[OfferedQuestion]) -> Vec<QuestionId> {
    offered.iter().filter(|question| question.chosen).map(|question| question.id.as_str().into()).collect()
}
