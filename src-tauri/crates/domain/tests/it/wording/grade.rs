//! How hard a text is to read.

use domain::agreement::Agreement;
use domain::template::Output;
use domain::wording::{ReadingGrade, RemarkKind, StyleGuide, grade, reading, remarks_on};
use proptest::prelude::*;

use super::given::{page, says};

const EASY: &str = "Some of you cannot pay by card. We know why, and we are on it. You do not need to do a thing. We will post \
                    again by noon.";
const HARD: &str = "Owing to unanticipated infrastructural degradation affecting authorisation functionality, a considerable \
                    proportion of customers are experiencing intermittent unavailability of transactional capabilities, \
                    notwithstanding continuous remediation activities that are being coordinated by the responsible organisation.";

/// The grade by hand: words in each sentence, and all syllables.
fn check(text: &str, words: &[f32], syllables: f32) {
    let all: f32 = words.iter().sum();
    let sentences = u8::try_from(words.len()).map(f32::from).expect("a test has few sentences");
    let expected = (0.39 * all / sentences + 11.8 * syllables / all - 15.59).max(0.0);
    let found = grade(text).expect("it is long enough, and English");
    assert!((found - expected).abs() < 0.01, "{found} is not {expected}: {text}");
}

#[test]
fn the_grade_is_that_of_flesch_and_kincaid() {
    // 7 + 9 + 8 + 6 words, of one syllable but for `again`.
    check(EASY, &[7.0, 9.0, 8.0, 6.0], 31.0);
    // Pay-ments, some, in, Eu-rope, do, not, go, through, at, the, mo-ment; you, do, not, need, to, change, an-y, set-ting, or, to, call, us.
    let text =
        "Payments do not go through in Europe at the moment. You do not need to change any setting or to call us.";
    check(text, &[10.0, 12.0], 13.0 + 14.0);
    // A line ends a sentence, and a number is a word of one syllable.
    check(
        "What to do:\nplease try it again at 15:00 CET, and then once more if it does not work",
        &[3.0, 16.0],
        3.0 + 17.0,
    );
}

#[test]
fn what_is_short_or_not_english_has_no_grade() {
    assert_eq!(grade(""), None);
    assert_eq!(grade("We are looking into it."), None);
    let german = "Seit heute Morgen können einige Kunden in Europa nicht mit Karte bezahlen. Wir suchen nach der Ursache und melden \
                  uns bis spätestens 15 Uhr wieder mit einem neuen Stand.";
    assert_eq!(grade(german), None);
    assert_eq!(reading("We are looking into it."), ReadingGrade::TooShort);
    assert_eq!(reading(german), ReadingGrade::NotEnglish);
    assert_eq!(reading("現在、一部のお客様でカード決済ができない状態です。"), ReadingGrade::NotEnglish);
    assert_eq!(ReadingGrade::Years { years: 6.149 }.rounded(), ReadingGrade::Years { years: 6.1 });
}

#[test]
fn a_text_that_is_too_hard_is_remarked_to_customers() {
    let agreement = Agreement::default();
    let hard = |output| {
        let remarks = remarks_on(&says(output, HARD), &agreement);
        remarks.iter().any(|remark| remark.kind == RemarkKind::ReadingGrade)
    };
    for output in Output::ALL {
        assert_eq!(hard(output), output.audience() == domain::template::Audience::Customers, "{output:?}");
    }
    assert_eq!(remarks_on(&page(EASY), &agreement), []);
    let strict = Agreement { style: StyleGuide { highest_grade: 1, ..StyleGuide::default() }, ..Agreement::default() };
    let text =
        "Payments do not go through in Europe at the moment. You do not need to change any setting or to call us.";
    let messages: Vec<String> = remarks_on(&page(text), &strict).into_iter().map(|remark| remark.message).collect();
    let sentence =
        "The status page needs 3 years at school, and 1 were agreed on: make sentences shorter, and words more usual.";
    assert_eq!(messages, [sentence]);
}

proptest! {
    /// Whatever is written has a grade that is a number, or none.
    #[test]
    fn a_grade_is_a_number(text in "\\PC{0,200}") {
        prop_assert!(grade(&text).is_none_or(|grade| grade.is_finite() && grade >= 0.0));
    }

    /// The same words in one sentence are harder than in two.
    #[test]
    fn a_longer_sentence_is_harder(words in prop::collection::vec("(we|the|of|to|is|shop|card|it)", 16..60)) {
        let (first, second) = words.split_at(words.len() / 2);
        let (first, second) = (first.join(" "), second.join(" "));
        let (long, short) = (grade(&format!("{first} {second}.")), grade(&format!("{first}. We{second}.")));
        prop_assert!(long >= short, "{long:?} {short:?}");
    }
}
