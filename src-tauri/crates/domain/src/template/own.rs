//! Words of one's own, written instead of a template's. Those of a letter may have holes for what is its account's own, so that
//! each account reads its own name; nothing else that stands for something else leaves.

use std::collections::BTreeMap;

use super::value::BLANK;
use super::{Output, Rendered, Template, TemplateFault, Variable, VariableKind};
use crate::phase::Phase;

/// What a letter's place for its account's name shows where there is no account: in brackets, so that nobody sends it unread.
pub const NO_ACCOUNT: &str = "[customer’s name]";
/// The same of those whom the letter greets.
pub const NO_CONTACT: &str = "[contacts’ names]";

/// The facts that are each account's own: a variable's `from`, and the name of its hole where no template names one.
const OF_ACCOUNTS: [&str; 2] = ["account", "contact"];

/// Words of one's own for an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWords {
    template: Template,
}

impl OwnWords {
    /// Title and text for an output. The template that they are written instead of, where there is one, lends its limit and the
    /// names of its holes for accounts.
    pub fn of(output: Output, phase: Phase, (title, body): &(String, String), instead_of: Option<&Template>) -> Self {
        let given = || instead_of.into_iter().flat_map(|template| &template.variables);
        let mut variables: Vec<Variable> = Vec::new();
        if output == Output::Outreach {
            variables.extend(given().filter(|variable| is_of_account(variable)).cloned());
            let missing = OF_ACCOUNTS.iter().filter(|name| !given().any(|variable| &variable.name == *name));
            variables.extend(missing.map(|name| of_account(name)));
        }
        let template = Template {
            pattern: instead_of.map(|template| template.pattern.clone()).unwrap_or_default(),
            audience: output.audience(),
            output,
            phase,
            title: title.trim().to_owned(),
            body: body.trim().to_owned(),
            variables,
            limit: instead_of.and_then(|template| template.limit),
            source: String::new(),
        };
        Self { template }
    }

    /// The words with which one begins: a template as far as it is filled in, title and text. What is each account's own stays
    /// a hole.
    pub fn begin(template: &Template, values: &BTreeMap<String, String>) -> (String, String) {
        let mut values = values.clone();
        let own = template.variables.iter().filter(|variable| is_of_account(variable));
        values.extend(own.map(|variable| (variable.name.clone(), format!("{{{{{}}}}}", variable.name))));
        let Rendered { title, body, .. } = template.draft(&values);
        (title, body)
    }

    /// The words as a template, whose only variables are what is each account's own.
    pub fn template(&self) -> &Template {
        &self.template
    }

    /// The text as it will be sent, or everything that stands against sending it.
    pub fn render(&self, values: &BTreeMap<String, String>) -> Result<Rendered, Vec<TemplateFault>> {
        let Template { title, body, .. } = &self.template;
        let mut faults = Vec::new();
        let mut find = |message: String| faults.push(TemplateFault { variable: String::new(), message });
        if title.is_empty() || body.is_empty() {
            find("Write a title and a text.".to_owned());
        }
        for blank in blanks(title).chain(blanks(body)) {
            find(format!("“{blank}” is still blank. Write what belongs there, or take it out."));
        }
        for hole in self.template.undeclared() {
            find(format!("“{{{{{hole}}}}}” would be read as it stands. Write what belongs there, or take it out."));
        }
        if self.template.has_stray_braces() {
            find("“{{” would be read as it stands. Take it out.".to_owned());
        }
        for shown in [NO_ACCOUNT, NO_CONTACT, BLANK] {
            let stands = |text: &str| text.replace('\'', "’").contains(shown);
            if stands(title) || stands(body) {
                find(self.instead_of(shown));
            }
        }
        let rendered = self.template.draft(values);
        let length = rendered.length();
        if let Some(limit) = self.template.longest().filter(|limit| length > *limit) {
            find(format!("The text has {length} characters, the channel takes {limit}. Shorten it."));
        }
        if faults.is_empty() { Ok(rendered) } else { Err(faults) }
    }

    fn instead_of(&self, shown: &str) -> String {
        let fact = if shown == NO_ACCOUNT { "account" } else { "contact" };
        let hole = self.template.variables.iter().find(|variable| variable.from.as_deref() == Some(fact));
        match hole.filter(|_| shown != BLANK) {
            Some(hole) => {
                format!("“{shown}” would be read as it stands. Write {{{{{}}}}} for each letter’s own.", hole.name)
            }
            None => format!("“{shown}” would be read as it stands. Write what belongs there, or take it out."),
        }
    }
}

fn is_of_account(variable: &Variable) -> bool {
    variable.from.as_deref().is_some_and(|from| OF_ACCOUNTS.contains(&from))
}

fn of_account(name: &str) -> Variable {
    Variable {
        name: name.to_owned(),
        label: name.to_owned(),
        kind: VariableKind::Text,
        optional: false,
        default: None,
        from: Some(name.to_owned()),
        example: None,
    }
}

/// The blanks of a form that stand in a text: `‹Since when›`, as a draft shows what was not filled in.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        line.match_indices('‹').filter_map(|(from, _)| {
            let rest = line.get(from..)?;
            rest.get(..rest.find('›')? + '›'.len_utf8())
        })
    })
}
