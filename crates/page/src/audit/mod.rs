//! A whole export: a file is chosen, its columns are named, all its notes are checked.

mod columns;
mod export;
mod report;
mod results;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Uint8Array;
use js_sys::futures::{JsFuture, spawn_local};
use notelint_core::Engine;
use notelint_core::finding::Finding;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, HtmlElement, HtmlInputElement, HtmlSelectElement};

use crate::catalogue::Catalogue;
use crate::checked::Form;
use crate::dom::{below, copy_of, element, listen, option, option_group, window};
use crate::failure::Failure;
use crate::note_view::report as tell;
use columns::{Columns, Key, Source};
use export::{Table, Unreadable};
use report::Audited;
use results::Results;

/// How long notes are checked before the page may draw and listen again.
const TURN_MS: f64 = 40.0;
/// So much of a note is shown in the table.
const BEGINNING: usize = 120;

/// A chosen file and what its columns are.
struct Export {
    name: String,
    table: Table,
    columns: Columns,
}

pub(crate) struct AuditView {
    engine: Rc<Engine>,
    catalogue: RefCell<Rc<Catalogue>>,
    export: RefCell<Option<Export>>,
    results: Results,
    /// Counts the runs, so that one that goes on notices that it is no longer wanted.
    run: Cell<u32>,
}

impl AuditView {
    pub(crate) fn start(engine: Rc<Engine>, catalogue: Rc<Catalogue>) -> Result<Rc<Self>, Failure> {
        let view = Rc::new(Self {
            engine,
            results: Results::new(Rc::clone(&catalogue)),
            catalogue: RefCell::new(catalogue),
            export: RefCell::default(),
            run: Cell::new(0),
        });
        view.results.offer_filters()?;
        let file: HtmlInputElement = element("file")?;
        file.set_disabled(false);
        view.listen(&file)?;
        Ok(view)
    }

    pub(crate) fn speak(&self, catalogue: Rc<Catalogue>) -> Result<(), Failure> {
        *self.catalogue.borrow_mut() = Rc::clone(&catalogue);
        self.draw_columns()?;
        self.results.speak(catalogue)
    }

    fn listen(self: &Rc<Self>, file: &HtmlInputElement) -> Result<(), Failure> {
        let view = Rc::clone(self);
        let input = file.clone();
        listen(file, "change", move |_: Event| {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                view.take(file);
            }
        })?;
        let drop: Element = element("drop")?;
        for kind in ["dragover", "dragleave", "drop"] {
            let view = Rc::clone(self);
            let place = drop.clone();
            listen(&drop, kind, move |event: DragEvent| {
                event.prevent_default();
                let over = event.type_() == "dragover";
                tell(
                    place
                        .class_list()
                        .toggle_with_force("over", over)
                        .map(|_| ())
                        .map_err(Failure::from),
                );
                let files = event.data_transfer().and_then(|dropped| dropped.files());
                if let Some(file) = files
                    .and_then(|files| files.get(0))
                    .filter(|_| event.type_() == "drop")
                {
                    view.take(file);
                }
            })?;
        }
        let view = Rc::clone(self);
        let form: Element = element("columns")?;
        listen(&form, "change", move |_: Event| tell(view.columns_chosen()))?;
        listen(&form, "submit", |event: Event| event.prevent_default())?;
        let view = Rc::clone(self);
        let run: Element = element("audit-run")?;
        listen(&run, "click", move |_: Event| {
            let view = Rc::clone(&view);
            spawn_local(async move { tell(view.check_all().await) });
        })?;
        self.results.listen()
    }

    /// Reads a file. What was there before goes.
    fn take(self: &Rc<Self>, file: File) {
        let view = Rc::clone(self);
        spawn_local(async move {
            let name = file.name();
            let outcome = async {
                let buffer = JsFuture::from(file.array_buffer()).await?;
                Ok(Uint8Array::new(&buffer).to_vec())
            };
            tell(match outcome.await {
                Ok(bytes) => view.open(name, &bytes),
                Err(failure) => Err(failure),
            });
        });
    }

    fn open(&self, name: String, bytes: &[u8]) -> Result<(), Failure> {
        self.run.set(self.run.get() + 1);
        self.results.hide()?;
        let words = Rc::clone(&self.catalogue.borrow());
        let failure: HtmlElement = element("audit-failure")?;
        failure.set_hidden(true);
        *self.export.borrow_mut() = match export::read(&name, bytes) {
            Ok(table) => Some(Export {
                columns: Columns::guess(&table.titles, self.engine.policies()),
                name,
                table,
            }),
            Err(reason) => {
                let reason = refusal(&words, &name, &reason);
                element::<Element>("audit-reason")?.set_text_content(Some(&reason));
                failure.set_hidden(false);
                None
            }
        };
        self.draw_columns()
    }

    fn draw_columns(&self) -> Result<(), Failure> {
        let words = self.catalogue.borrow();
        let export = self.export.borrow();
        element::<HtmlElement>("columns")?.set_hidden(export.is_none());
        let list: Element = element("column-list")?;
        list.set_text_content(None);
        let Some(export) = export.as_ref() else {
            return Ok(());
        };
        for key in Key::ALL {
            let choice = copy_of("column-template")?;
            let id = format!("column-{}", words_id(key));
            let label: HtmlElement = below(&choice, "label")?;
            label.set_text_content(Some(words.text(key.label())));
            label.set_attribute("for", &id)?;
            let select: HtmlSelectElement = below(&choice, "select")?;
            select.set_id(&id);
            select.append_child(&option("", words.text("audit.column.none"))?.into())?;
            for (index, title) in export.table.titles.iter().enumerate() {
                let source = Source::Column(index);
                select.append_child(&option(&source.as_choice(), title)?.into())?;
            }
            let every = option_group(words.text("audit.every"))?;
            for (id, title) in self.values(key) {
                let source = Source::Every(id);
                every.append_child(&option(&source.as_choice(), &title)?.into())?;
            }
            if every.child_element_count() > 0 {
                select.append_child(&every)?;
            }
            let chosen = export.columns.sources.get(&key);
            select.set_value(&chosen.map_or_else(String::new, Source::as_choice));
            list.append_child(&choice)?;
        }
        let sections = export
            .columns
            .sections
            .iter()
            .map(|(title, _)| title.as_str());
        let sections = sections.collect::<Vec<_>>().join(", ");
        let line = if sections.is_empty() {
            String::new()
        } else {
            words.fill("audit.sections", &[("sections", &sections)])
        };
        element::<Element>("column-sections")?.set_text_content(Some(&line));
        drop((words, export));
        self.draw_whether_enough()
    }

    /// What every note may be said to be, where no column says it.
    fn values(&self, key: Key) -> Vec<(String, String)> {
        let Some(policy) = self.engine.policies().first() else {
            return Vec::new();
        };
        let pair = |id: &String, title: &String| (id.clone(), title.clone());
        match key {
            Key::Role => policy.roles.iter().map(|r| pair(&r.id, &r.title)).collect(),
            Key::NoteType => policy
                .note_types
                .iter()
                .map(|t| pair(&t.id, &t.title))
                .collect(),
            Key::Text | Key::Id | Key::Situation => Vec::new(),
        }
    }

    fn columns_chosen(&self) -> Result<(), Failure> {
        if let Some(export) = self.export.borrow_mut().as_mut() {
            for key in Key::ALL {
                let select: HtmlSelectElement = element(&format!("column-{}", words_id(key)))?;
                match Source::of_choice(&select.value()) {
                    Some(source) => export.columns.sources.insert(key, source),
                    None => export.columns.sources.remove(&key),
                };
            }
        }
        self.draw_whether_enough()
    }

    fn draw_whether_enough(&self) -> Result<(), Failure> {
        let export = self.export.borrow();
        let enough = export.as_ref().is_some_and(|e| e.columns.suffice());
        element::<web_sys::HtmlButtonElement>("audit-run")?.set_disabled(!enough);
        element::<HtmlElement>("columns-lacking")?.set_hidden(enough);
        Ok(())
    }

    /// Checks every row, and lets the page breathe in between.
    async fn check_all(&self) -> Result<(), Failure> {
        self.run.set(self.run.get() + 1);
        let run = self.run.get();
        let clock = window()?.performance();
        let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
        let mut findings = Vec::new();
        let mut clean = 0;
        let mut turn = now();
        let mut row = 0;
        loop {
            let count = {
                let export = self.export.borrow();
                let Some(export) = export.as_ref().filter(|_| self.run.get() == run) else {
                    return Ok(());
                };
                let Some(cells) = export.table.rows.get(row) else {
                    break;
                };
                let found = audited(&self.engine, &export.columns, row, cells);
                clean += usize::from(found.is_empty());
                findings.extend(found);
                export.table.rows.len()
            };
            row += 1;
            if now() - turn > TURN_MS {
                self.results.draw_progress(row, count)?;
                let promise = js_sys::Promise::new(&mut |resolve, _| {
                    if let Ok(window) = window() {
                        // Without a timer the promise would never end; it is the browser's to give one.
                        let _ = window.set_timeout_with_callback(&resolve.unchecked_into());
                    }
                });
                JsFuture::from(promise).await?;
                turn = now();
            }
        }
        let name = self.export.borrow().as_ref().map(|e| e.name.clone());
        self.results
            .show(name.unwrap_or_default(), findings, row, clean)
    }

    /// The note of a row, for the other view.
    pub(crate) fn form(&self, row: usize) -> Option<Form> {
        let export = self.export.borrow();
        let export = export.as_ref()?;
        Some(export.columns.form(export.table.rows.get(row)?))
    }
}

fn words_id(key: Key) -> &'static str {
    match key {
        Key::Role => "role",
        Key::NoteType => "note-type",
        Key::Text => "text",
        Key::Id => "id",
        Key::Situation => "situation",
    }
}

fn audited(engine: &Engine, columns: &Columns, row: usize, cells: &export::Cells) -> Vec<Audited> {
    let form = columns.form(cells);
    let (role, note_type) = (form.role.clone(), form.note_type.clone());
    let text = form.as_one_text();
    let beginning = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let beginning = match beginning.char_indices().nth(BEGINNING) {
        Some((at, _)) => format!("{}…", &beginning[..at]),
        None => beginning,
    };
    let entry = |severity, rule: &str, message: &str| Audited {
        row,
        number: cells.number,
        id: columns.value(Key::Id, cells),
        role: role.clone(),
        note_type: note_type.clone(),
        beginning: beginning.clone(),
        severity,
        rule: rule.to_owned(),
        message: message.to_owned(),
    };
    match form.check(engine) {
        Ok(checked) => checked
            .findings
            .iter()
            .map(
                |Finding {
                     severity,
                     rule,
                     message,
                     ..
                 }| entry(Some(*severity), rule, message),
            )
            .collect(),
        Err(error) => vec![entry(None, "", &error.to_string())],
    }
}

fn refusal(words: &Catalogue, file: &str, reason: &Unreadable) -> String {
    let file = ("file", file);
    match reason {
        Unreadable::Format => words.fill("audit.failure.format", &[file]),
        Unreadable::Text => words.fill("audit.failure.text", &[file]),
        Unreadable::Empty => words.fill("audit.failure.empty", &[file]),
        Unreadable::Row { number, reason } => words.fill(
            "audit.failure.row",
            &[file, ("row", &number.to_string()), ("reason", reason)],
        ),
    }
}
