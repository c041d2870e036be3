//! YAML as values, for status pages that are files, and for what describes an API in it.

use std::collections::HashMap;

use domain::delivery::Failure;
use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};
use serde_json::{Map, Value};

/// Deeper nesting is no configuration of anything.
const DEEPEST: usize = 64;
/// How many values aliases may add.
const MOST_COPIED: usize = 10_000;

/// The first document of a text. Single values stay texts as they are written, but for `null`.
pub fn read(text: &str) -> Result<Value, Failure> {
    let parser = Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut loading = Loading { parser, anchors: HashMap::new(), copied: 0 };
    loop {
        match loading.next()? {
            Event::StreamEnd => return Ok(Value::Null),
            Event::DocumentStart(_) => {
                let first = loading.next()?;
                return loading.value(first, 0);
            }
            _ => {}
        }
    }
}

/// Whether a value says yes, in any of the words that Hugo reads so.
pub fn is_true(value: Option<&Value>) -> bool {
    value.and_then(Value::as_str).is_some_and(|text| ["true", "yes", "on"].contains(&text.to_lowercase().as_str()))
}

struct Loading<'a> {
    parser: Parser<'a, StrInput<'a>>,
    anchors: HashMap<usize, Value>,
    copied: usize,
}

impl<'a> Loading<'a> {
    fn next(&mut self) -> Result<Event<'a>, Failure> {
        match self.parser.next_event() {
            Some(Ok((event, _))) => Ok(event),
            Some(Err(error)) => Err(Failure::Garbled(format!(
                "it is not YAML in line {}: {}",
                error.marker().line().max(1),
                error.info()
            ))),
            None => Ok(Event::StreamEnd),
        }
    }

    fn value(&mut self, event: Event<'a>, depth: usize) -> Result<Value, Failure> {
        if depth > DEEPEST {
            return Err(Failure::Garbled(format!("its YAML is nested more than {DEEPEST} deep")));
        }
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(&text, style)),
            Event::SequenceStart(anchor, _) => (anchor, self.list(depth)?),
            Event::MappingStart(anchor, _) => (anchor, self.map(depth)?),
            Event::Alias(anchor) => return self.alias(anchor),
            _ => (0, Value::Null),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Result<Value, Failure> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                Event::SequenceEnd | Event::StreamEnd => return Ok(Value::Array(items)),
                event => items.push(self.value(event, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Failure> {
        let mut members = Map::new();
        loop {
            let key = match self.next()? {
                Event::MappingEnd | Event::StreamEnd => return Ok(Value::Object(members)),
                event => self.value(event, depth + 1)?,
            };
            let event = self.next()?;
            let value = self.value(event, depth + 1)?;
            if let Value::String(key) = key {
                members.insert(key, value);
            }
        }
    }

    fn alias(&mut self, anchor: usize) -> Result<Value, Failure> {
        let value = self.anchors.get(&anchor).cloned().unwrap_or_default();
        self.copied += size(&value);
        if self.copied > MOST_COPIED {
            return Err(Failure::Garbled(format!("its aliases stand for more than {MOST_COPIED} values")));
        }
        Ok(value)
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Value::Null;
    }
    Value::String(text.to_owned())
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}
