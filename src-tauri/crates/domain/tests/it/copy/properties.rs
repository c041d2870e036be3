//! What holds for any title and any text: read back by a parser, Markdown and HTML are the same words, in no markup but ours.

use ammonia::Builder;
use domain::copy::{Format, copy};
use proptest::prelude::*;
use proptest::sample::select;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Any text, mostly of what is markup somewhere.
fn any_text() -> impl Strategy<Value = String> {
    let signs = select(vec![
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "# ",
        "## ",
        "> ",
        "---",
        "===",
        "***",
        "___",
        "```",
        "~~~",
        "    ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "  \n",
        "\\",
        "\\\n",
        "`",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "[",
        "]",
        "](",
        "(",
        ")",
        "![",
        "[^1]",
        "[x]: ",
        "[ ] ",
        "<",
        ">",
        "</p>",
        "<b>",
        "<!--",
        "<script>",
        "<![CDATA[",
        "<?",
        "&",
        "&amp;",
        "&#38;",
        "&lt",
        "\"",
        "'",
        "|",
        "| a | b |",
        "|---|",
        ": ",
        "$",
        "$$",
        "^",
        "https://",
        "http://a.example",
        "https://a.example/b_(c)?d=e&f=g#h",
        "https://a.example/&amp;x",
        "www.a.example",
        "a@b.example",
        "@here",
        "<https://a.example>",
        "javascript:",
        "a",
        "B",
        "é",
        "中",
        "1",
        "\u{0}",
        "\u{2028}",
        "\u{a0}",
        "\u{200b}",
        "word",
    ]);
    let part = prop_oneof![6 => signs.prop_map(str::to_owned), 1 => any::<String>()];
    proptest::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

/// The words of a title and a text, without the marks of its lists.
fn words(title: &str, body: &str) -> Vec<String> {
    let plain = copy("", body, Format::Text).replace('\u{2028}', "\n");
    let lines = plain.lines().map(str::trim).map(|line| match line.strip_prefix("- ") {
        Some(item) => item,
        None if line == "-" => "",
        None => line,
    });
    let title = copy(title, "", Format::Text);
    split(&format!("{title}\n{}", lines.collect::<Vec<_>>().join("\n")))
}

fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of a Markdown text; ends at markup that is not ours.
fn read_markdown(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) => text.push_str(&words),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(false) | TagEnd::Item) => {
                text.push('\n');
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::Link { .. })
            | Event::End(TagEnd::Link) => {}
            other => unreachable!("{other:?} in {markdown:?}"),
        }
    }
    split(&text)
}

/// The words of a fragment of HTML; ends at markup that is not ours.
fn read_html(html: &str) -> Vec<String> {
    let ours = Builder::empty()
        .tags(["h2", "p", "br", "ul", "li", "a"].into())
        .tag_attributes([("a", ["href"].into())].into())
        .url_schemes(["http", "https"].into())
        .link_rel(Some("noopener"))
        .clean(html)
        .to_string();
    // The parser writes a blank that does not break as an entity, and no quotation as one.
    let plain = |html: &str| html.replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    assert_eq!(plain(&ours), plain(html), "what is no markup of ours would have been taken away");
    let bare = html.replace("<br>", "\n").replace("</h2>", "\n").replace("</p>", "\n").replace("</li>", "\n");
    let bare = Builder::empty().clean(&bare).to_string();
    let text = plain(&bare).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    split(&text)
}

proptest! {
    #[test]
    fn markdown_reads_back_as_the_same_words(title in any_text(), body in any_text()) {
        let markdown = copy(&title, &body, Format::Markdown);
        prop_assert_eq!(read_markdown(&markdown), words(&title, &body), "{}", markdown);
    }

    #[test]
    fn html_reads_back_as_the_same_words(title in any_text(), body in any_text()) {
        let html = copy(&title, &body, Format::Html);
        prop_assert_eq!(read_html(&html), words(&title, &body), "{}", html);
    }
}
