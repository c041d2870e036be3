//! One document of a catalogue, read leniently: what is not there or not as expected is simply absent.

use crate::yaml::node::{Node, Place, Value};

/// A Component or an API.
pub(crate) struct Entity<'a> {
    node: &'a Node,
    kind: &'a str,
}

impl<'a> Entity<'a> {
    /// The entity of a document; `None` for other kinds.
    pub(crate) fn of(node: &'a Node) -> Option<Self> {
        let kind = text(find(node, "kind")?)?;
        ["component", "api"].contains(&kind.to_ascii_lowercase().as_str()).then_some(Self { node, kind })
    }

    pub(crate) fn is_api(&self) -> bool {
        self.kind.eq_ignore_ascii_case("api")
    }

    pub(crate) fn metadata(&self, key: &str) -> Option<&'a str> {
        text(find(find(self.node, "metadata")?, key)?)
    }

    pub(crate) fn spec(&self, key: &str) -> Option<&'a str> {
        text(find(find(self.node, "spec")?, key)?)
    }

    /// An annotation, and where it stands.
    pub(crate) fn annotation(&self, key: &str) -> Option<(&'a str, Place)> {
        let node = find(find(find(self.node, "metadata")?, "annotations")?, key)?;
        Some((text(node)?, node.place))
    }

    /// The texts of a list below `spec`.
    pub(crate) fn list(&self, key: &str) -> Vec<&'a str> {
        match find(self.node, "spec").and_then(|spec| find(spec, key)).map(|node| &node.value) {
            Some(Value::List(items)) => items.iter().filter_map(text).collect(),
            _ => Vec::new(),
        }
    }
}

fn find<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Map(fields) => fields.iter().find(|field| field.key == key).map(|field| &field.value),
        _ => None,
    }
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar(text) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}
