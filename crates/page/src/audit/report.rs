//! The findings of an export as a table of their own.

use notelint_core::Severity;

/// One row of an export as it was checked.
#[derive(Clone, Debug)]
pub(crate) struct Audited {
    /// Index of the row in the export.
    pub(crate) row: usize,
    /// The line of the file, from 1.
    pub(crate) number: u64,
    pub(crate) id: String,
    pub(crate) role: String,
    pub(crate) note_type: String,
    /// How the note begins.
    pub(crate) beginning: String,
    /// `None` where the note could not be checked: then the message says why.
    pub(crate) severity: Option<Severity>,
    pub(crate) rule: String,
    pub(crate) message: String,
}

impl Audited {
    /// Whether it has a text in one of the columns that people read, whatever the letter case.
    pub(crate) fn contains(&self, lower: &str) -> bool {
        [
            &self.message,
            &self.beginning,
            &self.id,
            &self.role,
            &self.note_type,
        ]
        .into_iter()
        .any(|cell| cell.to_lowercase().contains(lower))
    }
}

/// All findings as CSV, in the columns that `notelint audit --format csv` has.
pub(crate) fn csv(file: &str, findings: &[Audited]) -> Result<Vec<u8>, csv::Error> {
    // Without the mark spreadsheets take UTF-8 for something else.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = csv::Writer::from_writer(&mut bytes);
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
        for finding in findings {
            writer.write_record([
                inert(file),
                finding.number.to_string(),
                inert(&finding.id),
                inert(&finding.role),
                inert(&finding.note_type),
                finding
                    .severity
                    .map_or("not checked", Severity::name)
                    .to_owned(),
                finding.rule.clone(),
                inert(&finding.message),
            ])?;
        }
        writer.flush()?;
    }
    Ok(bytes)
}

/// A cell that a spreadsheet will not take for a formula.
fn inert(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(id: &str, severity: Option<Severity>) -> Audited {
        Audited {
            row: 0,
            number: 2,
            id: id.into(),
            role: "r".into(),
            note_type: "t".into(),
            beginning: "Hello".into(),
            severity,
            rule: "rule".into(),
            message: "Say, more".into(),
        }
    }

    #[test]
    fn the_report_is_csv_that_no_spreadsheet_executes() {
        let findings = [finding("=1+1", Some(Severity::Error)), finding("7", None)];
        let text = String::from_utf8(csv("notes.csv", &findings).expect("written")).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}file,row,id,role,note_type,severity,rule,message\n\
             notes.csv,2,'=1+1,r,t,error,rule,\"Say, more\"\n\
             notes.csv,2,7,r,t,not checked,rule,\"Say, more\"\n"
        );
    }

    #[test]
    fn findings_are_found_by_what_people_read() {
        let finding = finding("N-7", None);
        assert!(finding.contains("hell") && finding.contains("n-7"));
        assert!(!finding.contains("rule"));
    }
}
