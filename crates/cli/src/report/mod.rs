//! The output formats: text for people, JSON, SARIF and GitHub annotations for machines.

mod github;
mod json;
mod sarif;
mod text;

use std::path::Path;

use notelint_core::engine::PolicyReport;
use notelint_core::json::Report;

pub(crate) use github::github;
pub(crate) use json::json;
pub(crate) use sarif::{log as sarif_log, result as sarif_result, sarif};
pub(crate) use text::{diagnostics, text};

/// One checked file.
pub(crate) struct Checked<'a> {
    /// As given on the command line; `-` for standard input.
    pub(crate) path: &'a Path,
    pub(crate) text: &'a str,
    /// Ranges in bytes.
    pub(crate) reports: Vec<PolicyReport<'a>>,
    /// The same as data, ranges in UTF-16 code units.
    pub(crate) report: Report,
}

/// Line and column of a byte of the text, both from 1, the column in characters.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
