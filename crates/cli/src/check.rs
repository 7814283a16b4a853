//! `notelint check`: one note a file, or one from standard input.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use notelint_core::engine::{NoteRequest, PolicyReport};
use notelint_core::json::Report;
use notelint_core::note::Section;
use notelint_core::{Engine, Severity};

use crate::Outcome;
use crate::failure::Failure;
use crate::policies::{engine, text_of};
use crate::report::{self, Checked};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Files with one note each; `-` or nothing reads standard input
    files: Vec<PathBuf>,
    /// Who writes, such as `fm`
    #[arg(long, short)]
    role: String,
    /// What the note is filed as, by its name in the CRM
    #[arg(long, short = 't')]
    note_type: String,
    /// The section of the form that the text is in
    #[arg(long)]
    section: Option<String>,
    /// A field of the form, such as `l1-status=In Progress`; may be repeated
    #[arg(long = "field", value_name = "ID=VALUE")]
    fields: Vec<String>,
    /// Your own answer about the customer's situation; overrides the reading
    #[arg(long)]
    situation: Option<String>,
    /// Language of the note, such as `en`
    #[arg(long)]
    language: Option<String>,
    /// A policy file or the name of a built-in one; may be repeated
    #[arg(long = "policy", value_name = "FILE|NAME")]
    policies: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: the note with the place underlined
    Text,
    /// One report, or a list of reports for several files
    Json,
    /// For code scanning services
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// From which severity on a command exits with 1.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Info,
    Warning,
    Error,
    Never,
}

impl FailOn {
    pub(crate) fn fails(self, worst: Option<Severity>) -> bool {
        let from = match self {
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
            Self::Never => return false,
        };
        worst.is_some_and(|worst| worst >= from)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let engine = engine(&arguments.policies)?;
    let fields = fields(&arguments.fields, &engine)?;
    known_section(arguments, &engine)?;
    let standard_input = [PathBuf::from("-")];
    let files = if arguments.files.is_empty() {
        &standard_input[..]
    } else {
        &arguments.files
    };
    // All input is read before anything is printed: an error leaves no half report.
    let texts = files
        .iter()
        .map(|path| Ok((path.as_path(), read(path)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let mut checked = Vec::new();
    for (path, text) in &texts {
        let request = request(arguments, &fields, text);
        let reports = engine.check(&request).map_err(|source| Failure::Note {
            place: if texts.len() > 1 {
                format!("{}: ", path.display())
            } else {
                String::new()
            },
            source,
        })?;
        checked.push(Checked {
            path,
            text,
            report: whole(&reports, &request.sections)?,
            reports,
        });
    }
    let mut output = anstream::AutoStream::auto(io::stdout());
    match arguments.format {
        Format::Text => output.write_all(report::text(&checked).as_bytes())?,
        Format::Json => writeln!(output, "{}", report::json(&checked))?,
        Format::Sarif => writeln!(output, "{:#}", report::sarif(engine.policies(), &checked))?,
        Format::Github => output.write_all(report::github(&checked).as_bytes())?,
    }
    output.flush()?;
    let worst = checked
        .iter()
        .flat_map(|c| &c.reports)
        .flat_map(|r| &r.findings)
        .map(|f| f.severity)
        .max();
    Ok(if arguments.fail_on.fails(worst) {
        Outcome::Found
    } else {
        Outcome::Clean
    })
}

fn whole(reports: &[PolicyReport<'_>], sections: &[Section<'_>]) -> Result<Report, Failure> {
    Report::new(reports, sections).ok_or_else(|| Failure::Usage("no policy is loaded".to_owned()))
}

fn request<'a>(
    arguments: &'a Arguments,
    fields: &BTreeMap<String, String>,
    text: &'a str,
) -> NoteRequest<'a> {
    NoteRequest {
        role: &arguments.role,
        note_type: Some(&arguments.note_type),
        sections: vec![Section {
            name: arguments.section.as_deref(),
            text,
        }],
        fields: fields.clone(),
        situation: arguments.situation.as_deref(),
        language: arguments.language.as_deref(),
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(Failure::read("standard input"))?;
        bytes
    } else {
        fs::read(path).map_err(Failure::read(path))?
    };
    let shown = if path.as_os_str() == "-" {
        Path::new("standard input")
    } else {
        path
    };
    let text = text_of(shown, bytes)?;
    if text.trim().is_empty() {
        return Err(Failure::EmptyNote {
            path: shown.to_owned(),
        });
    }
    Ok(text)
}

fn fields(pairs: &[String], engine: &Engine) -> Result<BTreeMap<String, String>, Failure> {
    let known: Vec<&str> = engine
        .policies()
        .iter()
        .flat_map(|p| &p.fields)
        .map(|f| f.id.as_str())
        .collect();
    pairs
        .iter()
        .map(|pair| {
            let (id, value) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("--field {pair}: expected ID=VALUE")))?;
            if !known.contains(&id) {
                let known = known.join(", ");
                return Err(Failure::Usage(format!(
                    "unknown field `{id}`: expected one of {known}"
                )));
            }
            Ok((id.to_owned(), value.to_owned()))
        })
        .collect()
}

/// A misspelled section would make its rules silent.
fn known_section(arguments: &Arguments, engine: &Engine) -> Result<(), Failure> {
    let Some(name) = &arguments.section else {
        return Ok(());
    };
    let types = engine
        .policies()
        .iter()
        .filter_map(|policy| policy.note_type(&arguments.note_type));
    let sections: Vec<_> = types.flat_map(|note_type| &note_type.sections).collect();
    if sections.iter().any(|section| section.is_called(name)) {
        return Ok(());
    }
    let titles: Vec<&str> = sections
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    Err(Failure::Usage(if titles.is_empty() {
        format!(
            "the note type {} has no sections: leave out --section",
            arguments.note_type
        )
    } else {
        format!(
            "unknown section `{name}`: expected one of {}",
            titles.join(", ")
        )
    }))
}
