//! What a screen reader is told.

use std::cell::RefCell;

use web_sys::Element;

use crate::dom::element;
use crate::failure::Failure;

/// The page's polite live region.
#[derive(Default)]
pub(crate) struct Status {
    said: RefCell<String>,
}

impl Status {
    /// Says it, again if need be.
    pub(crate) fn say(&self, words: &str) -> Result<(), Failure> {
        words.clone_into(&mut self.said.borrow_mut());
        element::<Element>("status")?.set_text_content(Some(words));
        Ok(())
    }

    /// Says it unless it was the last thing said.
    pub(crate) fn say_once(&self, words: &str) -> Result<(), Failure> {
        if *self.said.borrow() == words {
            return Ok(());
        }
        self.say(words)
    }
}
