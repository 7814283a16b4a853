//! Draws findings and their counts.

use notelint_core::Severity;
use notelint_core::finding::{Change, Finding, Safety};
use web_sys::{Element, HtmlElement};

use crate::catalogue::Catalogue;
use crate::dom::{below, copy_of, create};
use crate::failure::Failure;

/// The severities with the keys of their counts, the gravest first.
pub(crate) const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "errors"),
    (Severity::Warning, "warnings"),
    (Severity::Info, "infos"),
];

/// The word for a severity.
pub(crate) fn word(catalogue: &Catalogue, severity: Severity) -> &str {
    catalogue.text(match severity {
        Severity::Error => "severity.error",
        Severity::Warning => "severity.warning",
        Severity::Info => "severity.info",
    })
}

/// How many of each severity, as words.
pub(crate) fn counts(
    catalogue: &Catalogue,
    severities: impl Iterator<Item = Severity>,
) -> Vec<(&'static str, String)> {
    let all: Vec<Severity> = severities.collect();
    SEVERITIES
        .into_iter()
        .filter_map(|(severity, key)| {
            let count = all.iter().filter(|s| **s == severity).count();
            (count > 0).then(|| (severity.name(), catalogue.count(key, count)))
        })
        .collect()
}

/// Draws counts: each with its shape, so that colour is never alone.
pub(crate) fn draw_counts(into: &Element, counts: &[(&str, String)]) -> Result<(), Failure> {
    into.set_text_content(None);
    for (shape, text) in counts {
        let count = copy_of("count-template")?;
        count.class_list().add_1(shape)?;
        set_shape(&count, shape)?;
        below::<Element>(&count, ".word")?.set_text_content(Some(text));
        into.append_child(&count)?;
    }
    Ok(())
}

pub(crate) fn set_shape(root: &Element, shape: &str) -> Result<(), Failure> {
    below::<Element>(root, "use")?.set_attribute("href", &format!("#shape-{shape}"))?;
    Ok(())
}

/// Draws the list. A button says by `data-finding` and `data-fix` what it is for.
/// `section` names the box of an index.
pub(crate) fn draw(
    list: &Element,
    findings: &[&Finding],
    catalogue: &Catalogue,
    section: impl Fn(usize) -> Option<String>,
) -> Result<(), Failure> {
    list.set_text_content(None);
    for (index, finding) in findings.iter().enumerate() {
        let item = copy_of("finding-template")?;
        let shape = finding.severity.name();
        item.class_list().add_1(shape)?;
        item.set_attribute("data-rule", &finding.rule)?;
        set_shape(&item, shape)?;
        below::<Element>(&item, ".word")?.set_text_content(Some(word(catalogue, finding.severity)));
        if let Some(name) = section(finding.place.section) {
            below::<Element>(&item, ".where")?
                .set_text_content(Some(&catalogue.fill("finding.in", &[("section", &name)])));
        }
        below::<Element>(&item, ".message")?.set_text_content(Some(&finding.message));
        let fixes: Element = below(&item, ".fixes")?;
        draw_fixes(&fixes, finding, index, catalogue)?;
        let cite: Element = below(&item, "cite")?;
        draw_citation(&cite, finding, catalogue)?;
        list.append_child(&item)?;
    }
    Ok(())
}

fn draw_fixes(
    list: &Element,
    finding: &Finding,
    index: usize,
    catalogue: &Catalogue,
) -> Result<(), Failure> {
    let mut first = true;
    for (number, fix) in finding.fixes.iter().enumerate() {
        let item = create("li", "")?;
        if let Change::Action(action) = &fix.change {
            item.set_class_name("action");
            item.append_child(&create("strong", &fix.title)?.into())?;
            item.append_child(&create("span", action)?.into())?;
        } else {
            let button = button(&fix.title, index)?;
            button.set_attribute("data-fix", &number.to_string())?;
            if first && fix.safety != Safety::Asks {
                button.set_class_name("primary");
            }
            first = false;
            item.append_child(&button)?;
        }
        list.append_child(&item)?;
    }
    if !finding.place.range.is_empty() {
        let item = create("li", "")?;
        let show = button(catalogue.text("finding.show"), index)?;
        show.set_class_name("quiet");
        show.set_attribute("lang", catalogue.language)?;
        item.append_child(&show)?;
        list.append_child(&item)?;
    }
    Ok(())
}

fn button(text: &str, finding: usize) -> Result<HtmlElement, Failure> {
    let button = create("button", text)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-finding", &finding.to_string())?;
    Ok(button)
}

fn draw_citation(cite: &Element, finding: &Finding, catalogue: &Catalogue) -> Result<(), Failure> {
    let citation = &finding.citation;
    let text = catalogue.fill(
        "finding.source",
        &[
            ("title", &citation.title),
            ("section", &citation.section),
            ("date", &citation.date),
        ],
    );
    // A policy is somebody's file: only an address that is plainly of the web becomes a link.
    if citation.url.starts_with("https://") || citation.url.starts_with("http://") {
        let link = create("a", &text)?;
        link.set_attribute("href", &citation.url)?;
        link.set_attribute("target", "_blank")?;
        link.set_attribute("rel", "noopener noreferrer")?;
        cite.append_child(&link)?;
    } else {
        cite.set_text_content(Some(&text));
    }
    Ok(())
}
