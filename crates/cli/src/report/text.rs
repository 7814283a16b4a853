//! Text for people: the note with the place underlined, what to do, and why.

use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use notelint_core::Severity;
use notelint_core::finding::{Change, Finding};
use notelint_core::policy::PolicyError;
use notelint_core::situation::Certainty;

use super::Checked;

pub(crate) fn text(checked: &[Checked<'_>]) -> String {
    let mut out = String::new();
    for one in checked {
        let path = one.path.display().to_string();
        let path = if path == "-" {
            "standard input".to_owned()
        } else {
            path
        };
        for finding in one.reports.iter().flat_map(|report| &report.findings) {
            // A blank line keeps findings apart; writing to a String cannot fail.
            let _ = writeln!(out, "{}\n", render(&[group(finding, one.text, &path)]));
        }
        let _ = writeln!(out, "{}", summary(one, &path));
    }
    out
}

fn summary(one: &Checked<'_>, path: &str) -> String {
    let count = one.report.findings.len();
    let Some(report) = one.reports.first() else {
        return String::new();
    };
    let situation = report
        .policy
        .situation(&report.situation.situation)
        .map(|s| s.title.clone())
        .unwrap_or_default();
    let how = match report.situation.certainty {
        Certainty::Stated => "the customer is",
        Certainty::Inferred => "the customer seems to be",
        Certainty::Answered => "by your answer the customer is",
    };
    let reading = if situation.is_empty() {
        String::new()
    } else {
        format!("; {how} {situation}")
    };
    match count {
        0 => format!("{path}: no findings{reading}"),
        1 => format!("{path}: 1 finding{reading}"),
        n => format!("{path}: {n} findings{reading}"),
    }
}

fn group<'a>(finding: &'a Finding, text: &'a str, path: &'a str) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let at = finding.place.range.clone();
    let whole_note = at.is_empty() && !finding.missing;
    let label = if finding.missing && at.is_empty() {
        "missing here"
    } else {
        ""
    };
    let mut snippet = Snippet::source(text).path(path);
    if whole_note {
        snippet = snippet.annotation(AnnotationKind::Visible.span(first_line(text)));
    } else {
        let primary = AnnotationKind::Primary.span(at.clone());
        snippet = snippet.annotation(if label.is_empty() {
            primary
        } else {
            primary.label(label)
        });
    }
    let evidence = finding.evidence.iter().map(|place| place.range.clone());
    snippet = snippet.annotations(
        evidence
            .filter(|range| *range != at)
            .map(|range| AnnotationKind::Context.span(range).label("because of this")),
    );
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.rule.as_str())
        .element(snippet);
    for fix in &finding.fixes {
        group = group.element(Level::HELP.message(match &fix.change {
            Change::Action(action) => format!("{}: {action}", fix.title),
            _ => fix.title.clone(),
        }));
    }
    let citation = &finding.citation;
    group.element(Level::NOTE.message(format!(
        "{}, {} ({})",
        citation.title, citation.section, citation.date
    )))
}

fn first_line(text: &str) -> Range<usize> {
    0..text.find('\n').unwrap_or(text.len())
}

/// A policy's mistakes, each with its place underlined.
pub(crate) fn diagnostics(error: &PolicyError, text: &str) -> String {
    let mut out = String::new();
    for diagnostic in &error.diagnostics {
        let span = diagnostic.span.start.min(text.len())..diagnostic.span.end.min(text.len());
        let title = Level::ERROR.primary_title(diagnostic.message.as_str());
        let mut group = title.element(
            Snippet::source(text)
                .path(diagnostic.file.as_str())
                .annotation(AnnotationKind::Primary.span(span)),
        );
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let _ = writeln!(out, "{}\n", render(&[group]));
    }
    out
}

fn render(groups: &[Group<'_>]) -> String {
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(groups)
}
