//! Reads an export into rows, whatever its format.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _};

use crate::failure::Failure;
use crate::policies::text_of;

/// One note of an export.
pub(crate) struct Row {
    /// Where it stands: the line of a text file, the row of a sheet, from 1.
    pub(crate) number: usize,
    /// The export's own id of the note, if it has one.
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) note_type: String,
    pub(crate) sections: Vec<(Option<String>, String)>,
    pub(crate) fields: BTreeMap<String, String>,
    /// The author's own answer, where a column was named for it.
    pub(crate) situation: Option<String>,
}

/// Which column is which.
#[derive(Default)]
pub(crate) struct Columns {
    /// Key as on the command line, column title.
    mapped: Vec<(String, String)>,
    role: Option<String>,
    note_type: Option<String>,
}

/// What a column may be, with titles that exports commonly give it.
const KEYS: [(&str, &[&str]); 4] = [
    ("id", &["id", "note id", "noteid", "key"]),
    ("role", &["role", "author role", "written by role"]),
    (
        "note_type",
        &[
            "note_type",
            "note type",
            "notetype",
            "note category",
            "category",
            "type",
        ],
    ),
    (
        "text",
        &["text", "note", "note text", "notes", "body", "description"],
    ),
];

impl Columns {
    /// Reads `role=…,note_type=…,text=…`.
    pub(crate) fn parse(mapping: Option<&str>) -> Result<Self, Failure> {
        let mut columns = Self::default();
        for pair in mapping
            .unwrap_or_default()
            .split(',')
            .filter(|pair| !pair.trim().is_empty())
        {
            let (key, column) = pair
                .split_once('=')
                .ok_or_else(|| Failure::Usage(format!("--columns: `{pair}` is not KEY=COLUMN")))?;
            let key = key.trim();
            let known = KEYS.iter().any(|(name, _)| *name == key);
            if !known
                && key != "situation"
                && !key.starts_with("section:")
                && !key.starts_with("field:")
            {
                return Err(Failure::Usage(format!(
                    "--columns: unknown key `{key}`: expected id, role, note_type, text, situation, section:NAME or field:ID"
                )));
            }
            columns
                .mapped
                .push((key.to_owned(), column.trim().to_owned()));
        }
        Ok(columns)
    }

    pub(crate) fn fixed(mut self, role: Option<&str>, note_type: Option<&str>) -> Self {
        self.role = role.map(str::to_owned);
        self.note_type = note_type.map(str::to_owned);
        self
    }

    /// The mapped columns by their place in this header.
    fn resolve<'c>(
        &'c self,
        path: &Path,
        header: &[String],
    ) -> Result<Vec<(&'c str, usize)>, Failure> {
        let at = |title: &str| {
            header
                .iter()
                .position(|h| h.trim().eq_ignore_ascii_case(title))
        };
        let mut found = Vec::new();
        for (key, title) in &self.mapped {
            let index = at(title).ok_or_else(|| {
                Failure::Usage(format!(
                    "{}: there is no column `{title}`; the columns are {}",
                    path.display(),
                    header.join(", ")
                ))
            })?;
            found.push((key.as_str(), index));
        }
        for (key, titles) in KEYS {
            let mapped = |name: &str| {
                found
                    .iter()
                    .any(|(k, _)| *k == name || name == "text" && k.starts_with("section:"))
            };
            if !mapped(key)
                && let Some(index) = titles.iter().find_map(|title| at(title))
            {
                found.push((key, index));
            }
        }
        let has = |name: &str| found.iter().any(|(key, _)| *key == name);
        let text = has("text") || found.iter().any(|(key, _)| key.starts_with("section:"));
        for (name, there) in [
            ("role", self.role.is_some() || has("role")),
            ("note_type", self.note_type.is_some() || has("note_type")),
            ("text", text),
        ] {
            if !there {
                return Err(Failure::Usage(format!(
                    "{}: which column is `{name}`? Say --columns {name}=COLUMN; the columns are {}",
                    path.display(),
                    header.join(", ")
                )));
            }
        }
        Ok(found)
    }

    fn row(&self, number: usize, columns: &[(&str, usize)], cells: &[String]) -> Row {
        let mut row = Row {
            number,
            id: String::new(),
            role: self.role.clone().unwrap_or_default(),
            note_type: self.note_type.clone().unwrap_or_default(),
            sections: Vec::new(),
            fields: BTreeMap::new(),
            situation: None,
        };
        for (key, index) in columns {
            let cell = cells.get(*index).cloned().unwrap_or_default();
            match *key {
                "id" => row.id = cell,
                "role" if self.role.is_none() => row.role = cell,
                "note_type" if self.note_type.is_none() => row.note_type = cell,
                "situation" => row.situation = Some(cell).filter(|id| !id.trim().is_empty()),
                "text" => row.sections.push((None, cell)),
                key => {
                    if let Some(name) = key.strip_prefix("section:") {
                        row.sections.push((Some(name.to_owned()), cell));
                    } else if let Some(id) = key.strip_prefix("field:") {
                        row.fields.insert(id.to_owned(), cell);
                    }
                }
            }
        }
        row
    }
}

/// The rows of a file, read by its ending.
pub(crate) fn read(
    path: &Path,
    columns: &Columns,
    sheet: Option<&str>,
) -> Result<Vec<Row>, Failure> {
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        "csv" | "tsv" | "txt" => csv_rows(path, columns),
        "xlsx" | "xlsm" | "xls" | "ods" => sheet_rows(path, columns, sheet),
        "jsonl" | "ndjson" => json_rows(path, columns),
        _ => Err(Failure::Usage(format!(
            "{}: what is it? Name the file .csv, .tsv, .xlsx or .jsonl",
            path.display()
        ))),
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    text_of(path, fs::read(path).map_err(Failure::read(path))?)
}

fn csv_rows(path: &Path, columns: &Columns) -> Result<Vec<Row>, Failure> {
    let text = text(path)?;
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets write the separator of their country.
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count())
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |error: csv::Error| Failure::Usage(format!("{}: {error}", path.display()));
    let header: Vec<String> = reader
        .headers()
        .map_err(broken)?
        .iter()
        .map(str::to_owned)
        .collect();
    let resolved = columns.resolve(path, &header)?;
    let mut lines = Lines::new(&text);
    reader
        .records()
        .map(|record| {
            let record = record.map_err(broken)?;
            let from = record.position().map_or(0, csv::Position::byte);
            let line = lines.at(usize::try_from(from).unwrap_or(usize::MAX));
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            Ok(columns.row(line, &resolved, &cells))
        })
        .collect()
}

/// Counts lines from one place of a text to the next. The reader's own count stays behind where
/// lines end with CRLF or are empty.
struct Lines<'t> {
    text: &'t [u8],
    byte: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            byte: 0,
            line: 1,
        }
    }

    /// The line of the first character from `byte` on that ends no line; `byte` never decreases.
    fn at(&mut self, byte: usize) -> usize {
        while let Some(char) = self.text.get(self.byte) {
            if self.byte >= byte && !matches!(char, b'\r' | b'\n') {
                break;
            }
            self.line += usize::from(*char == b'\n');
            self.byte += 1;
        }
        self.line
    }
}

fn sheet_rows(path: &Path, columns: &Columns, sheet: Option<&str>) -> Result<Vec<Row>, Failure> {
    let broken =
        |error: &dyn std::fmt::Display| Failure::Usage(format!("{}: {error}", path.display()));
    let mut book = calamine::open_workbook_auto(path).map_err(|error| broken(&error))?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(name) if names.iter().any(|n| n == name) => name.to_owned(),
        Some(name) => {
            return Err(broken(&format!(
                "there is no sheet `{name}`; the sheets are {}",
                names.join(", ")
            )));
        }
        None => names
            .first()
            .cloned()
            .ok_or_else(|| broken(&"there is no sheet"))?,
    };
    let range = book
        .worksheet_range(&name)
        .map_err(|error| broken(&error))?;
    let first = range.start().map_or(0, |(row, _)| row as usize);
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    let mut rows = range.rows();
    let header: Vec<String> = rows.next().unwrap_or_default().iter().map(cell).collect();
    let resolved = columns.resolve(path, &header)?;
    Ok(rows
        .enumerate()
        .map(|(index, row)| {
            let cells: Vec<String> = row.iter().map(cell).collect();
            columns.row(first + index + 2, &resolved, &cells)
        })
        .collect())
}

fn json_rows(path: &Path, columns: &Columns) -> Result<Vec<Row>, Failure> {
    let text = text(path)?;
    let mut rows = Vec::new();
    for (index, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line)
            .map_err(|error| {
                Failure::Usage(format!("{}:{}: {error}", path.display(), index + 1))
            })?;
        let header: Vec<String> = object.keys().cloned().collect();
        let cells: Vec<String> = object
            .values()
            .map(|value| match value {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Null => String::new(),
                other => other.to_string(),
            })
            .collect();
        let resolved = columns.resolve(path, &header)?;
        rows.push(columns.row(index + 1, &resolved, &cells));
    }
    Ok(rows)
}
