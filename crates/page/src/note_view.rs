//! One note: from a keystroke to findings.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use notelint_core::Engine;
use notelint_core::finding::{Change, Finding};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, InputEvent, MouseEvent};

use crate::address::Address;
use crate::catalogue::Catalogue;
use crate::checked::{Checked, Form};
use crate::clipboard::copy;
use crate::controls::Controls;
use crate::dom::{Timer, choose, element, listen, window};
use crate::failure::Failure;
use crate::fix::replacements;
use crate::status::Status;
use crate::{findings, situation};

/// What is missing is not held against a person in the middle of a sentence.
const PAUSE_MS: i32 = 700;
/// A check that takes longer than a frame waits for its turn.
const FRAME_MS: f64 = 12.0;

pub(crate) struct NoteView {
    engine: Rc<Engine>,
    catalogue: RefCell<Rc<Catalogue>>,
    pub(crate) controls: Controls,
    checked: RefCell<Option<Rc<Checked>>>,
    /// The findings on the page.
    shown: RefCell<Vec<Finding>>,
    status: Status,
    pause: Timer,
    turn: Timer,
    last_check_ms: Cell<f64>,
}

impl NoteView {
    pub(crate) fn start(
        engine: Rc<Engine>,
        catalogue: Rc<Catalogue>,
        address: &Address,
    ) -> Result<Rc<Self>, Failure> {
        let controls = Controls::new(Rc::clone(&engine))?;
        let view = Rc::new_cyclic(|weak: &Weak<Self>| {
            let later = |settled: bool| {
                let weak = weak.clone();
                Timer::new(move || {
                    if let Some(view) = weak.upgrade() {
                        report(view.check(settled));
                    }
                })
            };
            Self {
                engine,
                catalogue: RefCell::new(catalogue),
                controls,
                checked: RefCell::default(),
                shown: RefCell::default(),
                status: Status::default(),
                pause: later(true),
                turn: later(false),
                last_check_ms: Cell::new(0.0),
            }
        });
        view.controls.offer(&view.words())?;
        view.controls.enable()?;
        view.go_to(address)?;
        view.listen()?;
        Ok(view)
    }

    fn words(&self) -> Rc<Catalogue> {
        Rc::clone(&self.catalogue.borrow())
    }

    /// Draws everything anew in other words.
    pub(crate) fn speak(&self, catalogue: Rc<Catalogue>) -> Result<(), Failure> {
        *self.catalogue.borrow_mut() = catalogue;
        self.controls.offer(&self.words())?;
        self.controls.lay_out(&self.words())?;
        self.shown.borrow_mut().clear();
        *self.checked.borrow_mut() = None;
        self.check(true)
    }

    /// Chooses what the address says.
    pub(crate) fn go_to(&self, address: &Address) -> Result<(), Failure> {
        choose(&self.controls.role, &address.role);
        self.controls
            .choose_note_type(&address.note_type, &self.words())?;
        self.check(true)
    }

    fn listen(self: &Rc<Self>) -> Result<(), Failure> {
        let form: Element = element("note-form")?;
        let view = Rc::clone(self);
        listen(&form, "input", move |event: InputEvent| {
            let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
            if target.is_some_and(|t| t.has_attribute("id") || t.tag_name() == "TEXTAREA") {
                let kind = event.input_type();
                let at_once = ["insertFromPaste", "insertFromDrop", "history"];
                report(view.typed(at_once.iter().any(|k| kind.starts_with(k))));
            }
        })?;
        let view = Rc::clone(self);
        listen(&form, "focusout", move |_: Event| {
            report(view.pause.stop().and_then(|()| view.check(true)));
        })?;
        for select in [
            &self.controls.role,
            &self.controls.note_type,
            &self.controls.answer,
        ] {
            let view = Rc::clone(self);
            listen(select, "change", move |_: Event| report(view.chosen()))?;
        }
        // The form is sent nowhere.
        listen(&form, "submit", |event: Event| event.prevent_default())?;
        let view = Rc::clone(self);
        let results: Element = element("results")?;
        listen(&results, "click", move |event: MouseEvent| {
            let button = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|target| target.closest("button").ok().flatten());
            if let Some(button) = button {
                report(view.pressed(&button));
            }
        })?;
        for (id, act) in [
            ("clear", Self::clear as fn(&Self) -> Result<(), Failure>),
            ("copy", Self::copy),
        ] {
            let view = Rc::clone(self);
            let button: Element = element(id)?;
            listen(&button, "click", move |_: Event| report(act(&view)))?;
        }
        Ok(())
    }

    /// The note has changed under somebody's hands.
    fn typed(&self, at_once: bool) -> Result<(), Failure> {
        self.pause.start(PAUSE_MS)?;
        if at_once {
            return self.check(true);
        }
        let cost = self.last_check_ms.get();
        if cost < FRAME_MS {
            return self.check(false);
        }
        // The box must grow with its text even while the check waits.
        self.draw_text()?;
        #[allow(clippy::cast_possible_truncation)] // A few seconds at most.
        self.turn.start((cost * 3.0).min(3000.0) as i32)
    }

    /// Role, note type or answer has changed.
    fn chosen(&self) -> Result<(), Failure> {
        self.controls.lay_out(&self.words())?;
        self.check(true)
    }

    /// Role and note type, for the address.
    pub(crate) fn address(&self) -> (String, String) {
        (self.controls.role.value(), self.controls.note_type.value())
    }

    /// Checks the note and draws what comes of it. Until the author pauses (`settled`),
    /// a missing thing is shown only if it was shown before.
    pub(crate) fn check(&self, settled: bool) -> Result<(), Failure> {
        self.turn.stop()?;
        let form = self.controls.form();
        let known = self
            .checked
            .borrow()
            .as_ref()
            .filter(|c| c.form == form)
            .cloned();
        let checked = if known.is_some() {
            known
        } else {
            match self.run(form)? {
                Ok(checked) => checked.map(Rc::new),
                Err(words) => return self.draw_refusal(&words),
            }
        };
        (*self.checked.borrow_mut()).clone_from(&checked);
        self.draw(checked.as_deref(), settled)
    }

    /// The check itself: `None` where there is nothing to check yet.
    fn run(&self, form: Form) -> Result<Result<Option<Checked>, String>, Failure> {
        if form.role.is_empty() || form.is_blank() {
            return Ok(Ok(None));
        }
        let clock = window()?.performance();
        let now = || clock.as_ref().map_or(0.0, web_sys::Performance::now);
        let start = now();
        let checked = form.check(&self.engine);
        self.last_check_ms.set(now() - start);
        Ok(checked.map(Some).map_err(|error| error.to_string()))
    }

    fn draw(&self, checked: Option<&Checked>, settled: bool) -> Result<(), Failure> {
        let words = self.words();
        let before = self.shown.borrow().clone();
        let shown: Vec<&Finding> = checked.map_or_else(Vec::new, |checked| {
            let due =
                |f: &&Finding| settled || !f.missing || before.iter().any(|b| b.rule == f.rule);
            checked.findings.iter().filter(due).collect()
        });
        for (index, own) in self.controls.boxes.borrow().iter().enumerate() {
            let marks = checked.map_or_else(Vec::new, |checked| checked.marks(index, &shown));
            own.draw(&own.text(), &marks)?;
        }
        self.draw_length(&words)?;
        situation::draw(checked, &self.controls.answer.value(), &words)?;

        // A list drawn anew would take the focus away from whoever is in it.
        let list: Element = element("findings")?;
        if !shown.iter().copied().eq(before.iter()) || list.child_element_count() == 0 {
            findings::draw(&list, &shown, &words, |index| self.controls.section(index))?;
        }
        let mut counts = findings::counts(&words, shown.iter().map(|f| f.severity));
        let line: Element = element("counts")?;
        if checked.is_none() {
            let key = if self.controls.role.value().is_empty() {
                "results.role"
            } else {
                "results.empty"
            };
            line.set_text_content(Some(words.text(key)));
        } else {
            if counts.is_empty() {
                counts.push(("ok", words.text("results.clean").to_owned()));
            }
            findings::draw_counts(&line, &counts)?;
        }
        *self.shown.borrow_mut() = shown.into_iter().cloned().collect();
        if settled && checked.is_some() {
            let said: Vec<String> = counts.into_iter().map(|(_, text)| text).collect();
            self.status.say_once(&said.join(", "))?;
        }
        Ok(())
    }

    /// A note that cannot be checked says so where its findings would be.
    fn draw_refusal(&self, words: &str) -> Result<(), Failure> {
        self.draw(None, true)?;
        element::<Element>("counts")?.set_text_content(Some(words));
        self.status.say_once(words)
    }

    fn draw_text(&self) -> Result<(), Failure> {
        for own in self.controls.boxes.borrow().iter() {
            own.draw(&own.text(), &[])?;
        }
        self.draw_length(&self.words())
    }

    fn draw_length(&self, words: &Catalogue) -> Result<(), Failure> {
        let boxes = self.controls.boxes.borrow();
        let count = boxes.iter().map(|b| b.text().chars().count()).sum();
        element::<Element>("length")?.set_text_content(Some(&words.count("length", count)));
        for own in boxes.iter().skip(1) {
            own.draw_length(&words.count("length", own.text().chars().count()));
        }
        Ok(())
    }

    /// A button among the results: a fix, a place, an answer.
    fn pressed(&self, button: &Element) -> Result<(), Failure> {
        let checked = self.checked.borrow().clone();
        let Some(checked) = checked else {
            return Ok(());
        };
        let number = |name: &str| button.get_attribute(name)?.parse::<usize>().ok();
        if let Some(answer) = situation::answer(button, &checked, &self.engine) {
            choose(&self.controls.answer, &answer);
            self.controls.answer.focus()?;
            return self.check(true);
        }
        if let Some(place) = number("data-quote").and_then(|n| checked.situation.evidence.get(n)) {
            return self.show(&checked, place);
        }
        let finding = number("data-finding").and_then(|n| self.shown.borrow().get(n).cloned());
        let Some(finding) = finding else {
            return Ok(());
        };
        match number("data-fix").and_then(|n| finding.fixes.get(n)) {
            Some(fix) => self.apply(&checked, &fix.change, &fix.title),
            None => self.show(&checked, &finding.place),
        }
    }

    fn show(
        &self,
        checked: &Checked,
        place: &notelint_core::finding::Place,
    ) -> Result<(), Failure> {
        let boxes = self.controls.boxes.borrow();
        match (
            boxes.get(place.section),
            checked.form.boxes.get(place.section),
        ) {
            (Some(own), Some((_, text))) => own.select(text, &place.range),
            _ => Ok(()),
        }
    }

    fn apply(&self, checked: &Checked, change: &Change, title: &str) -> Result<(), Failure> {
        let words = self.words();
        if self.controls.form() != checked.form {
            self.check(true)?;
            return self.status.say(words.text("fix.stale"));
        }
        match change {
            Change::Edits(edits) => {
                let texts: Vec<&str> = checked.form.boxes.iter().map(|(_, t)| t.as_str()).collect();
                for made in replacements(&texts, edits) {
                    let boxes = self.controls.boxes.borrow();
                    if let Some(own) = boxes.get(made.section) {
                        own.replace(texts[made.section], &made.range, &made.text)?;
                    }
                }
            }
            Change::NoteType(name) => {
                self.controls.choose_note_type(name, &words)?;
                self.controls.note_type.focus()?;
                self.tell_choice()?;
                return self
                    .status
                    .say(&words.fill("fix.chosen", &[("note_type", name)]));
            }
            Change::Action(_) => return Ok(()),
        }
        self.check(true)?;
        self.status.say(&words.fill("fix.done", &[("fix", title)]))
    }

    /// The address must hear of a note type that a fix has chosen.
    fn tell_choice(&self) -> Result<(), Failure> {
        let event = Event::new("change")?;
        self.controls.note_type.dispatch_event(&event)?;
        Ok(())
    }

    /// Fills the form with another note.
    pub(crate) fn take(&self, note: &Form) -> Result<(), Failure> {
        let policies = self.engine.policies();
        let role = policies.iter().find_map(|policy| policy.role(&note.role));
        self.controls.clear_fields();
        choose(
            &self.controls.answer,
            note.answer.as_deref().unwrap_or_default(),
        );
        choose(&self.controls.role, role.map_or("", |role| &role.id));
        // Emptied first, so that no section's text moves in with the other note's.
        self.controls.write(|_| String::new())?;
        self.controls
            .choose_note_type(&note.note_type, &self.words())?;
        self.controls.write(|section| {
            let own = note
                .boxes
                .iter()
                .find(|(name, _)| name.as_deref() == section);
            own.map_or_else(String::new, |(_, text)| text.clone())
        })?;
        self.check(true)
    }

    fn clear(&self) -> Result<(), Failure> {
        self.controls.clear_fields();
        choose(&self.controls.answer, "");
        self.controls.write(|_| String::new())?;
        self.check(true)?;
        self.status.say(self.words().text("cleared"))
    }

    fn copy(&self) -> Result<(), Failure> {
        let copied = copy(self.controls.form().as_one_text())?;
        let key = if copied { "copied" } else { "copy.failed" };
        self.status.say(self.words().text(key))
    }
}

/// The page goes on where a part of it failed; the console keeps the reason.
pub(crate) fn report(outcome: Result<(), Failure>) {
    if let Err(failure) = outcome {
        crate::start::tell(&failure.to_string());
    }
}
