//! What is checked: a role, a note type, and text in one or more sections.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::Place;
use crate::policy::{NoteType, Role, SectionType};
use crate::text::fold;

/// A note whose role and note type are known to the policy.
#[derive(Debug)]
pub struct Note<'a> {
    /// Who writes.
    pub role: &'a Role,
    /// What it is filed as; `None` while the author has not chosen.
    pub note_type: Option<&'a NoteType>,
    /// The form's text boxes; at least one.
    pub sections: Vec<Section<'a>>,
    /// The form's other fields by the policy's ids, with what they show.
    pub fields: &'a BTreeMap<String, String>,
    /// The note's language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
}

/// One box of text.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// The box's title on the form; `None` for a form's only box.
    pub name: Option<&'a str>,
    /// What is in it.
    pub text: &'a str,
}

/// A stretch of text that stands in one section of the note's template.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Where it is.
    pub place: Place,
    /// The template's section, where the policy knows it.
    pub section: Option<&'a SectionType>,
    /// Whether the form or a heading in the text says which section this is.
    pub named: bool,
}

impl<'a> Note<'a> {
    /// The text of a place.
    #[must_use]
    pub fn text(&self, place: &Place) -> &'a str {
        self.sections
            .get(place.section)
            .and_then(|section| section.text.get(place.range.clone()))
            .unwrap_or_default()
    }

    /// Whether nothing has been written yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.sections
            .iter()
            .all(|section| section.text.trim().is_empty())
    }

    /// The note cut into its template's sections: by the form's boxes, and within
    /// a single box by the headings that the author typed or the template brought.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'a>> {
        let sections = self
            .note_type
            .map_or(&[][..], |note_type| &note_type.sections);
        let mut parts = Vec::new();
        for (index, section) in self.sections.iter().enumerate() {
            let place = |range| Place {
                section: index,
                range,
            };
            if let Some(name) = section.name {
                parts.push(Part {
                    place: place(0..section.text.len()),
                    section: sections.iter().find(|s| s.is_called(name)),
                    named: true,
                });
                continue;
            }
            let mut from = 0;
            let mut current = None;
            for (line, found) in headings(section.text, sections) {
                if line.start > from || current.is_some() {
                    parts.push(Part {
                        place: place(from..line.start),
                        section: current,
                        named: current.is_some(),
                    });
                }
                from = line.end;
                current = Some(found);
            }
            parts.push(Part {
                place: place(from..section.text.len()),
                section: current,
                named: current.is_some(),
            });
        }
        parts
    }
}

/// Lines that begin with a section's name: the range of the heading itself, up to where its text begins.
fn headings<'s>(text: &str, sections: &'s [SectionType]) -> Vec<(Range<usize>, &'s SectionType)> {
    if sections.is_empty() {
        return Vec::new();
    }
    lines(text)
        .filter_map(|line| {
            let (name, length) = heading_of(&text[line.clone()])?;
            let section = sections.iter().find(|s| s.is_called(name))?;
            Some((line.start..line.start + length, section))
        })
        .collect()
}

/// The ranges of a text's lines, without their line breaks.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    text.split('\n').map(move |line| {
        let start = from;
        from += line.len() + 1;
        start..start + line.trim_end_matches('\r').len()
    })
}

/// The name that a line gives as a heading, and the length of the heading in bytes:
/// `Exec Summary: …`, `**Risks**`, `- NEXT ACTION (owner):`.
pub(crate) fn heading_of(line: &str) -> Option<(&str, usize)> {
    /// No template has a longer heading.
    const LONGEST: usize = 80;
    let colon = line.char_indices().find(|(_, c)| matches!(c, ':' | '：'));
    let (name, length) = match colon {
        Some((at, colon)) => (&line[..at], at + colon.len_utf8()),
        None => (line, line.len()),
    };
    let name = name.split(['(', '（']).next().unwrap_or_default();
    let name = name.trim_matches(|c: char| c.is_whitespace() || "*_-•>#=[]【】".contains(c));
    (!name.is_empty() && name.len() <= LONGEST).then_some((name, length))
}

impl SectionType {
    /// Whether a form or an author calls the section by this name.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let name = fold(name);
        fold(&self.title) == name
            || fold(&self.id) == name
            || self.aliases.iter().any(|a| fold(a) == name)
    }
}
