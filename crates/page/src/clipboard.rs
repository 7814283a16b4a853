//! Copies a text without asking for a permission, on pages of any kind of server.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{ClipboardEvent, HtmlDocument};

use crate::dom::document;
use crate::failure::Failure;

/// Whether the browser took the text. Needs a person's click or key just before.
pub(crate) fn copy(text: String) -> Result<bool, Failure> {
    let document: HtmlDocument = document()?.unchecked_into();
    let give = Closure::<dyn FnMut(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        if let Some(clipboard) = event.clipboard_data()
            && clipboard.set_data("text/plain", &text).is_ok()
        {
            event.prevent_default();
        }
    });
    let listener = give.as_ref().unchecked_ref();
    document.add_event_listener_with_callback("copy", listener)?;
    let copied = document.exec_command("copy");
    document.remove_event_listener_with_callback("copy", listener)?;
    Ok(copied.unwrap_or(false))
}
