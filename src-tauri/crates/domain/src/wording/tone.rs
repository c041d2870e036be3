//! Whether a part of a sentence speaks of what fails or of what works.

use std::sync::LazyLock;

use super::phrase::Phrases;
use super::text::Word;

/// Whether a part of a sentence speaks of what fails or of what works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something fails.
    Bad,
    /// Something works.
    Good,
    /// It does not say.
    Plain,
}

/// What denies that something fails.
static SAFE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "not affected, unaffected, not concerned, not hit, no effect, no longer, nothing is lost, none is lost, \
     not lost, safe, without trouble, no failure, no error, no delay",
    )
});

/// What speaks of failure; also what denies that something works.
static BAD: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "fail*, error*, declin*, not, cannot, can't, don't, doesn't, didn't, couldn't, no, nobody, affected, hit, \
     lost, lose, slow*, time out, timing out, down, late, delay*, broken, unable, problem, impact*, missing, \
     refus*, reject*, wrong, stuck, unavailable, outage, trouble, disrupt*, degrad*, locked out",
    )
});

/// What speaks of success.
static GOOD: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "succeed*, success*, work, worked, working, go through, goes through, went through, going through, fine, \
     recover*, restor*, complete, as usual, as fast as usual, healthy, normal*",
    )
});

/// The tone of some words. Whatever denies success is bad: only a sure good is good.
pub(super) fn tone(words: &[Word<'_>]) -> Tone {
    if SAFE.is_in(words) {
        Tone::Good
    } else if BAD.is_in(words) {
        Tone::Bad
    } else if GOOD.is_in(words) {
        Tone::Good
    } else {
        Tone::Plain
    }
}
