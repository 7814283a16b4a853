//! Reads an export's text into a table.

use js_sys::{Array, JSON, Object};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

/// An export: titles of columns, and rows of cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Table {
    pub(crate) titles: Vec<String>,
    pub(crate) rows: Vec<Cells>,
}

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cells {
    /// The line of the file that it begins on, from 1.
    pub(crate) number: u64,
    /// As many as there are titles, or fewer.
    pub(crate) cells: Vec<String>,
}

/// Why a file is not an export.
#[derive(Debug, Error, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Its name ends in nothing that is read here.
    #[error("neither CSV nor JSONL")]
    Format,
    /// It is not text.
    #[error("not UTF-8 text")]
    Text,
    /// It has no rows.
    #[error("no rows")]
    Empty,
    /// One line is wrong.
    #[error("line {number}: {reason}")]
    Row { number: u64, reason: String },
}

/// Reads a file by its name's ending.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Table, Unreadable> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let parse = match ending.as_str() {
        "csv" | "tsv" | "txt" => csv_table,
        "jsonl" | "ndjson" => json_table,
        _ => return Err(Unreadable::Format),
    };
    let table = parse(&text(bytes).ok_or(Unreadable::Text)?)?;
    if table.rows.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(table)
}

/// UTF-8, or the UTF-16 that spreadsheets call “Unicode text”.
fn text(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        String::from_utf16(&pairs.collect::<Vec<_>>()).ok()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

fn csv_table(text: &str) -> Result<Table, Unreadable> {
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets write the separator of their country.
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |error: &csv::Error| Unreadable::Row {
        number: error.position().map_or(1, csv::Position::line),
        reason: error.to_string(),
    };
    let titles = reader.headers().map_err(|error| broken(&error))?;
    let titles = titles.iter().map(|title| title.trim().to_owned()).collect();
    let rows = reader.records().map(|record| {
        let record = record.map_err(|error| broken(&error))?;
        Ok(Cells {
            number: record
                .position()
                .map_or(0, |position| line_of(text, position)),
            cells: record.iter().map(str::to_owned).collect(),
        })
    });
    Ok(Table {
        rows: rows.collect::<Result<_, _>>()?,
        titles,
    })
}

/// The line that a record begins on. Its position is where the one before it ended, which
/// may be in the middle of a line break or before blank lines.
fn line_of(text: &str, position: &csv::Position) -> u64 {
    let breaks = usize::try_from(position.byte())
        .ok()
        .and_then(|byte| text.get(byte..))
        .unwrap_or_default()
        .bytes()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .filter(|byte| *byte == b'\n')
        .map(|_| 1);
    position.line() + breaks.sum::<u64>()
}

fn json_table(text: &str) -> Result<Table, Unreadable> {
    let mut table = Table {
        titles: Vec::new(),
        rows: Vec::new(),
    };
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let broken = |reason: String| Unreadable::Row { number, reason };
        let object: Object = JSON::parse(line)
            .map_err(|error| broken(crate::failure::Failure::from(error).to_string()))?
            .dyn_into()
            .map_err(|_| broken("not an object".into()))?;
        let mut cells = vec![String::new(); table.titles.len()];
        for entry in Object::entries(&object).iter() {
            let entry: Array = entry.unchecked_into();
            let title = entry.get(0).as_string().unwrap_or_default();
            let column = table.titles.iter().position(|known| *known == title);
            let column = column.unwrap_or_else(|| {
                table.titles.push(title);
                cells.push(String::new());
                cells.len() - 1
            });
            cells[column] = cell(&entry.get(1));
        }
        table.rows.push(Cells { number, cells });
    }
    Ok(table)
}

fn cell(value: &JsValue) -> String {
    if value.is_null() {
        return String::new();
    }
    value
        .as_string()
        .unwrap_or_else(|| JSON::stringify(value).map_or_else(|_| String::new(), String::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = read("notes.CSV", bytes).expect("readable");
        std::iter::once(table.titles)
            .chain(table.rows.into_iter().map(|row| row.cells))
            .collect()
    }

    #[test]
    fn separators_of_any_country_are_told_from_the_titles() {
        for text in [
            "a,b\n1,2\n",
            "a;b\n1;2\n",
            "a\tb\n1\t2\n",
            "\u{feff}a,b\r\n1,2\r\n",
        ] {
            assert_eq!(rows(text.as_bytes()), [["a", "b"], ["1", "2"]], "{text:?}");
        }
    }

    #[test]
    fn unicode_text_of_spreadsheets_is_read() {
        let units: Vec<u8> = std::iter::once(0xFEFF)
            .chain("a\tb\né\t2\n".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&units), [["a", "b"], ["é", "2"]]);
    }

    #[test]
    fn rows_know_the_line_that_they_begin_on() {
        for text in [
            "a,b\n\"x\ny\",1\n\nz,2\n",
            "a,b\r\n\"x\r\ny\",1\r\n\r\nz,2\r\n",
        ] {
            let table = read("n.csv", text.as_bytes()).expect("readable");
            let numbers: Vec<u64> = table.rows.iter().map(|row| row.number).collect();
            assert_eq!(numbers, [2, 5], "{text:?}");
        }
    }

    #[test]
    fn what_is_no_export_says_why() {
        assert_eq!(read("notes.pdf", b""), Err(Unreadable::Format));
        assert_eq!(
            read("notes.csv", b"a,b\n\xff\xff,1\n"),
            Err(Unreadable::Text)
        );
        assert_eq!(read("notes.csv", b""), Err(Unreadable::Empty));
        assert_eq!(read("notes.csv", b"a,b\n"), Err(Unreadable::Empty));
    }
}
