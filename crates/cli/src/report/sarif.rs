//! SARIF 2.1.0, the format of code scanning services.

use std::path::Path;

use notelint_core::finding::Finding;
use notelint_core::{Policy, Severity};
use serde_json::{Value, json};

use super::{Checked, position};

pub(crate) fn sarif(policies: &[Policy], checked: &[Checked<'_>]) -> Value {
    let results: Vec<Value> = checked
        .iter()
        .flat_map(|one| {
            one.reports
                .iter()
                .flat_map(|report| &report.findings)
                .map(|finding| {
                    let range = &finding.place.range;
                    let (line, column) = position(one.text, range.start);
                    let (end_line, end_column) = position(one.text, range.end);
                    let region = json!({
                        "startLine": line, "startColumn": column,
                        "endLine": end_line, "endColumn": end_column,
                    });
                    result(finding, one.path, &region)
                })
        })
        .collect();
    log(policies, &results)
}

/// A whole log around its results.
pub(crate) fn log(policies: &[Policy], results: &[Value]) -> Value {
    let rules: Vec<Value> = policies
        .iter()
        .flat_map(|policy| &policy.rules)
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": if rule.why.is_empty() { &rule.title } else { &rule.why } },
                "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.enabled },
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "NoteLint",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// One finding in one region of a file.
pub(crate) fn result(finding: &Finding, path: &Path, region: &Value) -> Value {
    json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": path.display().to_string().replace('\\', "/") },
            "region": region,
        }}],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
