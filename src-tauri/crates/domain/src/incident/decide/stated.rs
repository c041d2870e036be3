//! What customers cannot do and what that costs: stated by whoever stands for it, in one sentence each.

use super::{Refusal, filled};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::ImpactSentences;
use crate::incident::stated::Said;

/// The longest sentence, in characters: it stands in the head of the screen.
const LONGEST_SENTENCE: usize = 240;

pub(super) fn state(incident: &Incident, said: &ImpactSentences) -> Result<Vec<Event>, Refusal> {
    let (sentence, business) = (said.sentence.as_deref(), said.business.as_deref());
    let sentence = fresh(sentence, incident.stated.sentence.as_ref(), "what customers cannot do, in one sentence")?;
    let business = fresh(business, incident.stated.business.as_ref(), "what it costs, in money, users or contracts")?;
    if sentence.is_none() && business.is_none() {
        return Err(Refusal::of(
            "Say what customers cannot do, or what that means for the business, in other words than before.",
        ));
    }
    Ok(vec![Event::ImpactStated { sentence, business }])
}

/// A sentence on one line; none where it is not given or says what was said already.
fn fresh(given: Option<&str>, before: Option<&Said>, what: &str) -> Result<Option<String>, Refusal> {
    let Some(given) = given else { return Ok(None) };
    let text = filled(given, what)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    if length > LONGEST_SENTENCE {
        return Err(Refusal::of(&format!(
            "That is {length} characters, and a sentence in the head has at most {LONGEST_SENTENCE}. Say the rest in a note."
        )));
    }
    Ok(before.is_none_or(|said| said.text != text).then_some(text))
}
