//! The findings of an export on the page: counts, filters, a table, a report to save.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use notelint_core::Severity;
use wasm_bindgen::JsCast;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    HtmlSelectElement, Url,
};

use super::report::{Audited, csv};
use crate::catalogue::Catalogue;
use crate::dom::{below, choose, copy_of, create, element, listen, option, refill};
use crate::failure::Failure;
use crate::findings::{SEVERITIES, counts, draw_counts, set_shape, word};
use crate::note_view::report as tell;

/// So many rows are drawn at once.
const PAGE: usize = 200;
/// The choice for notes that could not be checked.
const UNREAD: &str = "unread";

#[derive(Default)]
struct Found {
    file: String,
    findings: Vec<Audited>,
    notes: usize,
    clean: usize,
}

#[derive(Clone)]
pub(super) struct Results(Rc<Inner>);

struct Inner {
    catalogue: RefCell<Rc<Catalogue>>,
    found: RefCell<Option<Found>>,
    drawn: Cell<usize>,
}

impl Results {
    pub(super) fn new(catalogue: Rc<Catalogue>) -> Self {
        Self(Rc::new(Inner {
            catalogue: RefCell::new(catalogue),
            found: RefCell::default(),
            drawn: Cell::new(0),
        }))
    }

    fn words(&self) -> Rc<Catalogue> {
        Rc::clone(&self.0.catalogue.borrow())
    }

    pub(super) fn speak(&self, catalogue: Rc<Catalogue>) -> Result<(), Failure> {
        *self.0.catalogue.borrow_mut() = catalogue;
        self.offer_filters()?;
        self.draw()
    }

    pub(super) fn listen(&self) -> Result<(), Failure> {
        for (id, kind) in [
            ("filter-severity", "change"),
            ("filter-rule", "change"),
            ("filter-text", "input"),
        ] {
            let results = self.clone();
            let control: Element = element(id)?;
            listen(&control, kind, move |_: Event| {
                tell(results.draw_rows(true));
            })?;
        }
        let results = self.clone();
        let more: Element = element("more")?;
        listen(&more, "click", move |_: Event| {
            tell(results.draw_rows(false));
        })?;
        let results = self.clone();
        let link: HtmlAnchorElement = element("report")?;
        let target = link.clone();
        // Made when it is asked for: a report that nobody saves costs nothing.
        listen(&link, "click", move |_: Event| {
            tell(results.make_report(&target));
        })?;
        let results = self.clone();
        let rules: Element = element("audit-rules")?;
        listen(&rules, "click", move |event: Event| {
            let button = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|target| target.closest("button").ok().flatten());
            if let Some(rule) = button.and_then(|button| button.get_attribute("data-rule")) {
                tell(results.only(&rule));
            }
        })
    }

    pub(super) fn hide(&self) -> Result<(), Failure> {
        *self.0.found.borrow_mut() = None;
        self.draw()
    }

    pub(super) fn draw_progress(&self, done: usize, of: usize) -> Result<(), Failure> {
        element::<HtmlElement>("audit-results")?.set_hidden(false);
        let words = self.words();
        let line = words.fill(
            "audit.progress",
            &[("done", &done.to_string()), ("of", &of.to_string())],
        );
        element::<Element>("audit-counts")?.set_text_content(Some(&line));
        Ok(())
    }

    pub(super) fn show(
        &self,
        file: String,
        findings: Vec<Audited>,
        notes: usize,
        clean: usize,
    ) -> Result<(), Failure> {
        *self.0.found.borrow_mut() = Some(Found {
            file,
            findings,
            notes,
            clean,
        });
        self.offer_filters()?;
        self.draw()?;
        let line = element::<Element>("audit-counts")?.text_content();
        element::<Element>("status")?.set_text_content(line.as_deref());
        let section: HtmlElement = element("audit-results")?;
        section.scroll_into_view();
        Ok(section.focus()?)
    }

    /// The filters' choices: what there is to be found.
    pub(super) fn offer_filters(&self) -> Result<(), Failure> {
        let words = self.words();
        let found = self.0.found.borrow();
        let all = || option("", words.text("filter.all")).map(Element::from);
        let mut severities = vec![all()?];
        for (severity, _) in SEVERITIES {
            severities.push(option(severity.name(), word(&words, severity))?.into());
        }
        severities.push(option(UNREAD, words.text("audit.unread"))?.into());
        refill(&element("filter-severity")?, &severities)?;
        let mut rules = vec![all()?];
        for (rule, _) in found.as_ref().map(by_rule).unwrap_or_default() {
            rules.push(option(&rule, &rule)?.into());
        }
        refill(&element("filter-rule")?, &rules)
    }

    fn draw(&self) -> Result<(), Failure> {
        let words = self.words();
        {
            let found = self.0.found.borrow();
            element::<HtmlElement>("audit-results")?.set_hidden(found.is_none());
            let Some(found) = found.as_ref() else {
                return Ok(());
            };
            let line: Element = element("audit-counts")?;
            let severities = found.findings.iter().filter_map(|f| f.severity);
            let mut all = counts(&words, severities);
            let unread = found
                .findings
                .iter()
                .filter(|f| f.severity.is_none())
                .count();
            all.push(("ok", words.count("audit.clean", found.clean)));
            draw_counts(&line, &all)?;
            let notes = create("span", &words.count("audit.notes", found.notes))?;
            line.prepend_with_node_1(&notes)?;
            if unread > 0 {
                line.append_child(&create("span", &words.count("audit.unread", unread))?.into())?;
            }
            let list: Element = element("audit-rules")?;
            list.set_text_content(None);
            for (rule, count) in by_rule(found) {
                let item = create("li", "")?;
                let button = create("button", "")?;
                button.set_attribute("type", "button")?;
                button.set_attribute("data-rule", &rule)?;
                let number = create("span", &count.to_string())?;
                number.set_class_name("number");
                button.append_child(&number)?;
                button.append_child(&create("span", &rule)?.into())?;
                item.append_child(&button)?;
                list.append_child(&item)?;
            }
        }
        self.draw_rows(true)
    }

    /// Shows one rule's findings alone.
    fn only(&self, rule: &str) -> Result<(), Failure> {
        let filter: HtmlSelectElement = element("filter-rule")?;
        choose(&filter, rule);
        self.draw_rows(true)?;
        Ok(filter.focus()?)
    }

    /// Draws the table from its beginning, or goes on where it ended.
    fn draw_rows(&self, anew: bool) -> Result<(), Failure> {
        let words = self.words();
        let severity = element::<HtmlSelectElement>("filter-severity")?.value();
        let rule = element::<HtmlSelectElement>("filter-rule")?.value();
        let text = element::<HtmlInputElement>("filter-text")?
            .value()
            .to_lowercase();
        let body: Element = element("audit-rows")?;
        if anew {
            body.set_text_content(None);
            self.0.drawn.set(0);
        }
        let found = self.0.found.borrow();
        let findings = found.as_ref().map_or(&[][..], |found| &found.findings);
        let mut matching = findings
            .iter()
            .filter(|f| {
                severity.is_empty() || f.severity.map_or(UNREAD, Severity::name) == severity
            })
            .filter(|f| rule.is_empty() || f.rule == rule)
            .filter(|f| text.is_empty() || f.contains(&text))
            .skip(self.0.drawn.get());
        for finding in matching.by_ref().take(PAGE) {
            body.append_child(&row(finding, &words)?.into())?;
            self.0.drawn.set(self.0.drawn.get() + 1);
        }
        element::<HtmlElement>("more")?.set_hidden(matching.next().is_none());
        if self.0.drawn.get() == 0 {
            let empty = create("tr", "")?;
            let cell = create("td", words.text("audit.none"))?;
            cell.set_attribute("colspan", "5")?;
            empty.append_child(&cell)?;
            body.append_child(&empty)?;
        }
        Ok(())
    }

    fn make_report(&self, link: &HtmlAnchorElement) -> Result<(), Failure> {
        let found = self.0.found.borrow();
        let Some(found) = found.as_ref() else {
            return Ok(());
        };
        let bytes = csv(&found.file, &found.findings)
            .map_err(|error| Failure::Browser(error.to_string()))?;
        let kind = BlobPropertyBag::new();
        kind.set_type("text/csv;charset=utf-8");
        let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
        let old = link.href();
        if old.starts_with("blob:") {
            Url::revoke_object_url(&old)?;
        }
        link.set_href(&Url::create_object_url_with_blob(&blob)?);
        let stem = found
            .file
            .rsplit_once('.')
            .map_or(found.file.as_str(), |(stem, _)| stem);
        link.set_download(&format!("{stem}-findings.csv"));
        Ok(())
    }
}

/// How often each rule was broken, the most often first.
fn by_rule(found: &Found) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found.findings.iter().filter(|f| f.severity.is_some()) {
        *counts.entry(&finding.rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|(rule, n)| (rule.to_owned(), n))
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

fn row(finding: &Audited, words: &Catalogue) -> Result<HtmlElement, Failure> {
    let row = copy_of("audit-row-template")?;
    let open: Element = below(&row, "button")?;
    let name = if finding.id.is_empty() {
        finding.number.to_string()
    } else {
        finding.id.clone()
    };
    open.set_text_content(Some(&name));
    open.set_attribute("title", words.text("audit.open"))?;
    open.set_attribute("data-row", &finding.row.to_string())?;
    let (shape, said) = match finding.severity {
        Some(severity) => (severity.name(), word(words, severity)),
        None => ("asks", words.text("audit.unread")),
    };
    let count: Element = below(&row, ".count")?;
    count.class_list().add_1(shape)?;
    set_shape(&count, shape)?;
    for (selector, text) in [
        (".word", said),
        (".rule", &finding.rule),
        (".message", &finding.message),
        (".text", &finding.beginning),
    ] {
        below::<Element>(&row, selector)?.set_text_content(Some(text));
    }
    Ok(row)
}
