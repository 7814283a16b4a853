//! What is around the views: which one is open, the language, the examples, the address.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::futures::spawn_local;
use notelint_core::Engine;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlSelectElement};

use crate::address::Address;
use crate::audit::AuditView;
use crate::catalogue::{Catalogue, LANGUAGES};
use crate::dom::{choose, element, listen, window};
use crate::examples::{self, ExampleNote};
use crate::failure::Failure;
use crate::note_view::{NoteView, report};
use crate::start::catalogue as load_catalogue;

const AUDIT: &str = "audit";

pub(crate) struct Shell {
    engine: Rc<Engine>,
    catalogue: RefCell<Rc<Catalogue>>,
    note: Rc<NoteView>,
    audit: Rc<AuditView>,
    examples: Vec<ExampleNote>,
    auditing: Cell<bool>,
    /// Whether the reader chose the language: only then the address keeps it.
    language_chosen: Cell<bool>,
}

impl Shell {
    pub(crate) fn start(
        engine: Rc<Engine>,
        catalogue: Rc<Catalogue>,
        address: &Address,
        examples: Vec<ExampleNote>,
    ) -> Result<(), Failure> {
        let note = NoteView::start(Rc::clone(&engine), Rc::clone(&catalogue), address)?;
        let audit = AuditView::start(Rc::clone(&engine), Rc::clone(&catalogue))?;
        let shell = Rc::new(Self {
            engine,
            catalogue: RefCell::new(catalogue),
            note,
            audit,
            examples,
            auditing: Cell::new(false),
            language_chosen: Cell::new(!address.language.is_empty()),
        });
        shell.say_own_words()?;
        shell.open(address.view == AUDIT)?;
        shell.listen()
    }

    fn listen(self: &Rc<Self>) -> Result<(), Failure> {
        for id in ["role", "note-type"] {
            let shell = Rc::clone(self);
            let select: Element = element(id)?;
            listen(&select, "change", move |_: Event| {
                report(shell.keep_address());
            })?;
        }
        for (id, auditing) in [("view-note", false), ("view-audit", true)] {
            let shell = Rc::clone(self);
            let button: Element = element(id)?;
            listen(&button, "click", move |_: Event| {
                report(shell.open(auditing).and_then(|()| shell.keep_address()));
            })?;
        }
        let shell = Rc::clone(self);
        let language: HtmlSelectElement = element("language")?;
        listen(&language, "change", move |event: Event| {
            let chosen = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
                .map(|select| select.value());
            if let Some(language) = LANGUAGES
                .into_iter()
                .find(|l| Some(*l) == chosen.as_deref())
            {
                let shell = Rc::clone(&shell);
                spawn_local(async move { report(shell.speak(language).await) });
            }
        })?;
        let shell = Rc::clone(self);
        let menu: Element = element("examples")?;
        listen(&menu, "click", move |event: Event| {
            let number = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|button| button.get_attribute("data-example")?.parse::<usize>().ok());
            if let Some(example) = number.and_then(|number| shell.examples.get(number)) {
                report(shell.try_example(example));
            }
        })?;
        let shell = Rc::clone(self);
        let rows: Element = element("audit-rows")?;
        listen(&rows, "click", move |event: Event| {
            let row = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|button| button.get_attribute("data-row")?.parse::<usize>().ok());
            if let Some(row) = row {
                report(shell.open_row(row));
            }
        })?;
        let shell = Rc::clone(self);
        listen(&window()?.into(), "hashchange", move |_: Event| {
            report(shell.follow_address());
        })
    }

    /// The words that only the shell knows how to put.
    fn say_own_words(&self) -> Result<(), Failure> {
        let words = self.catalogue.borrow();
        choose(&element("language")?, words.language);
        examples::offer(&element("examples")?, &self.examples, words.language)?;
        let today = String::from(js_sys::Date::new_0().to_iso_string());
        let lines: Vec<String> = self
            .engine
            .policies()
            .iter()
            .map(|policy| {
                let values = [
                    ("title", policy.title.as_str()),
                    ("version", &policy.version),
                ];
                let line = words.fill("policy", &values);
                match policy
                    .valid_until
                    .as_deref()
                    .filter(|until| *until < &today[..10])
                {
                    Some(date) => {
                        format!(
                            "{line} ({})",
                            words.fill("policy.expired", &[("date", date)])
                        )
                    }
                    None => line,
                }
            })
            .collect();
        element::<Element>("policy")?.set_text_content(Some(&lines.join(" · ")));
        Ok(())
    }

    async fn speak(&self, language: &'static str) -> Result<(), Failure> {
        let catalogue = Rc::new(load_catalogue(language).await?);
        catalogue.translate_page()?;
        *self.catalogue.borrow_mut() = Rc::clone(&catalogue);
        self.language_chosen.set(true);
        self.say_own_words()?;
        self.note.speak(Rc::clone(&catalogue))?;
        self.audit.speak(catalogue)?;
        self.keep_address()
    }

    /// Opens one of the two views.
    fn open(&self, auditing: bool) -> Result<(), Failure> {
        self.auditing.set(auditing);
        for (view, button, open) in [
            ("note-view", "view-note", !auditing),
            ("audit-view", "view-audit", auditing),
        ] {
            element::<HtmlElement>(view)?.set_hidden(!open);
            let button: Element = element(button)?;
            if open {
                button.set_attribute("aria-current", "page")?;
            } else {
                button.remove_attribute("aria-current")?;
            }
        }
        Ok(())
    }

    fn try_example(&self, example: &ExampleNote) -> Result<(), Failure> {
        element::<HtmlElement>("examples")?.hide_popover()?;
        self.note.take(&example.form())?;
        self.keep_address()
    }

    /// Opens a note of the export in the view for one note.
    fn open_row(&self, row: usize) -> Result<(), Failure> {
        if let Some(form) = self.audit.form(row) {
            self.open(false)?;
            self.note.take(&form)?;
            self.keep_address()?;
        }
        Ok(())
    }

    fn keep_address(&self) -> Result<(), Failure> {
        let (role, note_type) = self.note.address();
        let address = Address {
            role,
            note_type,
            view: if self.auditing.get() {
                AUDIT.into()
            } else {
                String::new()
            },
            language: if self.language_chosen.get() {
                self.catalogue.borrow().language.into()
            } else {
                String::new()
            },
        };
        let hash = address.to_string();
        let hash = if hash.is_empty() { "#" } else { &hash };
        window()?.history()?.replace_state_with_url(
            &wasm_bindgen::JsValue::NULL,
            "",
            Some(hash),
        )?;
        Ok(())
    }

    /// Somebody has written another address, or followed a link with one.
    fn follow_address(self: &Rc<Self>) -> Result<(), Failure> {
        let address = Address::parse(&window()?.location().hash()?);
        self.open(address.view == AUDIT)?;
        self.note.go_to(&address)?;
        let asked = LANGUAGES.into_iter().find(|l| *l == address.language);
        if let Some(language) = asked.filter(|l| *l != self.catalogue.borrow().language) {
            let shell = Rc::clone(self);
            spawn_local(async move { report(shell.speak(language).await) });
        }
        Ok(())
    }
}
