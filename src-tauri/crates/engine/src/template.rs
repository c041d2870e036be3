//! Templates that are written: begun from the nearest one, changed value by value, saved into the workspace's file.

mod start;

use serde::{Deserialize, Serialize};
use workspace::edit::template::{declare, set_message, set_variable};
use workspace::edit::{Refused, Unsaved, replace};

use crate::engine::Engine;
use crate::error::Error;
use crate::place;
use crate::view::template::check::TemplateCheck;
use crate::view::template::{TemplatePlace, TemplateState, path_of};

/// One change to a template's text that keeps everything else byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateChange {
    /// Another message below the front matter.
    Message {
        /// The whole message.
        message: String,
    },
    /// One value of a variable.
    Variable {
        /// Which variable.
        name: String,
        /// `label`, `example`, `default`
        key: String,
        /// What it says from now on.
        value: String,
    },
    /// A hole becomes a variable that may be any text.
    Declare {
        /// Which hole.
        name: String,
    },
}

/// What came of saving.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum TemplateSaved {
    /// The file has the text, and the next update is written from it.
    Saved {
        /// The file, relative to the workspace.
        path: String,
    },
    /// Nothing was written: no update could be sent with it.
    Faulty {
        /// What is the matter with it.
        check: TemplateCheck,
    },
    /// Nothing was written: somebody else changed the file meanwhile.
    Changed {
        /// What stands there now; none where the file is gone.
        theirs: Option<String>,
    },
}

impl Engine {
    /// The text that a template begins with in a hole: that of the nearest one, in words for this place.
    pub fn start_template(&self, place: &TemplatePlace) -> Result<String, Error> {
        let loaded = self.loaded();
        match start::nearest(&loaded.agreement, place) {
            Some(near) => {
                let text = self.template_text(&near)?.unwrap_or_else(|| start::skeleton(place));
                Ok(start::turned(&text, place).unwrap_or_else(|| start::skeleton(place)))
            }
            None => Ok(start::skeleton(place)),
        }
    }

    /// The text with one change; everything else of it stays.
    pub fn change_template(&self, text: &str, change: &TemplateChange) -> Result<String, Error> {
        let changed = match change {
            TemplateChange::Message { message } => set_message(text, message),
            TemplateChange::Variable { name, key, value } => set_variable(text, name, key, value),
            TemplateChange::Declare { name } => declare(text, name, &label(name)),
        };
        changed.map_err(|refused| {
            let hint = match refused {
                Refused::Faulty { .. } => "",
                Refused::Missing { .. } | Refused::NotScalar { .. } => " Change it in the text.",
            };
            Error::Refused(format!("This cannot be changed here: {refused}.{hint}"))
        })
    }

    /// Writes a template's text into its file. `began` is the text that the editor was opened with, none in a hole.
    ///
    /// Nothing is written where an update could not be sent with it, or where somebody else changed the file meanwhile: whoever
    /// wrote has their text still, and gets the other one.
    pub fn save_template(
        &self,
        place: &TemplatePlace,
        began: Option<&str>,
        text: &str,
    ) -> Result<TemplateSaved, Error> {
        if let Some(words) = place::locked(self.workspace_folder()) {
            return Err(Error::Refused(words));
        }
        let check = self.check_template(place, text);
        if check.state() == TemplateState::Faulty {
            return Ok(TemplateSaved::Faulty { check });
        }
        let path = path_of(&self.loaded().agreement, place);
        match replace(self.workspace_folder(), &path, began, text) {
            Ok(()) => {
                self.index_now()?;
                Ok(TemplateSaved::Saved { path })
            }
            Err(Unsaved::Changed { theirs }) => Ok(TemplateSaved::Changed { theirs }),
            Err(Unsaved::Failed(trouble)) => Err(trouble.into()),
        }
    }
}

/// A hole's name as a form would ask for it: `next_update` is `Next update`.
fn label(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
