//! Shifts that follow one another without anybody handing over: a pager may tell somebody's week day by day.

use std::collections::BTreeMap;

use providers::capability::RemoteShift;

/// The same shifts in order of time, those of one person and layer that touch or overlap as one.
pub(super) fn joined(mut shifts: Vec<RemoteShift>) -> Vec<RemoteShift> {
    shifts.sort_by_key(|shift| (shift.span.from, shift.span.until));
    let mut turns: Vec<RemoteShift> = Vec::with_capacity(shifts.len());
    // By person and layer, which turn was the last one: what overlaps none of that overlaps nothing before it.
    let mut last: BTreeMap<_, usize> = BTreeMap::new();
    for shift in shifts {
        let (person, layer) = (&shift.person, &shift.layer);
        let key = (person.id.clone(), person.name.clone(), layer.clone(), shift.is_override);
        let before = last.get(&key).and_then(|index| turns.get_mut(*index));
        if let Some(before) = before.filter(|before| shift.span.from <= before.span.until) {
            before.span.until = before.span.until.max(shift.span.until);
        } else {
            last.insert(key, turns.len());
            turns.push(shift);
        }
    }
    turns
}
