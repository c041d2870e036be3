//! How many slips lie between two words: Damerau's distance, each pair of letters swapped at most once.

/// The number of letters inserted, left out, replaced or swapped with their neighbour; `None` when more than `most`.
pub(super) fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    // Rows of the table of distances between beginnings: the one before last, the last, and the one being filled.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.iter().enumerate() {
        let mut filled = vec![row + 1];
        let mut left = row + 1;
        for (column, target) in other.iter().enumerate() {
            let at = |cells: &[usize], column: usize| cells.get(column).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&last, column) + usize::from(letter != target);
            let mut slips = replaced.min(at(&last, column + 1) + 1).min(left + 1);
            let neighbour = column.checked_sub(1);
            if let Some(neighbour) = neighbour.filter(|_| previous == Some(target))
                && other.get(neighbour) == Some(letter)
            {
                slips = slips.min(at(&before, neighbour) + 1);
            }
            filled.push(slips);
            left = slips;
        }
        if filled.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, filled);
        previous = Some(letter);
    }
    last.last().copied().filter(|slips| *slips <= most)
}
