//! The stable data format: what the command prints, wasm returns and messages carry.
//!
//! Offsets are UTF-16 code units here, as in the DOM. `extension/src/protocol/note.ts`
//! is the other side of this file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::{Engine, InputError, NoteRequest, PolicyReport};
use crate::finding::{Change, Finding, Fix, Place, Safety, Severity};
use crate::note::Section;
use crate::policy::Policy;
use crate::situation::Certainty;
use crate::text::Utf16;

/// A note to check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// A role's id, title or alias.
    pub role: String,
    /// A note type's id, title or former name; empty or absent while none is chosen.
    #[serde(default)]
    pub note_type: Option<String>,
    /// The form's text boxes.
    pub sections: Vec<SectionInput>,
    /// Companion fields by the policy's ids, with what they show.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// The author's own answer about the situation.
    #[serde(default)]
    pub situation: Option<String>,
    /// BCP 47 tag of the note's language.
    #[serde(default)]
    pub language: Option<String>,
}

/// One box of text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionInput {
    /// The box's title; `null` for a form's only box.
    #[serde(default)]
    pub name: Option<String>,
    /// What is in it.
    pub text: String,
}

/// What a check answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the note says of the customer.
    pub situation: SituationOutput,
    /// The rules broken.
    pub findings: Vec<FindingOutput>,
}

/// What a note says of the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SituationOutput {
    /// The situation's id.
    pub is: String,
    /// What people call it.
    pub title: String,
    /// `stated`, `inferred` or `answered`.
    pub certainty: &'static str,
    /// Where the note says so.
    pub evidence: Vec<RangeOutput>,
    /// One line for a person.
    pub reason: String,
    /// What to ask the author of an inferred situation.
    pub question: Option<String>,
}

/// A range of a section's text in UTF-16 code units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RangeOutput {
    /// First code unit.
    pub start: usize,
    /// Behind the last code unit.
    pub end: usize,
    /// The section, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// One rule broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingOutput {
    /// The policy's id.
    pub policy: String,
    /// The rule's id.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// The section's name; `null` for a note of one box.
    pub section: Option<String>,
    /// Where; empty where something is missing.
    pub range: RangeOutput,
    /// Whether something is missing rather than wrong.
    pub missing: bool,
    /// What in the note made the rule apply.
    pub evidence: Vec<RangeOutput>,
    /// Ways to mend it.
    pub fixes: Vec<FixOutput>,
    /// Where the guidance asks for it.
    pub citation: CitationOutput,
}

/// One way to mend a finding; exactly one of `edits`, `note_type` and `action` is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FixOutput {
    /// What a button says.
    pub title: String,
    /// `safe`, `asks` or `shown`.
    pub safety: &'static str,
    /// Edits of the text, ascending and disjoint within a section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edits: Option<Vec<EditOutput>>,
    /// The title of the note type to file the note under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_type: Option<String>,
    /// What the person does elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
}

/// Replaces a range of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditOutput {
    /// First code unit.
    pub start: usize,
    /// Behind the last code unit.
    pub end: usize,
    /// What comes there.
    pub text: String,
    /// The section, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// Where the guidance asks for something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitationOutput {
    /// The document.
    pub title: String,
    /// The place in it.
    pub section: String,
    /// Its date, ISO 8601.
    pub date: String,
    /// Where it can be read; may be empty.
    pub url: String,
}

impl Engine {
    /// Checks a note given as data.
    pub fn check_json(&self, note: &NoteInput) -> Result<Report, InputError> {
        let request = NoteRequest {
            role: &note.role,
            note_type: note.note_type.as_deref(),
            sections: note
                .sections
                .iter()
                .map(|s| Section {
                    name: s.name.as_deref(),
                    text: &s.text,
                })
                .collect(),
            fields: note.fields.clone(),
            situation: note.situation.as_deref(),
            language: note.language.as_deref(),
        };
        let reports = self.check(&request)?;
        Report::new(&reports, &request.sections).ok_or(InputError::NoPolicy)
    }
}

impl Report {
    /// Reports on one note as data; `None` without a report. `sections` are those that were checked.
    #[must_use]
    pub fn new(reports: &[PolicyReport<'_>], sections: &[Section<'_>]) -> Option<Self> {
        let ranges = Ranges::new(sections);
        let situation = situation_output(reports.first()?, &ranges);
        let findings = reports
            .iter()
            .flat_map(|report| {
                report
                    .findings
                    .iter()
                    .map(|f| finding_output(report.policy, f, &ranges))
            })
            .collect();
        Some(Self {
            situation,
            findings,
        })
    }
}

/// Places of a note as UTF-16 ranges of its sections.
struct Ranges<'a> {
    sections: Vec<(Option<&'a str>, Utf16<'a>)>,
}

impl<'a> Ranges<'a> {
    fn new(sections: &[Section<'a>]) -> Self {
        Self {
            sections: sections
                .iter()
                .map(|s| (s.name, Utf16::new(s.text)))
                .collect(),
        }
    }

    fn name(&self, section: usize) -> Option<String> {
        self.sections
            .get(section)
            .and_then(|(name, _)| name.map(str::to_owned))
    }

    /// The place as seen from a finding in section `home`.
    fn range(&self, place: &Place, home: usize) -> RangeOutput {
        let at = |byte| {
            self.sections
                .get(place.section)
                .map_or(0, |(_, utf16)| utf16.of_byte(byte))
        };
        RangeOutput {
            start: at(place.range.start),
            end: at(place.range.end),
            section: if place.section == home {
                None
            } else {
                self.name(place.section)
            },
        }
    }
}

fn situation_output(report: &PolicyReport<'_>, ranges: &Ranges<'_>) -> SituationOutput {
    let known = report.policy.situation(&report.situation.situation);
    let unsure = report.situation.certainty == Certainty::Inferred;
    SituationOutput {
        is: report.situation.situation.clone(),
        title: known.map_or_else(String::new, |s| s.title.clone()),
        certainty: match report.situation.certainty {
            Certainty::Stated => "stated",
            Certainty::Inferred => "inferred",
            Certainty::Answered => "answered",
        },
        // Of a note with several sections each range says its own.
        evidence: report
            .situation
            .evidence
            .iter()
            .map(|place| ranges.range(place, usize::MAX))
            .collect(),
        reason: report.situation.reason.clone(),
        question: known.and_then(|s| s.question.clone()).filter(|_| unsure),
    }
}

fn finding_output(policy: &Policy, finding: &Finding, ranges: &Ranges<'_>) -> FindingOutput {
    let home = finding.place.section;
    FindingOutput {
        policy: policy.id.clone(),
        rule: finding.rule.clone(),
        severity: finding.severity.name(),
        message: finding.message.clone(),
        section: ranges.name(home),
        range: ranges.range(&finding.place, home),
        missing: finding.missing,
        evidence: finding
            .evidence
            .iter()
            .map(|place| ranges.range(place, home))
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| fix_output(fix, ranges, home))
            .collect(),
        citation: CitationOutput {
            title: finding.citation.title.clone(),
            section: finding.citation.section.clone(),
            date: finding.citation.date.clone(),
            url: finding.citation.url.clone(),
        },
    }
}

fn fix_output(fix: &Fix, ranges: &Ranges<'_>, home: usize) -> FixOutput {
    let mut output = FixOutput {
        title: fix.title.clone(),
        safety: match fix.safety {
            Safety::Safe => "safe",
            Safety::Asks => "asks",
            Safety::Shown => "shown",
        },
        edits: None,
        note_type: None,
        action: None,
    };
    match &fix.change {
        Change::Edits(edits) => {
            let edit = |(place, text): &(Place, String)| {
                let RangeOutput {
                    start,
                    end,
                    section,
                } = ranges.range(place, home);
                EditOutput {
                    start,
                    end,
                    text: text.clone(),
                    section,
                }
            };
            output.edits = Some(edits.iter().map(edit).collect());
        }
        Change::NoteType(title) => output.note_type = Some(title.clone()),
        Change::Action(action) => output.action = Some(action.clone()),
    }
    output
}

/// A severity of the format, for callers that compare.
#[must_use]
pub fn severity(finding: &FindingOutput) -> Severity {
    Severity::from_name(finding.severity).unwrap_or(Severity::Info)
}
