//! Markdown with YAML between two `---` lines at its begin.

/// The parts of such a text.
pub(crate) struct FrontMatter<'a> {
    /// The YAML, without its fences.
    pub(crate) yaml: &'a str,
    /// At which byte of the file the YAML begins.
    pub(crate) yaml_at: usize,
    /// What follows.
    pub(crate) body: &'a str,
    /// How many lines of the file stand before the body.
    pub(crate) lines_above: u32,
}

/// Cuts a text at its fences; `None` where it has none.
pub(crate) fn cut(text: &str) -> Option<FrontMatter<'_>> {
    let whole = text.len();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = whole - text.len();
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut end = first.len();
    for (lines_above, line) in (2..).zip(lines) {
        if line.trim_end() == "---" {
            return Some(FrontMatter {
                yaml: &text[first.len()..end],
                yaml_at: mark + first.len(),
                body: &text[end + line.len()..],
                lines_above,
            });
        }
        end += line.len();
    }
    None
}
