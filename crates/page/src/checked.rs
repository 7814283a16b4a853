//! A note as it was checked, and what came of it.

use std::collections::BTreeMap;

use notelint_core::Engine;
use notelint_core::engine::{InputError, NoteRequest, SituationReport};
use notelint_core::finding::{Finding, Place};
use notelint_core::note::Section;
use notelint_core::situation::Certainty;

use crate::marks::{Kind, Mark};

/// What the form holds.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Form {
    pub(crate) role: String,
    pub(crate) note_type: String,
    /// Section title (`None` for the note as a whole) and text of each box, in the page's order.
    pub(crate) boxes: Vec<(Option<String>, String)>,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) answer: Option<String>,
}

/// What a check answered, by the form's boxes.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) form: Form,
    pub(crate) situation: SituationReport,
    /// What people call the situation.
    pub(crate) title: String,
    /// What to ask the author, where the reading is not certain.
    pub(crate) question: Option<String>,
    pub(crate) findings: Vec<Finding>,
}

impl Form {
    pub(crate) fn is_blank(&self) -> bool {
        self.boxes.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// The note in one piece, as it can be pasted elsewhere: each section behind its title.
    pub(crate) fn as_one_text(&self) -> String {
        let filled = self
            .boxes
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        let pieces = filled.map(|(name, text)| match name {
            Some(name) => format!("{name}: {text}"),
            None => text.clone(),
        });
        pieces.collect::<Vec<_>>().join("\n")
    }

    /// The boxes that count: in a form with sections the box for the whole only when it is used,
    /// and the sections only when one of them is, or the whole is not.
    fn counted(&self) -> Vec<usize> {
        let filled = |index: &usize| !self.boxes[*index].1.trim().is_empty();
        let (whole, named): (Vec<usize>, Vec<usize>) =
            (0..self.boxes.len()).partition(|index| self.boxes[*index].0.is_none());
        let mut counted = whole;
        if !named.is_empty() {
            counted.retain(filled);
            if counted.is_empty() || named.iter().any(filled) {
                counted.extend(named);
            }
        }
        counted
    }

    pub(crate) fn check(self, engine: &Engine) -> Result<Checked, InputError> {
        let boxes = self.counted();
        let sections = boxes.iter().map(|index| {
            let (name, text) = &self.boxes[*index];
            Section {
                name: name.as_deref(),
                text,
            }
        });
        let reports = engine.check(&NoteRequest {
            role: &self.role,
            note_type: Some(self.note_type.as_str()).filter(|id| !id.is_empty()),
            sections: sections.collect(),
            fields: self.fields.clone(),
            situation: self.answer.as_deref(),
            language: None,
        })?;
        let first = reports.first().ok_or(InputError::NoPolicy)?;
        let on_page = |place: &mut Place| {
            place.section = boxes.get(place.section).copied().unwrap_or(usize::MAX);
        };
        let mut situation = first.situation.clone();
        situation.evidence.iter_mut().for_each(on_page);
        let known = first.policy.situation(&situation.situation);
        let unsure = situation.certainty == Certainty::Inferred;
        let title = known.map_or_else(String::new, |known| known.title.clone());
        let question = known.and_then(|s| s.question.clone()).filter(|_| unsure);
        let mut findings: Vec<Finding> = reports
            .into_iter()
            .flat_map(|report| report.findings)
            .collect();
        for finding in &mut findings {
            on_page(&mut finding.place);
            finding.evidence.iter_mut().for_each(on_page);
            for fix in &mut finding.fixes {
                if let notelint_core::finding::Change::Edits(edits) = &mut fix.change {
                    for (place, _) in edits {
                        on_page(place);
                    }
                }
            }
        }
        Ok(Checked {
            form: self,
            situation,
            title,
            question,
            findings,
        })
    }
}

impl Checked {
    /// The text of a place.
    pub(crate) fn text(&self, place: &Place) -> &str {
        self.form
            .boxes
            .get(place.section)
            .and_then(|(_, text)| text.get(place.range.clone()))
            .unwrap_or_default()
    }

    /// What to underline in one box, of the findings that are shown.
    pub(crate) fn marks(&self, index: usize, shown: &[&Finding]) -> Vec<Mark> {
        let mark = |place: &Place, kind| {
            (place.section == index).then(|| Mark {
                range: place.range.clone(),
                kind,
            })
        };
        let evidence = self.situation.evidence.iter();
        shown
            .iter()
            .filter_map(|finding| mark(&finding.place, Kind::Finding(finding.severity)))
            .chain(evidence.filter_map(|place| mark(place, Kind::Evidence)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(boxes: &[(Option<&str>, &str)]) -> Vec<usize> {
        let form = Form {
            boxes: boxes
                .iter()
                .map(|(name, text)| (name.map(str::to_owned), (*text).to_owned()))
                .collect(),
            ..Form::default()
        };
        form.counted()
    }

    #[test]
    fn a_form_of_one_box_counts_even_when_empty() {
        assert_eq!(counted(&[(None, "")]), [0]);
    }

    #[test]
    fn the_box_for_the_whole_and_the_sections_count_where_they_are_used() {
        assert_eq!(
            counted(&[(None, ""), (Some("A"), ""), (Some("B"), "b")]),
            [1, 2]
        );
        assert_eq!(
            counted(&[(None, "all"), (Some("A"), ""), (Some("B"), "")]),
            [0]
        );
        assert_eq!(
            counted(&[(None, "all"), (Some("A"), "a"), (Some("B"), "")]),
            [0, 1, 2]
        );
        assert_eq!(
            counted(&[(None, ""), (Some("A"), " "), (Some("B"), "")]),
            [1, 2]
        );
    }
}
