//! Takes a map apart field by field, and notes everything that is not as agreed.
//!
//! Every reader answers `Some` or has noted why not. So that a person learns of all faults of an entry at once, the
//! rooms beside this one read all fields first, and only then look which of them are missing.

use domain::near;

use super::node::{Field, Node, Place, Value};
use crate::ledger::Notes;

/// The fields of one entry.
pub(crate) struct Fields<'a, 'n, 'l> {
    /// Where the entry begins.
    pub(crate) place: Place,
    given: &'a [Field],
    asked: Vec<&'static str>,
    /// Where faults go.
    pub(crate) notes: &'n mut Notes<'l>,
}

impl<'a, 'n, 'l> Fields<'a, 'n, 'l> {
    /// The fields of a node, which must be a map.
    pub(crate) fn of(node: &'a Node, what: &str, notes: &'n mut Notes<'l>) -> Option<Self> {
        let Value::Map(fields) = &node.value else {
            let found = kind(&node.value);
            notes.fault(
                node.place,
                "wrong-type",
                format!("Expected the keys of {what}, found {found}."),
                "Write `key: value` lines, each with the same indentation.",
            );
            return None;
        };
        Some(Self { place: node.place, given: fields, asked: Vec::new(), notes })
    }

    /// The value of a key, if one is written.
    pub(crate) fn find(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.given.iter().find(|field| field.key == key).map(|field| &field.value)
    }

    /// As [`Self::find`], where nothing after the colon is the same as no key.
    fn written(&mut self, key: &'static str) -> Option<&'a Node> {
        self.find(key).filter(|node| !matches!(node.value, Value::Nothing))
    }

    /// Where a key stands; the begin of the entry where it is not written.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.given.iter().find(|field| field.key == key).map_or(self.place, |field| field.value.place)
    }

    /// A value that must be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Notes<'_>) -> Option<T>,
    ) -> Option<T> {
        if let Some(node) = self.written(key) {
            return read(node, self.notes);
        }
        let place = self.given.iter().find(|field| field.key == key).map_or(self.place, |field| field.place);
        self.notes.fault(place, "missing-key", format!("`{key}` is missing."), format!("Add `{key}: …`."));
        None
    }

    /// A value that may be left out; the outer `None` is one that is there but wrong.
    #[expect(clippy::option_option, reason = "left out and wrong are two things, and only the second drops the entry")]
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Notes<'_>) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.written(key) {
            None => Some(None),
            Some(node) => read(node, self.notes).map(Some),
        }
    }

    /// A value with a default.
    pub(crate) fn or<T>(
        &mut self,
        key: &'static str,
        default: T,
        read: impl FnOnce(&Node, &mut Notes<'_>) -> Option<T>,
    ) -> Option<T> {
        self.optional(key, read).map(|found| found.unwrap_or(default))
    }

    /// A list that may be left out. One wrong item makes the whole list wrong: half a list of participants would put
    /// other people on call than was agreed.
    pub(crate) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Node, &mut Notes<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(node) = self.written(key) else {
            return Some(Vec::new());
        };
        let items = items(key, node, self.notes)?;
        // All items are read before the first wrong one counts, so that all of them are noted.
        let read: Vec<Option<T>> = items.iter().map(|item| read(item, self.notes)).collect();
        read.into_iter().collect()
    }

    /// A list of entries that stand for themselves: wrong ones are left out, the others stay.
    pub(crate) fn entries<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Node, &mut Notes<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.written(key) else {
            return Vec::new();
        };
        let items = items(key, node, self.notes).unwrap_or_default();
        items.iter().filter_map(|item| read(item, self.notes)).collect()
    }

    /// Keys with their values, for maps whose keys are free.
    pub(crate) fn map<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&Field, &mut Notes<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(node) = self.written(key) else {
            return Some(Vec::new());
        };
        let Value::Map(fields) = &node.value else {
            let found = kind(&node.value);
            self.notes.fault(
                node.place,
                "wrong-type",
                format!("`{key}` must be keys with values, not {found}."),
                format!("Write `{key}: {{ key: value }}`."),
            );
            return None;
        };
        let read: Vec<Option<T>> = fields.iter().map(|field| read(field, self.notes)).collect();
        read.into_iter().collect()
    }

    /// Notes the keys that nobody asked for.
    pub(crate) fn close(self) {
        for field in self.given {
            let key = field.key.as_str();
            if self.asked.contains(&key) || super::secret::is_secret(key) {
                continue;
            }
            let unused: Vec<&str> = self
                .asked
                .iter()
                .copied()
                .filter(|asked| !self.given.iter().any(|field| field.key == *asked))
                .collect();
            let help = near::suggestion(key, unused, || format!("Known keys: {}.", self.asked.join(", ")));
            self.notes.doubt(field.place, "unknown-key", format!("`{key}` is not a key that is read here."), help);
        }
    }
}

/// The items of a list.
fn items<'a>(key: &str, node: &'a Node, notes: &mut Notes<'_>) -> Option<&'a [Node]> {
    if let Value::List(items) = &node.value {
        return Some(items);
    }
    let found = kind(&node.value);
    notes.fault(
        node.place,
        "wrong-type",
        format!("`{key}` must be a list, not {found}."),
        "Write `[ one, two ]`, or one `- …` line for each.",
    );
    None
}

/// What a value is, in words.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Nothing => "nothing",
        Value::Scalar(_) => "a single value",
        Value::List(_) => "a list",
        Value::Map(_) => "keys with values",
    }
}
