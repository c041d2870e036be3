//! A text in the forms in which it can be copied: for any text the same words, and no markup but ours.

mod properties;

use domain::copy::{Copies, Format, copy};

const TITLE: &str = "Cards & wallets: <some> fail";
const BODY: &str = "Payments fail in Europe,\nand we are on it.\n\nWhat still works\n- PayPal, see https://status.kestrel.example/p?a=1&b=2.\n- \n- Bank transfer *today*\n\n- 3. of the list\n\n1. is no list, # no title\n---\nNext update by 03:01 CET (on https://x.example/(a)).";

#[test]
fn a_text_stays_letter_by_letter() {
    assert_eq!(Copies::of(TITLE, BODY).text, format!("{TITLE}\n\n{BODY}"));
    assert_eq!(copy(" a\r\n b ", "\r\n c\td\r\n\r\n", Format::Text), "a b\n\n c d");
    assert_eq!(copy("", "c", Format::Text), "c");
    assert_eq!(copy("a", " \n", Format::Text), "a");
}

#[test]
fn markdown_keeps_the_words_and_the_shape() {
    insta::assert_snapshot!(copy(TITLE, BODY, Format::Markdown), @r#"
    ## Cards & wallets: \<some\> fail

    Payments fail in Europe,  
    and we are on it.

    What still works

    - PayPal, see <https://status.kestrel.example/p?a=1&b=2>.
    - Bank transfer \*today\*
    - 3\. of the list

    1\. is no list, \# no title  
    \---  
    Next update by 03:01 CET (on <https://x.example/(a)>).
    "#);
}

#[test]
fn html_is_a_whole_fragment_of_paragraphs_lists_and_links() {
    insta::assert_snapshot!(copy(TITLE, BODY, Format::Html), @r#"
    <h2>Cards &amp; wallets: &lt;some&gt; fail</h2>
    <p>Payments fail in Europe,<br>
    and we are on it.</p>
    <p>What still works</p>
    <ul>
    <li>PayPal, see <a href="https://status.kestrel.example/p?a=1&amp;b=2" rel="noopener">https://status.kestrel.example/p?a=1&amp;b=2</a>.</li>
    <li>Bank transfer *today*</li>
    <li>3. of the list</li>
    </ul>
    <p>1. is no list, # no title<br>
    ---<br>
    Next update by 03:01 CET (on <a href="https://x.example/(a)" rel="noopener">https://x.example/(a)</a>).</p>
    "#);
}

/// What is a link in a line, and what is none.
#[test]
fn an_address_ends_where_a_reader_would_end_it() {
    let links = |line: &str| {
        let html = copy("", line, Format::Html);
        html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>().join(" ")
    };
    let check = |line: &str, expected: &str| assert_eq!(links(line), expected, "{line}");
    check("see https://a.example.", "https://a.example");
    check("(https://a.example/x)", "https://a.example/x");
    check("https://a.example/x_(y), then", "https://a.example/x_(y)");
    check("“https://a.example/?q=1”", "https://a.example/?q=1");
    check("<https://a.example>", "https://a.example");
    check("**https://a.example/**", "https://a.example/");
    check("http://a.example:8080/é and https://b.example", "http://a.example:8080/é https://b.example");
    check("nohttps://a.example", "");
    check("https:// a", "");
    check("https://", "");
    check("https://https://a.example", "https://a.example");
    check("https://a.example:99999 https://-a.example https://é.example https://a..example", "");
    check("javascript:alert(1) ftp://a.example data:text/html,x mailto:a@b.example www.a.example", "");
    check("https://a.example/\" onclick=\"x", "https://a.example/");
    check("https://a.example/`x`", "https://a.example/");
}

#[test]
fn the_words_of_the_formats_are_read_as_they_are_written() {
    for format in Format::ALL {
        assert_eq!(Format::read(&format!(" {} ", format.word().to_uppercase())), Some(format));
    }
    assert_eq!(Format::read("rtf"), None);
}
