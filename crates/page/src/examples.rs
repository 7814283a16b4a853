//! Notes to try the page with, from `samples.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use web_sys::Element;

use crate::checked::Form;
use crate::dom::create;
use crate::failure::Failure;

/// A note to try, written for the policy that the page ships with.
#[derive(Deserialize, Clone, Debug)]
pub(crate) struct ExampleNote {
    /// What a menu calls it, by language.
    title: BTreeMap<String, String>,
    role: String,
    note_type: String,
    /// The text of the box for the whole note.
    #[serde(default)]
    text: String,
    /// The texts of the sections by title.
    #[serde(default)]
    sections: BTreeMap<String, String>,
}

impl ExampleNote {
    /// The note as a form holds it.
    pub(crate) fn form(&self) -> Form {
        let sections = self.sections.iter();
        let sections = sections.map(|(title, text)| (Some(title.clone()), text.clone()));
        Form {
            role: self.role.clone(),
            note_type: self.note_type.clone(),
            boxes: std::iter::once((None, self.text.clone()))
                .chain(sections)
                .collect(),
            ..Form::default()
        }
    }
}

/// Fills the menu. A button says by `data-example` which note it is for.
pub(crate) fn offer(
    menu: &Element,
    examples: &[ExampleNote],
    language: &str,
) -> Result<(), Failure> {
    menu.set_text_content(None);
    for (number, example) in examples.iter().enumerate() {
        let title = example
            .title
            .get(language)
            .or_else(|| example.title.get("en"))
            .map_or("", String::as_str);
        let item = create("li", "")?;
        let button = create("button", title)?;
        button.set_attribute("type", "button")?;
        button.set_attribute("data-example", &number.to_string())?;
        item.append_child(&button)?;
        menu.append_child(&item)?;
    }
    Ok(())
}
