//! The lines of a file as its system ends them: an editor's text has its own ends of lines, and no mark of byte order.

/// A text as editors show it: lines end with `\n`, and no mark of byte order stands before them.
pub fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// An edited text as its file is written: lines that did not change keep their bytes, the others end as most of the file does,
/// and a mark of byte order stays.
pub fn as_written(before: &str, edited: &str) -> String {
    let own = before.strip_prefix('\u{feff}').unwrap_or(before);
    let mark = &before[..before.len() - own.len()];
    let edited = plain(edited);
    let old: Vec<&str> = own.split_inclusive('\n').collect();
    let lines: Vec<&str> = edited.split_inclusive('\n').collect();
    let same = |(one, other): &(&&str, &&str)| plain(one) == **other;
    let first = old.iter().zip(&lines).take_while(same).count();
    let most = old.len().min(lines.len()) - first;
    let last = old.iter().rev().zip(lines.iter().rev()).take(most).take_while(same).count();
    let returns = own.matches("\r\n").count();
    let ends_with_return = returns * 2 > own.matches('\n').count();
    let changed = lines[first..lines.len() - last].concat();
    let changed = if ends_with_return { changed.replace('\n', "\r\n") } else { changed };
    [mark, &old[..first].concat(), &changed, &old[old.len() - last..].concat()].concat()
}
