//! Workflow commands that GitHub shows beside the lines of a change.

use std::fmt::Write;

use notelint_core::Severity;

use super::{Checked, position};

pub(crate) fn github(checked: &[Checked<'_>]) -> String {
    let mut out = String::new();
    for one in checked {
        for finding in one.reports.iter().flat_map(|report| &report.findings) {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let (line, column) = position(one.text, finding.place.range.start);
            let (end_line, end_column) = position(one.text, finding.place.range.end);
            // Writing to a String cannot fail.
            let _ = writeln!(
                out,
                "::{level} file={},line={line},endLine={end_line},col={column},endColumn={end_column},title={}::{}",
                property(&one.path.display().to_string()),
                property(&finding.rule),
                message(&finding.message),
            );
        }
    }
    out
}

fn message(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
