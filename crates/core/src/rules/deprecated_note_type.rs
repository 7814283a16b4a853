//! A deprecated note type is not to be used.

use std::sync::Arc;

use super::allowed_note_types::refile;
use super::{Context, Found, Kind, KindEntry};
use crate::text::either;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "deprecated-note-type",
    about: "A deprecated note type is not to be used.",
    keys: &[],
    places: &["role", "note_type", "allowed", "reason"],
    missing: false,
    decode: |_, _| Some(Arc::new(DeprecatedNoteType)),
};

#[derive(Debug)]
struct DeprecatedNoteType;

impl Kind for DeprecatedNoteType {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let Some(note_type) = cx.note.note_type else {
            return Vec::new();
        };
        let Some(reason) = &note_type.deprecated else {
            return Vec::new();
        };
        let instead = cx
            .policy
            .allowed(&cx.note.role.id, &cx.reading.situation)
            .or_else(|| cx.policy.any_allowed(&cx.note.role.id));
        let titles: Vec<&str> = instead
            .map(|allowed| {
                allowed
                    .note_types
                    .iter()
                    .map(|id| cx.policy.note_type_title(id))
                    .collect()
            })
            .unwrap_or_default();
        let mut found = Found::at(Context::whole())
            .with("role", &cx.note.role.title)
            .with("note_type", &note_type.title)
            .with("allowed", either(&titles))
            .with("reason", reason);
        found.fixes = titles.iter().map(|title| refile(title)).collect();
        vec![found]
    }
}
