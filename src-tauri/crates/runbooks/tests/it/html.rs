//! A runbook on the screen.

use runbooks::html::{RenderOptions, render};
use runbooks::section::read;

use crate::tags::tags;

fn rendered(text: &str) -> String {
    render(text, &RenderOptions { path: "runbooks/ledger/write-lag.md" })
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(rendered(text).trim(), expected, "{text:?}");
}

#[test]
fn links_go_outside_or_to_runbooks_or_nowhere() {
    fn outside(address: &str) -> String {
        format!(r#"<p><a class="outside" href="{address}" rel="noopener noreferrer">x</a></p>"#)
    }
    fn runbook(path: &str, anchor: &str) -> String {
        format!(r##"<p><a data-runbook="{path}" href="#{anchor}" rel="noopener noreferrer">x</a></p>"##)
    }
    let nowhere = r#"<p><a rel="noopener noreferrer">x</a></p>"#;
    check("[x](https://example.com/a?b=1)", &outside("https://example.com/a?b=1"));
    check("[x](HTTP://example.com)", &outside("HTTP://example.com"));
    check("[x](mailto:a@example.com)", &outside("mailto:a@example.com"));
    check("[x](tel:+12025550142)", &outside("tel:+12025550142"));
    check(r#"<a href="https://example.com" onclick="steal()">x</a>"#, &outside("https://example.com"));
    check("[x](failover.md)", &runbook("runbooks/ledger/failover.md", ""));
    check("[x](./failover.md#check-first)", &runbook("runbooks/ledger/failover.md", "check-first"));
    check("[x](../payments/roll%20back.MD)", &runbook("runbooks/payments/roll back.MD", ""));
    check("[x](/runbooks/a.md)", &runbook("runbooks/a.md", ""));
    check(r#"[x]({{< ref "./failover.md" >}})"#, &runbook("runbooks/ledger/failover.md", ""));
    check(r#"<a href="failover.md">x</a>"#, &runbook("runbooks/ledger/failover.md", ""));
    check("[x](#check-first)", r##"<p><a href="#check-first" rel="noopener noreferrer">x</a></p>"##);
    check("[x](../../../etc/secrets.md)", nowhere);
    check("[x](%2e%2e/%2e%2e/%2e%2e/a.md)", nowhere);
    check("[x](//example.com/a.md)", nowhere);
    check("[x](pools.csv)", nowhere);
    check("[x](javascript:alert(1))", nowhere);
    check("[x](file:///etc/passwd)", nowhere);
    check("[x](bridgewatch://settings)", nowhere);
}

#[test]
fn an_address_in_text_is_a_link() {
    check(
        "<a@example.com>",
        r#"<p><a class="outside" href="mailto:a@example.com" rel="noopener noreferrer">a@example.com</a></p>"#,
    );
}

#[test]
fn pictures_are_their_words() {
    check("![lag over time](https://example.com/a.png)", "<p>lag over time</p>");
    check("![lag](graph.png)", "<p>lag</p>");
    check("![lag](data:image/png;base64,AAAA)", "<p>lag</p>");
    check(r#"Look: <img src="https://example.com/a.png" alt="lag > 30 s">"#, "<p>Look: lag &gt; 30 s</p>");
    check("![](a.png)", "<p></p>");
}

#[test]
fn code_names_its_language() {
    check("```shell {linenos=1}\nls <x>\n```", "<pre><code class=\"language-shell\">ls &lt;x&gt;\n</code></pre>");
    check("```\nls\n```", "<pre><code>ls\n</code></pre>");
    check("```a\"onload=1\nls\n```", "<pre><code>ls\n</code></pre>");
}

#[test]
fn a_paragraph_that_says_when_to_stop_stands_out() {
    check("Stop if lag grows.", "<p class=\"stop\">Stop if lag grows.</p>");
    check("**Stop if** lag grows.", "<p class=\"stop\"><strong>Stop if</strong> lag grows.</p>");
    check("**Stop** if lag grows.", "<p class=\"stop\"><strong>Stop</strong> if lag grows.</p>");
    check("STOP IF lag grows.", "<p class=\"stop\">STOP IF lag grows.</p>");
    check("Stop iffy jobs.", "<p>Stop iffy jobs.</p>");
    check("Do not stop if lag grows.", "<p>Do not stop if lag grows.</p>");
    check("Stop", "<p>Stop</p>");
    check("éééééé", "<p>éééééé</p>");
}

#[test]
fn front_matter_is_not_shown() {
    check("---\ntitle: x\n---\n# A", "<h1 id=\"a\">A</h1>");
}

#[test]
fn steps_are_boxes_that_can_be_ticked() {
    insta::assert_snapshot!(rendered("- [ ] Look at `lag`\n  - [x] Twice\n- Wait\n\n1. [ ] A\n\n   More.\n2. [ ] \"B\" & C\n"), @r##"
    <ul>
    <li class="step" data-step="look-at-lag-1"><input aria-label="Look at lag" type="checkbox"> Look at <code>lag</code>
    <ul>
    <li class="step" data-step="twice-1"><input aria-label="Twice" type="checkbox"> Twice</li>
    </ul>
    </li>
    <li>Wait</li>
    </ul>
    <ol>
    <li class="step" data-step="a-1">
    <p><input aria-label="A" type="checkbox"> A</p>
    <p>More.</p>
    </li>
    <li class="step" data-step="b--c-1">
    <p><input aria-label="&quot;B&quot; &amp; C" type="checkbox"> "B" &amp; C</p>
    </li>
    </ol>
    "##);
}

#[test]
fn everything_else_of_markdown_is_there() {
    insta::assert_snapshot!(rendered(
        "## A & B\n\n| a | b |\n|:-|-:|\n| 1 | ~~2~~ |\n\nText[^why].\n\n<details open><summary>More</summary>\n\n> Quote\n\n</details>\n\n[^why]: Because.\n"
    ), @r##"
    <h2 id="a--b">A &amp; B</h2>
    <table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>
    <tr><td>1</td><td><del>2</del></td></tr>
    </tbody></table>
    <p>Text<sup class="footnote-reference"><a href="#footnote-why" rel="noopener noreferrer">1</a></sup>.</p>
    <details open=""><summary>More</summary>
    <blockquote>
    <p>Quote</p>
    </blockquote>
    </details>
    <div class="footnote-definition" id="footnote-why"><sup class="footnote-definition-label">1</sup>
    <p>Because.</p>
    </div>
    "##);
}

#[test]
fn sections_and_html_agree_on_names() {
    let text =
        "before\n# A\n## A\n> ### In a quote\n\n- [ ] one\n- [ ] one\n\n  loose\n- > - [ ] deep\n\nSetext\n===\n";
    let document = read("a.md", text);
    let tags = tags(&rendered(text));
    let ids: Vec<_> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
    let anchors: Vec<_> = document.sections.iter().filter(|s| s.level > 0).map(|s| s.anchor.as_str()).collect();
    assert_eq!(ids, anchors);
    let ticked: Vec<_> = tags.iter().filter_map(|tag| tag.attribute("data-step")).collect();
    let steps: Vec<_> = document.steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ticked, steps);
}
