//! The document, typed.

use wasm_bindgen::prelude::*;
use web_sys::{
    Document, Element, EventTarget, HtmlElement, HtmlOptGroupElement, HtmlOptionElement,
    HtmlSelectElement, HtmlTemplateElement, Window,
};

use crate::failure::Failure;

pub(crate) fn window() -> Result<Window, Failure> {
    web_sys::window().ok_or_else(|| Failure::Browser("there is no window".into()))
}

pub(crate) fn document() -> Result<Document, Failure> {
    window()?
        .document()
        .ok_or_else(|| Failure::Browser("there is no document".into()))
}

/// The element of this id.
pub(crate) fn element<T: JsCast>(id: &str) -> Result<T, Failure> {
    document()?
        .get_element_by_id(id)
        .and_then(|found| found.dyn_into().ok())
        .ok_or_else(|| Failure::Element(format!("#{id}")))
}

/// The first element below `root` that a selector names.
pub(crate) fn below<T: JsCast>(root: &Element, selector: &str) -> Result<T, Failure> {
    root.query_selector(selector)?
        .and_then(|found| found.dyn_into().ok())
        .ok_or_else(|| Failure::Element(selector.to_owned()))
}

/// A copy of what a template holds.
pub(crate) fn copy_of(template: &str) -> Result<HtmlElement, Failure> {
    let template: HtmlTemplateElement = element(template)?;
    template
        .content()
        .first_element_child()
        .and_then(|first| first.clone_node_with_deep(true).ok())
        .and_then(|copy| copy.dyn_into().ok())
        .ok_or_else(|| Failure::Element("template".into()))
}

pub(crate) fn create(name: &str, text: &str) -> Result<HtmlElement, Failure> {
    let made: HtmlElement = document()?
        .create_element(name)?
        .dyn_into()
        .map_err(|_| Failure::Element(name.to_owned()))?;
    made.set_text_content(Some(text));
    Ok(made)
}

/// Listens as long as the page lives.
pub(crate) fn listen<E: JsCast + 'static>(
    target: &EventTarget,
    kind: &str,
    mut listener: impl FnMut(E) + 'static,
) -> Result<(), Failure> {
    let closure = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        if let Ok(event) = event.dyn_into() {
            listener(event);
        }
    });
    target.add_event_listener_with_callback(kind, closure.into_js_value().unchecked_ref())?;
    Ok(())
}

/// A timer that starts anew at each call and runs once.
pub(crate) struct Timer {
    callback: js_sys::Function,
    pending: std::cell::Cell<Option<i32>>,
}

impl Timer {
    pub(crate) fn new(run: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut()>::new(run);
        Self {
            callback: closure.into_js_value().unchecked_into(),
            pending: std::cell::Cell::new(None),
        }
    }

    pub(crate) fn start(&self, milliseconds: i32) -> Result<(), Failure> {
        self.stop()?;
        let id = window()?
            .set_timeout_with_callback_and_timeout_and_arguments_0(&self.callback, milliseconds)?;
        self.pending.set(Some(id));
        Ok(())
    }

    pub(crate) fn stop(&self) -> Result<(), Failure> {
        if let Some(id) = self.pending.take() {
            window()?.clear_timeout_with_handle(id);
        }
        Ok(())
    }
}

/// One choice of a drop-down.
pub(crate) fn option(value: &str, text: &str) -> Result<HtmlOptionElement, Failure> {
    let option: HtmlOptionElement = create("option", text)?.unchecked_into();
    option.set_value(value);
    Ok(option)
}

pub(crate) fn option_group(label: &str) -> Result<HtmlOptGroupElement, Failure> {
    let group: HtmlOptGroupElement = create("optgroup", "")?.unchecked_into();
    group.set_label(label);
    Ok(group)
}

/// Empties a drop-down, fills it anew and keeps the choice where it is still there.
pub(crate) fn refill(select: &HtmlSelectElement, options: &[Element]) -> Result<(), Failure> {
    let chosen = select.value();
    select.set_text_content(None);
    for option in options {
        select.append_child(option)?;
    }
    choose(select, &chosen);
    Ok(())
}

/// Chooses a value if it is there, and the first one otherwise.
pub(crate) fn choose(select: &HtmlSelectElement, value: &str) -> bool {
    select.set_value(value);
    let there = select.selected_index() >= 0;
    if !there {
        select.set_selected_index(0);
    }
    there
}
