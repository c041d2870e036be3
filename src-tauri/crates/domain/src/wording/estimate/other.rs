//! What else may have a time: the next update, a try of the readers' own, money that a bank returns.

use std::sync::LazyLock;

use super::super::list::lists;
use super::super::phrase::Phrases;
use super::super::text::Word;

/// What is something else wherever it stands.
static OTHER: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "update, news, hear from, hears from, heard from, more information, further information, more detail, \
     further detail, work on, working on, back to you, back with, back in touch, get back, try, tries, trying, \
     by phone, by chat, by mail, by e-mail, support team, phone support",
    )
});

/// What we do with words, and with what we know.
const SPEAKING: &str = "post write report publish tell hear inform announce share brief review send say speak answer reply follow look \
     watch test decide meet";

/// The same while it is done.
const SPEAKING_NOW: &str = "posting writing reporting publishing telling informing announcing sharing briefing reviewing sending \
     looking watching testing checking";

/// The same when it is done.
const SPOKEN: &str =
    "posted written reported published told heard informed announced shared briefed reviewed sent updated";

/// What one of us, or a reader, does.
const DOING: &str = "check checks load reload refresh visit open";

/// Who does it.
const WHO: &str = "we you i they please everybody everyone anybody anyone customers shoppers users people who";

/// What stands between who does it and what is done.
const BETWEEN: &str = "will shall should can must may might could would do need want expect plan hope aim like going are is am be keep \
     to then again also next only not have";

/// What is written about it: ours, and one of them; the reports of a product are many.
const PAPERS: &str = "report review statement summary letter announcement message briefing post";

/// Whose, or which.
const OURS: &str = "a an our the this another full final first next written detailed short";

/// Money that comes back by itself.
static MONEY: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of("refund*, charge*, amount, money, reservation, the bank, your bank, their bank, a bank")
});

/// What a part of the product is called that has money in its name: `bank transfers`.
const PRODUCTS: &str =
    "transfer transfers payment payments account accounts card cards feed feeds order orders connection connections";

/// What such a part does, and money does not.
static WORKS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "work, works, working, restor*, resume*, online, fixed, repaired, operational, available again, running, up again",
    )
});

/// Whether the time of a clause is of something else than a repair.
pub(super) fn is_about_something_else(clause: &[Word<'_>]) -> bool {
    OTHER.is_in(clause) || is_paid_back(clause) || (0..clause.len()).any(|at| is_ours(clause, at))
}

/// Whether a word says what we, or readers, do, or what we write.
fn is_ours(clause: &[Word<'_>], at: usize) -> bool {
    let Some(word) = clause.get(at).map(|word| word.lower.as_str()) else { return false };
    let before = clause.get(..at).unwrap_or_default();
    let last = before.last().map(|word| word.lower.as_str());
    let is_verb = last.is_some_and(|last| lists(BETWEEN, last) || lists(WHO, last) || last.ends_with("'ll"));
    (lists(SPEAKING, word) && is_verb)
        || (lists(SPEAKING_NOW, word) && last.is_some_and(|last| lists("are is am be keep", last)))
        || (lists(SPOKEN, word) && last.is_some_and(|last| lists("be been is are get", last)) && !is_product(before))
        || (lists(PAPERS, word) && last.is_some_and(|last| lists(OURS, last)))
        || (lists(DOING, word) && is_done_by_somebody(before))
}

/// `will be updated`: a page or readers are, and prices are a part of the product.
fn is_product(before: &[Word<'_>]) -> bool {
    let subject = before.iter().rfind(|word| !lists(BETWEEN, &word.lower) && word.lower != "been");
    let ours = "you we this it page post report review everybody everyone customers they letter status";
    subject.is_some_and(|word| !lists(ours, &word.lower))
}

/// Whether the words before a verb say who does it; at the begin of a clause it asks readers to.
fn is_done_by_somebody(before: &[Word<'_>]) -> bool {
    let subject = before.iter().rfind(|word| !lists(BETWEEN, &word.lower)).map(|word| word.lower.as_str());
    subject.is_none_or(|subject| lists(WHO, subject) || subject.ends_with("'ll") || lists("one us", subject))
}

/// `The amount is returned by the bank within five days`, but not `bank transfers will work again by noon`.
fn is_paid_back(clause: &[Word<'_>]) -> bool {
    let is_product = |end: usize| clause.get(end).is_some_and(|next| lists(PRODUCTS, &next.lower));
    let money = MONEY.find(clause).into_iter().any(|(_, end)| !is_product(end));
    money && !WORKS.is_in(clause)
}
