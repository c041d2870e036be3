//! The text as it would be sent: words of one's own, else a template as far as it is filled in; and what stands against it.

use std::collections::BTreeMap;

use domain::copy::Copies;
use domain::incident::decide::composition::of_nobody;
use domain::phase::Phase;
use domain::template::{Output, OwnWords, Rendered, Template, TemplateFault};
use domain::wording::{self, ReadingGrade};

/// A text as it would be sent.
pub(crate) struct Text {
    /// The text.
    pub(crate) preview: Rendered,
    /// The same, to be copied.
    pub(crate) copies: Copies,
    /// What stands against sending it.
    pub(crate) faults: Vec<TemplateFault>,
    /// Title and text with which words of one's own begin.
    pub(crate) own_words: (String, String),
    /// How hard it is to read.
    pub(crate) reading: ReadingGrade,
    /// Characters of title and text together.
    pub(crate) length: u32,
    /// The most of them that its channel takes.
    pub(crate) limit: Option<u32>,
}

impl Text {
    /// The text of an output. `values` are those that its template asks for.
    pub(crate) fn of(
        (output, phase): (Output, Phase),
        template: Option<&Template>,
        wording: Option<&(String, String)>,
        values: &BTreeMap<String, String>,
        no_template: impl FnOnce() -> TemplateFault,
    ) -> Self {
        let own = wording.map(|wording| OwnWords::of(output, phase, wording, template));
        let (preview, faults) = match (&own, template) {
            (Some(own), _) => {
                let shown = of_nobody(own.template());
                (own.template().draft(&shown), own.render(&shown).err().unwrap_or_default())
            }
            (None, Some(template)) => (template.draft(values), template.render(values).err().unwrap_or_default()),
            (None, None) => (nothing(), vec![no_template()]),
        };
        Self {
            copies: Copies::of(&preview.title, &preview.body),
            faults,
            own_words: template.map(|template| OwnWords::begin(template, values)).unwrap_or_default(),
            reading: wording::reading(&preview.body).rounded(),
            length: preview.length(),
            limit: template.and_then(Template::longest).or(output.limit()),
            preview,
        }
    }
}

fn nothing() -> Rendered {
    Rendered { title: String::new(), body: String::new(), title_pieces: Vec::new(), body_pieces: Vec::new() }
}
