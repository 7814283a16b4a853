//! The stable JSON: a report for one file, a list of reports for several.

use serde_json::{Value, json};

use super::Checked;

pub(crate) fn json(checked: &[Checked<'_>]) -> String {
    let value = match checked {
        [only] => json!(only.report),
        many => many
            .iter()
            .map(|one| {
                json!({
                    "file": one.path.display().to_string(),
                    "situation": one.report.situation,
                    "findings": one.report.findings,
                })
            })
            .collect::<Value>(),
    };
    format!("{value:#}")
}
