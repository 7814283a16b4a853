//! The form's controls: role, note type, text boxes, other fields.

use std::cell::RefCell;
use std::rc::Rc;

use notelint_core::Engine;
use notelint_core::policy::{NoteType, Policy, SectionType};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::catalogue::Catalogue;
use crate::checked::Form;
use crate::dom::{below, choose, copy_of, element, option, option_group, refill};
use crate::failure::Failure;
use crate::note_box::NoteBox;

pub(crate) struct Controls {
    engine: Rc<Engine>,
    pub(crate) role: HtmlSelectElement,
    pub(crate) note_type: HtmlSelectElement,
    pub(crate) answer: HtmlSelectElement,
    /// The box for the whole note first, then the note type's sections.
    pub(crate) boxes: RefCell<Vec<NoteBox>>,
    fields: RefCell<Vec<(String, HtmlInputElement)>>,
}

impl Controls {
    pub(crate) fn new(engine: Rc<Engine>) -> Result<Self, Failure> {
        let note: Element = element("note-box")?;
        Ok(Self {
            engine,
            role: element("role")?,
            note_type: element("note-type")?,
            answer: element("answer")?,
            boxes: RefCell::new(vec![NoteBox::new(&note, None)?]),
            fields: RefCell::default(),
        })
    }

    fn policies(&self) -> &[Policy] {
        self.engine.policies()
    }

    fn note_type_of(&self, id: &str) -> Option<&NoteType> {
        self.policies()
            .iter()
            .find_map(|policy| policy.note_type(id))
    }

    /// The drop-downs' choices in the catalogue's words; what is chosen stays.
    pub(crate) fn offer(&self, catalogue: &Catalogue) -> Result<(), Failure> {
        let mut roles: Vec<Element> = vec![option("", catalogue.text("role.none"))?.into()];
        for (id, title) in distinct(self.policies(), |p| {
            p.roles
                .iter()
                .map(|r| (r.id.as_str(), r.title.as_str()))
                .collect()
        }) {
            roles.push(option(id, title)?.into());
        }
        refill(&self.role, &roles)?;

        let none = option("", catalogue.text("note_type.none"))?;
        let active = option_group(catalogue.text("note_type.active"))?;
        let deprecated = option_group(catalogue.text("note_type.deprecated"))?;
        for (id, title) in distinct(self.policies(), |p| {
            p.note_types
                .iter()
                .map(|t| (t.id.as_str(), t.title.as_str()))
                .collect()
        }) {
            let gone = self
                .note_type_of(id)
                .is_some_and(|t| t.deprecated.is_some());
            let group = if gone { &deprecated } else { &active };
            group.append_child(&option(id, title)?.into())?;
        }
        let mut note_types: Vec<Element> = vec![none.into(), active.into()];
        if deprecated.child_element_count() > 0 {
            note_types.push(deprecated.into());
        }
        refill(&self.note_type, &note_types)?;

        let mut answers: Vec<Element> = vec![option("", catalogue.text("answer.none"))?.into()];
        if let Some(policy) = self.policies().first() {
            for situation in &policy.situations {
                let answer = option(&situation.id, &situation.title)?;
                answers.push(answer.into());
            }
        }
        refill(&self.answer, &answers)
    }

    /// Makes the form usable, once there is an engine behind it.
    pub(crate) fn enable(&self) -> Result<(), Failure> {
        self.role.set_disabled(false);
        self.note_type.set_disabled(false);
        for id in ["examples-button", "clear", "copy"] {
            element::<HtmlElement>(id)?.remove_attribute("disabled")?;
        }
        element::<HtmlTextAreaElement>("note")?.set_disabled(false);
        self.offer_fields()
    }

    fn offer_fields(&self) -> Result<(), Failure> {
        let list: Element = element("field-list")?;
        let mut fields = Vec::new();
        for (id, title) in distinct(self.policies(), |p| {
            p.fields
                .iter()
                .map(|f| (f.id.as_str(), f.title.as_str()))
                .collect()
        }) {
            let field = copy_of("field-template")?;
            let label: HtmlElement = below(&field, "label")?;
            let input: HtmlInputElement = below(&field, "input")?;
            let html_id = format!("field-{id}");
            label.set_text_content(Some(title));
            label.set_attribute("for", &html_id)?;
            label.set_attribute("lang", "en")?;
            input.set_id(&html_id);
            list.append_child(&field)?;
            fields.push((id.to_owned(), input));
        }
        element::<HtmlElement>("fields")?.set_hidden(fields.is_empty());
        *self.fields.borrow_mut() = fields;
        Ok(())
    }

    /// Chooses a note type by any of its names and puts its sections there.
    pub(crate) fn choose_note_type(
        &self,
        name: &str,
        catalogue: &Catalogue,
    ) -> Result<(), Failure> {
        let id = self.note_type_of(name).map_or("", |t| t.id.as_str());
        choose(&self.note_type, id);
        self.lay_out(catalogue)
    }

    /// Gives the form the chosen note type's sections. Text of a section that is no longer
    /// there goes to the box for the whole note, behind the section's title.
    pub(crate) fn lay_out(&self, catalogue: &Catalogue) -> Result<(), Failure> {
        let id = self.note_type.value();
        let note_type = self.note_type_of(&id);
        let names = note_type.map_or_else(String::new, |t| t.aliases.join(", "));
        let hint =
            (!names.is_empty()).then(|| catalogue.fill("note_type.names", &[("names", &names)]));
        element::<HtmlElement>("note-type-names")?
            .set_text_content(Some(hint.as_deref().unwrap_or_default()));
        let sections = note_type.map_or(&[][..], |t| &t.sections);
        if let Some(note_type) = note_type {
            let title = catalogue.fill("sections", &[("note_type", &note_type.title)]);
            element::<HtmlElement>("sections-title")?.set_text_content(Some(&title));
        }

        let is_there = {
            let boxes = self.boxes.borrow();
            let there = boxes.iter().skip(1).filter_map(|b| b.section.as_ref());
            there.map(|(id, _)| id).eq(sections.iter().map(|s| &s.id))
        };
        if is_there {
            return Ok(());
        }
        let made = sections
            .iter()
            .map(section_box)
            .collect::<Result<Vec<_>, _>>()?;
        let (elements, new): (Vec<_>, Vec<_>) = made.into_iter().unzip();
        // The boxes change hands before the document changes: an element that is taken out
        // may lose the focus, and whoever hears of that looks at the boxes.
        let old = self.boxes.borrow_mut().split_off(1);
        let homeless = move_in(&old, &new);
        self.boxes.borrow_mut().extend(new);
        if let (false, Some(whole)) = (homeless.is_empty(), self.boxes.borrow().first()) {
            let text = whole.text();
            let gap = if text.trim().is_empty() { "" } else { "\n" };
            whole.area.set_value(&format!("{text}{gap}{homeless}"));
        }
        let list: Element = element("section-list")?;
        list.set_text_content(None);
        for element in elements {
            list.append_child(&element)?;
        }
        element::<HtmlElement>("sections")?.set_hidden(sections.is_empty());
        element::<HtmlElement>("note-hint")?.set_hidden(sections.is_empty());
        Ok(())
    }

    /// What the form holds now.
    pub(crate) fn form(&self) -> Form {
        let boxes = self.boxes.borrow();
        let fields = self.fields.borrow();
        Form {
            role: self.role.value(),
            note_type: self.note_type.value(),
            boxes: boxes
                .iter()
                .map(|b| (b.section.as_ref().map(|(_, title)| title.clone()), b.text()))
                .collect(),
            fields: fields
                .iter()
                .map(|(id, input)| (id.clone(), input.value()))
                .filter(|(_, value)| !value.trim().is_empty())
                .collect(),
            answer: Some(self.answer.value()).filter(|id| !id.is_empty()),
        }
    }

    /// The section's title that a box of this index has.
    pub(crate) fn section(&self, index: usize) -> Option<String> {
        let boxes = self.boxes.borrow();
        let (_, title) = boxes.get(index)?.section.as_ref()?;
        Some(title.clone())
    }

    /// Puts a text into every box, as if typed: undo takes it back. `text` says it by
    /// section title, `None` for the whole. The first box that has text gets the focus.
    pub(crate) fn write(&self, text: impl Fn(Option<&str>) -> String) -> Result<(), Failure> {
        let count = self.boxes.borrow().len();
        for index in (0..count).rev() {
            let boxes = self.boxes.borrow();
            let Some(own) = boxes.get(index) else {
                continue;
            };
            let old = own.text();
            let new = text(own.section.as_ref().map(|(_, title)| title.as_str()));
            if old != new {
                own.replace(&old, &(0..old.len()), &new)?;
            }
        }
        Ok(())
    }

    pub(crate) fn clear_fields(&self) {
        for (_, input) in self.fields.borrow().iter() {
            input.set_value("");
        }
    }
}

/// A box for a section, with the element that is to be put into the page.
fn section_box(section: &SectionType) -> Result<(HtmlElement, NoteBox), Failure> {
    let made = copy_of("section-template")?;
    let html_id = format!("section-{}", section.id);
    let label: HtmlElement = below(&made, "label")?;
    label.set_text_content(Some(&section.title));
    label.set_attribute("for", &html_id)?;
    let root: Element = below(&made, ".box")?;
    let made_box = NoteBox::new(&root, Some((section.id.clone(), section.title.clone())))?;
    made_box.area.set_id(&html_id);
    Ok((made, made_box))
}

/// Gives the new boxes the old ones' texts, by section. What finds no home comes back,
/// each text behind its section's title.
fn move_in(old: &[NoteBox], new: &[NoteBox]) -> String {
    let mut homeless = Vec::new();
    for gone in old {
        let Some((id, title)) = &gone.section else {
            continue;
        };
        let text = gone.text();
        let home = new
            .iter()
            .find(|b| b.section.as_ref().is_some_and(|(new_id, _)| new_id == id));
        match home {
            Some(home) => home.area.set_value(&text),
            None if text.trim().is_empty() => {}
            None => homeless.push(format!("{title}: {text}")),
        }
    }
    homeless.join("\n")
}

/// Things of all policies by id; where two policies have the same id, the first one's.
fn distinct<'p>(
    policies: &'p [Policy],
    list: impl Fn(&'p Policy) -> Vec<(&'p str, &'p str)>,
) -> Vec<(&'p str, &'p str)> {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (id, title) in policies.iter().flat_map(list) {
        if all.iter().all(|(known, _)| *known != id) {
            all.push((id, title));
        }
    }
    all
}
