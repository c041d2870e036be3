//! Rust without its comments and strings, so that a rule about code is not broken by a sentence.

/// What a character of the source stands in.
enum Within {
    Code,
    Line,
    /// A block comment, as deep as it is nested.
    Block(usize),
    Text,
    /// A raw string that ends with this many hashes.
    Raw(usize),
}

/// The source with every character of comments and literals blanked; lines stay where they are.
pub(crate) fn only(source: &str) -> String {
    let letters: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut within = Within::Code;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or_default();
        let mut length = 1;
        let mut shown = ' ';
        within = match within {
            Within::Code => match (letter, next) {
                ('/', '/') => Within::Line,
                ('/', '*') => {
                    length = 2;
                    Within::Block(1)
                }
                ('"', _) => Within::Text,
                ('r', '"' | '#') if !continues_a_word(&letters, at) && raw_hashes(&letters, at).is_some() => {
                    let hashes = raw_hashes(&letters, at).unwrap_or_default();
                    length = hashes + 2;
                    Within::Raw(hashes)
                }
                ('\'', _) => {
                    length = character_length(&letters, at);
                    Within::Code
                }
                _ => {
                    shown = letter;
                    Within::Code
                }
            },
            Within::Line if letter == '\n' => Within::Code,
            Within::Block(depth) => match (letter, next) {
                ('/', '*') => {
                    length = 2;
                    Within::Block(depth + 1)
                }
                ('*', '/') => {
                    length = 2;
                    if depth == 1 { Within::Code } else { Within::Block(depth - 1) }
                }
                _ => Within::Block(depth),
            },
            Within::Text if letter == '\\' => {
                // A line that goes on behind a backslash is a line all the same.
                length = if next == '\n' { 1 } else { 2 };
                Within::Text
            }
            Within::Text if letter == '"' => Within::Code,
            Within::Raw(hashes) if letter == '"' && count_hashes(&letters, at + 1) >= hashes => {
                length = hashes + 1;
                Within::Code
            }
            within => within,
        };
        code.push(if letter == '\n' { '\n' } else { shown });
        code.extend(std::iter::repeat_n(' ', length - 1));
        at += length;
    }
    code
}

fn continues_a_word(letters: &[char], at: usize) -> bool {
    // `br"…"` begins with a letter that belongs to the literal.
    let before = at.checked_sub(1).and_then(|before| letters.get(before)).copied().unwrap_or(' ');
    (before.is_alphanumeric() && before != 'b') || before == '_'
}

fn count_hashes(letters: &[char], at: usize) -> usize {
    letters.iter().skip(at).take_while(|letter| **letter == '#').count()
}

/// How many hashes a raw string that begins here has; `None` when this is `r#name` or an ordinary word.
fn raw_hashes(letters: &[char], at: usize) -> Option<usize> {
    let hashes = count_hashes(letters, at + 1);
    (letters.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// The length of a character literal; 1 for a lifetime.
fn character_length(letters: &[char], at: usize) -> usize {
    match (letters.get(at + 1), letters.get(at + 2)) {
        (Some('\\'), _) => letters.iter().skip(at + 3).position(|letter| *letter == '\'').map_or(1, |end| end + 4),
        (Some(_), Some('\'')) => 3,
        _ => 1,
    }
}

#[test]
fn comments_and_strings_are_no_code() {
    fn check(source: &str, expected: &str) {
        let words: Vec<_> = only(source).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), expected, "{source}");
        assert_eq!(only(source).lines().count(), source.lines().count(), "{source}");
    }
    check("a // b\nc", "a c");
    check("a /* b /* c */ d */ e", "a e");
    check(r#"a("b \" c", d)"#, "a( , d)");
    check("a(\"b \\\n c\", d)", "a( , d)");
    check(r##"a(r#"b " c"#, d)"##, "a( , d)");
    check("a('\"', b)", "a( , b)");
    check(r"a('\'', b) // c", "a( , b)");
    check(r"a('\u{1F}', b)", "a( , b)");
    check("fn a<'b>(c: &'b str) {} // d", "fn a< b>(c: & b str) {}");
    check("r#type b r\"c\" br\"d\" number\"e\"", "r#type b b number");
}
