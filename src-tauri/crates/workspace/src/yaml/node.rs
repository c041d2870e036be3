//! A YAML document as a tree with positions.
//!
//! Built from the parser's events, because only there doubled keys can be seen and aliases counted before they are
//! copied. Scalars stay as they are written: `no` is a language and `09:00` a time, whatever YAML thinks of them.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span, StrInput};

/// Deeper nesting is no file of ours.
const DEEPEST: usize = 64;
/// How many nodes aliases may add: a few lines of YAML can otherwise stand for more nodes than memory holds.
const MOST_COPIED: usize = 20_000;

/// A position in a text, both counted from 1; columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Place {
    /// The begin of a file.
    pub(crate) const START: Self = Self { line: 1, column: 1 };

    /// The same place in the file that the text was cut out of, `lines` further down.
    pub(crate) fn below(self, lines: u32) -> Self {
        Self { line: self.line.saturating_add(lines), ..self }
    }
}

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
    /// From which to before which character of the parsed text a single value is written; `None` for all others.
    pub(crate) extent: Option<(usize, usize)>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Nothing was written, or `null`, or `~`.
    Nothing,
    /// Text as written, quotes and escapes resolved.
    Scalar(String),
    /// `- …` or `[…]`
    List(Vec<Node>),
    /// `key: …` or `{…}`, in the order of the file.
    Map(Vec<Field>),
}

impl Node {
    /// Whether nothing is written here, or a list without items.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Nothing => true,
            Value::List(items) => items.is_empty(),
            Value::Scalar(_) | Value::Map(_) => false,
        }
    }
}

/// One key of a map with its value.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) key: String,
    pub(crate) place: Place,
    pub(crate) value: Node,
}

/// Why a text is not the YAML that we read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) place: Place,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// The documents of a text, and what can be read over (doubled keys).
#[derive(Debug, Default)]
pub(crate) struct Documents {
    pub(crate) nodes: Vec<Node>,
    pub(crate) doubled: Vec<Flaw>,
}

/// Parses a text of any number of documents, which begins `above` lines down in its file.
pub(crate) fn parse(text: &str, above: u32) -> Result<Documents, Flaw> {
    let mut builder = Builder {
        above,
        parser: Parser::new_from_str(text.strip_prefix('\u{feff}').unwrap_or(text)),
        anchors: HashMap::new(),
        copied: 0,
        doubled: Vec::new(),
    };
    let mut nodes = Vec::new();
    loop {
        let (event, _) = builder.next()?;
        match event {
            Event::StreamEnd => {
                return Ok(Documents { nodes, doubled: builder.doubled });
            }
            Event::DocumentStart(_) => {
                builder.anchors.clear();
                let next = builder.next()?;
                nodes.push(builder.node(next, 0)?);
            }
            _ => {}
        }
    }
}

struct Builder<'a> {
    parser: Parser<'a, StrInput<'a>>,
    anchors: HashMap<usize, Node>,
    copied: usize,
    above: u32,
    doubled: Vec<Flaw>,
}

impl<'a> Builder<'a> {
    fn place(&self, marker: Marker) -> Place {
        let counted = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place { line: counted(marker.line().max(1)), column: counted(marker.col() + 1) }.below(self.above)
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Flaw> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(Flaw {
                place: self.place(*error.marker()),
                code: "syntax",
                message: format!("This is not YAML: {}.", error.info()),
                help: "Check indentation (spaces, never tabs), quotes and brackets here and on the line before.",
            }),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn node(&mut self, (event, span): (Event<'a>, Span), depth: usize) -> Result<Node, Flaw> {
        let place = self.place(span.start);
        if depth > DEEPEST {
            return Err(Flaw {
                place,
                code: "too-deep",
                message: format!("Values are nested more than {DEEPEST} deep."),
                help: "No file of a workspace needs that; look for a slip of the indentation.",
            });
        }
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, _) => (anchor, scalar(&text, style)),
            Event::SequenceStart(anchor, _) => (anchor, Value::List(self.list(depth)?)),
            Event::MappingStart(anchor, _) => (anchor, Value::Map(self.map(depth)?)),
            Event::Alias(anchor) => return self.alias(anchor, place),
            _ => (0, Value::Nothing),
        };
        let extent = matches!(value, Value::Scalar(_)).then(|| (span.start.index(), span.end.index()));
        let node = Node { place, value, extent };
        if anchor > 0 {
            self.count(&node)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Flaw> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => return Ok(items),
                next => items.push(self.node(next, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Vec<Field>, Flaw> {
        let mut fields: Vec<Field> = Vec::new();
        let mut keys: HashSet<String> = HashSet::new();
        loop {
            let next = match self.next()? {
                (Event::MappingEnd | Event::StreamEnd, _) => return Ok(fields),
                next => next,
            };
            let place = self.place(next.1.start);
            let key = match self.node(next, depth + 1)?.value {
                Value::Scalar(key) => key,
                Value::Nothing => String::new(),
                Value::List(_) | Value::Map(_) => {
                    return Err(Flaw {
                        place,
                        code: "syntax",
                        message: "A key must be a word, not a list or a map.".to_owned(),
                        help: "Text that holds braces needs quotes around it.",
                    });
                }
            };
            let next = self.next()?;
            let value = self.node(next, depth + 1)?;
            if keys.insert(key.clone()) {
                fields.push(Field { key, place, value });
            } else {
                self.doubled.push(Flaw {
                    place,
                    code: "duplicate-key",
                    message: format!("`{key}` is given twice; the first one counts."),
                    help: "Remove one of the two.",
                });
            }
        }
    }

    fn alias(&mut self, anchor: usize, place: Place) -> Result<Node, Flaw> {
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            return Err(Flaw {
                place,
                code: "syntax",
                message: "An alias stands for a value that contains it.".to_owned(),
                help: "Write the value out.",
            });
        };
        let node = Node { place, extent: None, ..node };
        self.count(&node)?;
        Ok(node)
    }

    fn count(&mut self, copy: &Node) -> Result<(), Flaw> {
        self.copied += size(copy);
        if self.copied <= MOST_COPIED {
            return Ok(());
        }
        Err(Flaw {
            place: copy.place,
            code: "too-many-aliases",
            message: format!("Anchors and aliases in this file stand for more than {MOST_COPIED} values."),
            help: "Write the values out.",
        })
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL") {
        return Value::Nothing;
    }
    Value::Scalar(text.to_owned())
}

fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Nothing | Value::Scalar(_) => 0,
        Value::List(items) => items.iter().map(size).sum(),
        Value::Map(fields) => fields.iter().map(|field| size(&field.value)).sum(),
    }
}
