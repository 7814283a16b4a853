//! A role files notes under certain note types.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::{Change, Fix, Safety, Severity};
use crate::text::either;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "allowed-note-types",
    about: "A role files notes under the note types that the policy's `allowed` tables give it.",
    keys: &[Key {
        name: "usual_severity",
        shape: Shape::Severity,
        required: false,
        about: "The severity where no situation asks for a note type of its own.",
    }],
    places: &["role", "note_type", "allowed", "because"],
    missing: false,
    decode: |table, _| {
        let usual = table.one_of("usual_severity", &Severity::NAMES);
        Some(Arc::new(AllowedNoteTypes {
            usual: usual.and_then(|name| Severity::from_name(&name.value)),
        }))
    },
};

#[derive(Debug)]
struct AllowedNoteTypes {
    usual: Option<Severity>,
}

impl Kind for AllowedNoteTypes {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let Some(note_type) = cx.note.note_type.filter(|t| t.deprecated.is_none()) else {
            return Vec::new();
        };
        let allowed = cx.policy.allowed(&cx.note.role.id, &cx.reading.situation);
        let Some(allowed) = allowed else {
            return Vec::new();
        };
        if allowed.note_types.contains(&note_type.id) {
            return Vec::new();
        }
        let titles: Vec<&str> = allowed
            .note_types
            .iter()
            .map(|id| cx.policy.note_type_title(id))
            .collect();
        let because = allowed
            .situation
            .as_deref()
            .and_then(|id| cx.policy.situation(id))
            .map(|s| format!(" for a customer who is {}", s.title))
            .unwrap_or_default();
        let mut found = Found::at(Context::whole())
            .with("role", &cx.note.role.title)
            .with("note_type", &note_type.title)
            .with("allowed", either(&titles))
            .with("because", because);
        found.situational = allowed.situation.is_some();
        found.severity = if allowed.situation.is_none() {
            self.usual
        } else {
            None
        };
        found.fixes = titles.iter().map(|title| refile(title)).collect();
        vec![found]
    }
}

/// The fix that files the note under another type.
pub(crate) fn refile(title: &str) -> Fix {
    Fix {
        title: format!("Change the note type to {title}"),
        safety: Safety::Shown,
        change: Change::NoteType(title.to_owned()),
    }
}
