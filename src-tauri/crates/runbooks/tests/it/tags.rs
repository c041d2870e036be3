//! A reader of finished HTML that knows no Markdown: what a browser would take for tags and attributes.

/// An opening tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The opening tags of well-formed HTML, as ammonia writes it: every value in double quotes.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if after.starts_with('/') {
            continue;
        }
        let end = after.find([' ', '>']).expect("a tag ends");
        let (name, mut inside) = after.split_at(end);
        let mut attributes = Vec::new();
        while let Some(attribute) = inside.strip_prefix(' ') {
            let (name, value) = attribute.split_once("=\"").expect("an attribute has a value");
            let (value, after) = value.split_once('"').expect("a value ends");
            attributes.push((name.to_owned(), value.to_owned()));
            inside = after;
        }
        rest = inside.strip_prefix('>').expect("a tag is closed");
        tags.push(Tag { name: name.to_owned(), attributes });
    }
    tags
}
