//! The questions that an update may answer, beside its form.

use domain::id::QuestionId;
use domain::incident::Incident;
use domain::incident::question::prompt;
use domain::incident::said::Question;
use domain::template::{Audience, QUESTIONS, Template};
use serde::Serialize;

/// An open question of an audience that is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OfferedQuestion {
    /// Its id.
    pub id: String,
    /// Whose question it is.
    pub audience: Audience,
    /// Who asks.
    pub from: String,
    /// What they ask.
    pub text: String,
    /// When it was asked.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// The lead says that it cannot wait.
    pub cannot_wait: bool,
    /// Whether this update answers it.
    pub chosen: bool,
    /// The question with its answer as far as it is known, as the form proposes it.
    pub prompt: String,
}

/// The open questions of some audiences. Where the form says nothing of them, those are put in for whose audience the template
/// has a place.
pub(crate) fn offered(
    incident: &Incident,
    audiences: &[(Audience, Option<&Template>)],
    chosen: Option<&Vec<QuestionId>>,
) -> Vec<OfferedQuestion> {
    let has_place =
        |template: &Template| template.variables.iter().any(|variable| variable.from.as_deref() == Some(QUESTIONS));
    let offer = |question: &Question| {
        let (_, template) = audiences.iter().find(|(audience, _)| *audience == question.audience)?;
        Some(OfferedQuestion {
            id: question.id.to_string(),
            audience: question.audience,
            from: question.from.clone(),
            text: question.text.clone(),
            asked_at: question.asked_at.timestamp_millis(),
            cannot_wait: question.cannot_wait,
            chosen: match chosen {
                Some(chosen) => chosen.contains(&question.id),
                None => template.is_some_and(has_place),
            },
            prompt: prompt(incident, question),
        })
    };
    incident.open_questions().into_iter().filter_map(offer).collect()
}

/// Those that the update answers.
pub(crate) fn put_in(offered: &[OfferedQuestion]) -> Vec<QuestionId> {
    offered.iter().filter(|question| question.chosen).map(|question| question.id.as_str().into()).collect()
}
