//! What an audit prints.

use std::collections::BTreeMap;
use std::io::{self, Write};

use notelint_core::Policy;
use notelint_core::finding::Finding;
use serde_json::json;

use super::Audited;
use crate::report::{sarif_log, sarif_result};

pub(crate) fn table(audited: &[Audited], out: &mut impl Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in audited {
        let place = place(row);
        match &row.outcome {
            Err(error) => writeln!(out, "{place:<28} not checked  {}", line(error))?,
            Ok(findings) => {
                for finding in findings {
                    *counts
                        .entry((finding.severity.name(), &finding.rule))
                        .or_default() += 1;
                    writeln!(
                        out,
                        "{place:<28} {:<8} {:<24} {}",
                        finding.severity.name(),
                        finding.rule,
                        line(&finding.message)
                    )?;
                }
            }
        }
    }
    if !counts.is_empty() {
        writeln!(out)?;
    }
    for ((severity, rule), count) in &counts {
        writeln!(out, "{count:>6}  {severity:<8} {rule}")?;
    }
    let clean = audited
        .iter()
        .filter(|row| row.outcome.as_ref().is_ok_and(Vec::is_empty))
        .count();
    writeln!(
        out,
        "{:>6}  notes, {clean} without a finding",
        audited.len()
    )
}

pub(crate) fn csv(audited: &[Audited], out: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "file",
        "row",
        "id",
        "role",
        "note_type",
        "severity",
        "rule",
        "message",
    ])?;
    for row in audited {
        let number = row.row.number.to_string();
        let file = row.file.display().to_string();
        let mut write = |severity: &str, rule: &str, message: &str| {
            writer.write_record([
                inert(&file),
                number.clone(),
                inert(&row.row.id),
                inert(&row.row.role),
                inert(&row.row.note_type),
                severity.to_owned(),
                rule.to_owned(),
                inert(message),
            ])
        };
        match &row.outcome {
            Err(error) => write("not checked", "", error)?,
            Ok(findings) => {
                for Finding {
                    severity,
                    rule,
                    message,
                    ..
                } in findings
                {
                    write(severity.name(), rule, message)?;
                }
            }
        }
    }
    writer.flush()
}

pub(crate) fn jsonl(audited: &[Audited], out: &mut impl Write) -> io::Result<()> {
    for row in audited {
        let base = json!({
            "file": row.file.display().to_string(),
            "row": row.row.number,
            "id": row.row.id,
            "role": row.row.role,
            "note_type": row.row.note_type,
        });
        let mut write = |more: serde_json::Value| {
            let mut object = base.clone();
            if let (Some(object), serde_json::Value::Object(more)) = (object.as_object_mut(), more)
            {
                object.extend(more);
            }
            writeln!(out, "{object}")
        };
        match &row.outcome {
            Err(error) => write(json!({ "error": error }))?,
            Ok(findings) => {
                for finding in findings {
                    write(json!({
                        "severity": finding.severity.name(),
                        "rule": finding.rule,
                        "message": finding.message,
                    }))?;
                }
            }
        }
    }
    Ok(())
}

pub(crate) fn sarif(
    policies: &[Policy],
    audited: &[Audited],
    out: &mut impl Write,
) -> io::Result<()> {
    let results: Vec<serde_json::Value> = audited
        .iter()
        .flat_map(|row| {
            row.outcome
                .iter()
                .flatten()
                .map(move |finding| (row, finding))
        })
        .map(|(row, finding)| {
            sarif_result(finding, &row.file, &json!({ "startLine": row.row.number }))
        })
        .collect();
    writeln!(out, "{:#}", sarif_log(policies, &results))
}

fn place(row: &Audited) -> String {
    let file = row
        .file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let id = if row.row.id.is_empty() {
        String::new()
    } else {
        format!(" ({})", line(&row.row.id))
    };
    format!("{file}:{}{id}", row.row.number)
}

/// One line without control characters, which a terminal would obey.
fn line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// A cell that a spreadsheet will not take for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
