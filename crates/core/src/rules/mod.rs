//! The kinds of rules that a policy can use, one file each.
//!
//! A kind is a type that implements [`Kind`], plus a [`KindEntry`] in [`KINDS`]
//! that tells its name, its keys and how to read them. `forbid_phrases` is the
//! smallest one to begin from.

mod action;
mod allowed_note_types;
mod deprecated_note_type;
mod first_line_prefix;
mod forbid_hashtag;
mod forbid_phrases;
mod hashtag_edits;
mod hashtag_in_section;
mod heading_value;
mod max_length;
mod near_miss;
mod phrases;
mod plain_phrases;
mod require_fields;
mod require_hashtag;
mod require_headings;
mod require_phrase;

use std::fmt::Debug;
use std::sync::Arc;

use crate::finding::{Fix, Place, Severity};
use crate::hashtag::{Hashtag, Mention};
use crate::note::{Note, Part};
use crate::policy::{Policy, Rule, Table};
use crate::situation::Certainty;
use crate::text::fold;

/// One kind of rule.
pub(crate) trait Kind: Debug + Send + Sync {
    /// The places where a note breaks the rule; its condition holds already.
    fn check(&self, cx: &Context<'_>) -> Vec<Found>;
}

/// How a kind is named, documented and read.
#[derive(Debug)]
pub(crate) struct KindEntry {
    /// The value of a rule's `kind`.
    pub(crate) name: &'static str,
    /// What rules of this kind ask, in one line.
    pub(crate) about: &'static str,
    /// The kind's own keys.
    pub(crate) keys: &'static [Key],
    /// What a message can say in braces.
    pub(crate) places: &'static [&'static str],
    /// Whether its findings are about something that is not there (yet).
    pub(crate) missing: bool,
    /// Reads the kind's own keys. Mistakes are reported to the table.
    pub(crate) decode: fn(&Table<'_, '_>, &Policy) -> Option<Arc<dyn Kind>>,
}

/// A key of a kind, for the schema and the documentation.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
    pub(crate) about: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    Text,
    Texts,
    Count,
    Severity,
}

/// Every kind there is.
pub(crate) static KINDS: &[&KindEntry] = &[
    &require_hashtag::ENTRY,
    &forbid_hashtag::ENTRY,
    &near_miss::ENTRY,
    &hashtag_in_section::ENTRY,
    &allowed_note_types::ENTRY,
    &deprecated_note_type::ENTRY,
    &action::ENTRY,
    &first_line_prefix::ENTRY,
    &require_headings::ENTRY,
    &heading_value::ENTRY,
    &forbid_phrases::ENTRY,
    &require_phrase::ENTRY,
    &max_length::ENTRY,
    &require_fields::ENTRY,
];

/// What a note says of the customer, with evidence placed in its sections.
#[derive(Clone, Debug)]
pub(crate) struct NoteReading {
    pub(crate) situation: String,
    pub(crate) certainty: Certainty,
    pub(crate) evidence: Vec<Place>,
    pub(crate) reason: String,
}

/// All that a rule may look at.
pub(crate) struct Context<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) rule: &'a Rule,
    pub(crate) note: &'a Note<'a>,
    pub(crate) all_parts: &'a [Part<'a>],
    pub(crate) reading: &'a NoteReading,
}

impl<'a> Context<'a> {
    /// The parts of the note that the rule looks at.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'a Part<'a>> {
        let wanted = &self.rule.when.sections;
        self.all_parts.iter().filter(move |part| {
            wanted.is_empty()
                || part
                    .section
                    .is_some_and(|section| wanted.contains(&section.id))
        })
    }

    /// Every mention of a hashtag in the note, with its place.
    pub(crate) fn mentions(&self, hashtag: &Hashtag) -> Vec<(Place, Mention)> {
        self.note
            .sections
            .iter()
            .enumerate()
            .flat_map(|(section, text)| {
                hashtag.mentions(text.text).into_iter().map(move |m| {
                    (
                        Place {
                            section,
                            range: m.range.clone(),
                        },
                        m,
                    )
                })
            })
            .collect()
    }

    /// What a companion field shows; `None` where the form has no such field.
    pub(crate) fn field(&self, id: &str) -> Option<&'a str> {
        let id = fold(id);
        self.note
            .fields
            .iter()
            .find(|(name, _)| fold(name) == id)
            .map(|(_, value)| value.as_str())
    }

    /// The note as a whole.
    pub(crate) fn whole() -> Place {
        Place {
            section: 0,
            range: 0..0,
        }
    }

    /// The note type's title as a message says it.
    pub(crate) fn note_type_title(&self) -> &str {
        self.note.note_type.map_or("", |note_type| &note_type.title)
    }
}

/// One place where a note breaks a rule.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) place: Place,
    /// What the message says in braces.
    pub(crate) values: Vec<(&'static str, String)>,
    pub(crate) fixes: Vec<Fix>,
    /// Another severity than the rule's own.
    pub(crate) severity: Option<Severity>,
    /// Another message than the rule's own.
    pub(crate) message: Option<String>,
    /// Whether it holds only because of what the note was read to say.
    pub(crate) situational: bool,
}

impl Found {
    pub(crate) fn at(place: Place) -> Self {
        Self {
            place,
            values: Vec::new(),
            fixes: Vec::new(),
            severity: None,
            message: None,
            situational: false,
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    pub(crate) fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }
}

/// The hashtag that a rule's `hashtag` key names.
pub(crate) fn decode_hashtag(table: &Table<'_, '_>, policy: &Policy) -> Option<Hashtag> {
    let id = table.required_string("hashtag")?;
    let found = policy.hashtag(&id.value).cloned();
    if found.is_none() {
        table.unknown(
            &id,
            "hashtag",
            policy.hashtags.iter().map(|h| h.id.as_str()),
        );
    }
    found
}

pub(crate) const HASHTAG_KEY: Key = Key {
    name: "hashtag",
    shape: Shape::Text,
    required: true,
    about: "The hashtag's id.",
};
