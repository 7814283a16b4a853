//! `notelint audit`: a whole export, one note a row.

mod output;
mod table;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use notelint_core::engine::NoteRequest;
use notelint_core::finding::Finding;
use notelint_core::note::Section;
use notelint_core::{Engine, Severity};

use crate::Outcome;
use crate::check::FailOn;
use crate::failure::Failure;
use crate::policies::engine;
use table::{Columns, Row};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Exports: CSV, XLSX or JSONL, told by the file's ending
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which column is which, such as `role=Author role,note_type=Category,text=Note`;
    /// `section:NAME=COLUMN` for a form with several text boxes, `field:ID=COLUMN` for its other fields,
    /// `situation=COLUMN` for what is known of the customer
    #[arg(long, value_name = "KEY=COLUMN,…")]
    columns: Option<String>,
    /// The role of every note, where the export has no column for it
    #[arg(long)]
    role: Option<String>,
    /// The note type of every note, where the export has no column for it
    #[arg(long)]
    note_type: Option<String>,
    /// The sheet of a workbook; the first unless given
    #[arg(long)]
    sheet: Option<String>,
    /// A policy file or the name of a built-in one; may be repeated
    #[arg(long = "policy", value_name = "FILE|NAME")]
    policies: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: counts by rule, then each finding
    Table,
    /// One finding a row
    Csv,
    /// One finding a line
    Jsonl,
    /// For code scanning services
    Sarif,
}

/// One row of an export and what is wrong with it.
pub(crate) struct Audited {
    pub(crate) file: PathBuf,
    pub(crate) row: Row,
    pub(crate) outcome: Result<Vec<Finding>, String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let engine = engine(&arguments.policies)?;
    let mut audited = Vec::new();
    for file in &arguments.files {
        let columns = Columns::parse(arguments.columns.as_deref())?
            .fixed(arguments.role.as_deref(), arguments.note_type.as_deref());
        let rows = table::read(file, &columns, arguments.sheet.as_deref())?;
        audited.extend(rows.into_iter().map(|row| audit(&engine, file, row)));
    }
    let mut out = anstream::AutoStream::auto(io::stdout());
    match arguments.format {
        Format::Table => output::table(&audited, &mut out)?,
        Format::Csv => output::csv(&audited, &mut out)?,
        Format::Jsonl => output::jsonl(&audited, &mut out)?,
        Format::Sarif => output::sarif(engine.policies(), &audited, &mut out)?,
    }
    out.flush()?;
    let findings = || {
        audited
            .iter()
            .filter_map(|row| row.outcome.as_ref().ok())
            .flatten()
    };
    let unread = audited.iter().filter(|row| row.outcome.is_err()).count();
    if unread > 0 {
        anstream::eprintln!(
            "notelint: {unread} of {} rows could not be checked",
            audited.len()
        );
    }
    let worst: Option<Severity> = findings().map(|finding| finding.severity).max();
    Ok(if arguments.fail_on.fails(worst) || unread > 0 {
        Outcome::Found
    } else {
        Outcome::Clean
    })
}

fn audit(engine: &Engine, file: &Path, row: Row) -> Audited {
    let request = NoteRequest {
        role: &row.role,
        note_type: Some(&row.note_type),
        sections: row
            .sections
            .iter()
            .map(|(name, text)| Section {
                name: name.as_deref(),
                text,
            })
            .collect(),
        fields: row.fields.clone(),
        situation: row.situation.as_deref(),
        language: None,
    };
    let outcome = engine
        .check(&request)
        .map(|reports| {
            reports
                .into_iter()
                .flat_map(|report| report.findings)
                .collect()
        })
        .map_err(|error| error.to_string());
    Audited {
        file: file.to_owned(),
        row,
        outcome,
    }
}
