//! A text box and the underlines behind it.
//!
//! The text area is transparent and lies over a mirror that holds the same text in the
//! same type, with marks. The mirror's height is the box's height, so that the text
//! area never scrolls by itself and the two cannot drift apart.

use std::cell::RefCell;
use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDocument, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use crate::dom::{below, create, document};
use crate::failure::Failure;
use crate::marks::{Kind, Mark, stretches};

/// Keeps the last line's height when it is empty.
const LAST_LINE: &str = "\u{200B}";

#[derive(Default)]
struct Drawn {
    text: String,
    stretches: Vec<(Range<usize>, Option<Kind>)>,
}

pub(crate) struct NoteBox {
    /// The section's id and title; `None` for the note as a whole.
    pub(crate) section: Option<(String, String)>,
    pub(crate) area: HtmlTextAreaElement,
    mirror: HtmlElement,
    /// Where a section says its own length.
    length: Option<Element>,
    drawn: RefCell<Drawn>,
}

impl NoteBox {
    /// The box in `root`, an element of class `box`.
    pub(crate) fn new(root: &Element, section: Option<(String, String)>) -> Result<Self, Failure> {
        Ok(Self {
            section,
            area: below(root, "textarea")?,
            mirror: below(root, ".mirror")?,
            length: root
                .next_element_sibling()
                .filter(|next| next.class_list().contains("length")),
            drawn: RefCell::default(),
        })
    }

    /// What is in it; a lone surrogate as U+FFFD, which is as long.
    pub(crate) fn text(&self) -> String {
        self.area.value()
    }

    pub(crate) fn draw_length(&self, words: &str) {
        if let Some(length) = &self.length {
            length.set_text_content(Some(words));
        }
    }

    /// Draws the text with its marks.
    pub(crate) fn draw(&self, text: &str, marks: &[Mark]) -> Result<(), Failure> {
        let stretches = stretches(text, marks);
        {
            let drawn = self.drawn.borrow();
            if drawn.text == text && drawn.stretches == stretches {
                return Ok(());
            }
        }
        self.mirror.set_text_content(None);
        for (range, kind) in &stretches {
            let Some(kind) = kind else {
                self.mirror.append_with_str_1(&text[range.clone()])?;
                continue;
            };
            let mark = create("mark", &text[range.clone()])?;
            mark.set_class_name(kind.class());
            mark.set_attribute("data-start", &range.start.to_string())?;
            self.mirror.append_child(&mark)?;
        }
        self.mirror.append_with_str_1(LAST_LINE)?;
        *self.drawn.borrow_mut() = Drawn {
            text: text.to_owned(),
            stretches,
        };
        Ok(())
    }

    /// Selects a range of `text`, which the box holds, and scrolls to it.
    pub(crate) fn select(&self, text: &str, range: &Range<usize>) -> Result<(), Failure> {
        self.area.focus()?;
        let units = utf16(text, range);
        self.area.set_selection_range(units.start, units.end)?;
        let selector = format!("mark[data-start=\"{}\"]", range.start);
        if let Some(mark) = self.mirror.query_selector(&selector)? {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Center);
            mark.scroll_into_view_with_scroll_into_view_options(&options);
        }
        Ok(())
    }

    /// Puts `new` in the place of a range of `text`, as if typed: undo takes it back.
    pub(crate) fn replace(
        &self,
        text: &str,
        range: &Range<usize>,
        new: &str,
    ) -> Result<(), Failure> {
        self.area.focus()?;
        let units = utf16(text, range);
        self.area.set_selection_range(units.start, units.end)?;
        let document: HtmlDocument = document()?.unchecked_into();
        let command = if new.is_empty() {
            "delete"
        } else {
            "insertText"
        };
        let nothing = range.is_empty() && new.is_empty();
        let done = nothing
            || document
                .exec_command_with_show_ui_and_value(command, false, new)
                .unwrap_or(false);
        if !done {
            // A browser that knows no editing commands: the text all the same, without undo.
            self.area
                .set_range_text_with_start_and_end(new, units.start, units.end)?;
        }
        Ok(())
    }
}

/// A range of bytes in UTF-16 code units, which a text area counts in.
fn utf16(text: &str, range: &Range<usize>) -> Range<u32> {
    let units = |byte| {
        let before = text.get(..byte).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    units(range.start)..units(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_counted_as_a_text_area_counts() {
        assert_eq!(utf16("é😀a", &(2..7)), 1..4);
        assert_eq!(utf16("abc", &(1..3)), 1..3);
    }
}
