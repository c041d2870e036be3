//! A text that says what the last one said: word for word, but for the times in it, or only that the search goes on.

use std::sync::LazyLock;

use super::phrase::Phrases;
use super::reading::Reading;
use super::text::{Text, Word};
use super::time::is_clock;
use super::{Remark, RemarkKind};
use crate::incident::{Incident, Update};
use crate::template::Output;

/// What a sentence has that only says that the search goes on, or when the next word comes.
static HOLDING: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "still investigating, continue to investigate, continuing to investigate, still looking, continue to look, \
     continuing to look, still working on, continue to work on, continuing to work on, are working to, \
     working hard, are investigating, are looking into, are looking for the cause, no update at this time, \
     no new information, nothing new, thank you for your patience, thanks for your patience, \
     appreciate your patience, bear with us, post again, next update, further updates, more information as, \
     an update as soon as, updates as soon as, keep you informed, keep you posted, keep you updated",
    )
});

/// How many words may stand before it: `Our engineers are still …`. After more of them, something else was said.
const LATEST: usize = 4;

/// A statement that tells its audience nothing new.
pub(super) fn remarks(reading: &Reading<'_>, incident: &Incident, remarks: &mut Vec<Remark>) {
    let statement = reading.statement;
    let audience = statement.output.audience();
    // Other outputs say the same in their own words, which were never said before.
    let Some(last) = incident.last_update(audience).filter(|_| statement.output == Output::of(audience)) else {
        return;
    };
    if last.body == statement.body && last.title == statement.title {
        // The same words may go with other states of components: what was forgotten is made whole again.
        let forbids = last.phase == statement.phase && statement.components.is_empty();
        let message = "This repeats the last update word for word: say what changed.".to_owned();
        remarks.push(Remark { forbids, ..reading.remark(RemarkKind::Repeat, message) });
    } else if last.phase == statement.phase && says_the_same(last, reading) {
        let message =
            "This says what the last update said, but for the times in it: say what changed, what is ruled out, or \
                       what readers can do meanwhile."
                .to_owned();
        remarks.push(reading.remark(RemarkKind::Repeat, message));
    } else if last.phase == statement.phase && only_holds(reading.body()) {
        let message =
            "This only says that we are still looking: say what is ruled out, what is being tried, or what readers \
                       can do meanwhile."
                .to_owned();
        remarks.push(reading.remark(RemarkKind::Repeat, message));
    }
}

/// The same words, whatever the times, marks and capitals.
fn says_the_same(last: &Update, reading: &Reading<'_>) -> bool {
    let before = Text::of(&last.body);
    let told = |text: &Text<'_>| {
        text.words.iter().filter(|word| !is_clock(word.text)).map(|word| word.lower.clone()).collect()
    };
    let (before, now): (Vec<String>, Vec<String>) = (told(&before), told(reading.body()));
    !now.is_empty() && before == now
}

/// Whether each sentence only says that the search goes on. One with a figure says more than that.
fn only_holds(body: &Text<'_>) -> bool {
    let mut sentences = body.sentences().peekable();
    let holds = |sentence: &[Word<'_>]| {
        let counts = |word: &Word<'_>| !is_clock(word.text) && word.text.chars().any(|letter| letter.is_ascii_digit());
        !sentence.iter().any(counts) && HOLDING.find(sentence).iter().any(|(first, _)| *first <= LATEST)
    };
    sentences.peek().is_some() && sentences.all(holds)
}
