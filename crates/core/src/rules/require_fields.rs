//! Companion fields of the form, or sections of the note, must be filled in.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;
use crate::text::fold;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "require-fields",
    about: "Fields of the form, or sections of a note that uses its template, must be filled in.",
    keys: &[
        Key {
            name: "fields",
            shape: Shape::Texts,
            required: false,
            about: "Ids of companion fields.",
        },
        Key {
            name: "sections",
            shape: Shape::Texts,
            required: false,
            about: "Ids of sections.",
        },
    ],
    places: &["missing"],
    missing: true,
    decode: |table, policy| {
        let fields = table.strings("fields");
        for id in fields
            .iter()
            .filter(|id| !policy.fields.iter().any(|f| f.id == id.value))
        {
            table.unknown(id, "field", policy.fields.iter().map(|f| f.id.as_str()));
        }
        let sections = table.strings("sections");
        let known: Vec<&str> = policy
            .note_types
            .iter()
            .flat_map(|t| &t.sections)
            .map(|s| s.id.as_str())
            .collect();
        for id in sections
            .iter()
            .filter(|id| !known.contains(&id.value.as_str()))
        {
            table.unknown(id, "section", known.iter().copied());
        }
        if fields.is_empty() && sections.is_empty() {
            table.missing("fields", "`fields` or `sections`: a list of ids");
        }
        Some(Arc::new(RequireFields {
            fields: fields.into_iter().map(|f| f.value).collect(),
            sections: sections.into_iter().map(|s| s.value).collect(),
        }))
    },
};

#[derive(Debug)]
struct RequireFields {
    fields: Vec<String>,
    sections: Vec<String>,
}

impl Kind for RequireFields {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let title_of = |id: &String| {
            cx.policy
                .fields
                .iter()
                .find(|f| f.id == *id)
                .map_or(id.as_str(), |f| &f.title)
                .to_owned()
        };
        // A form that does not show the field cannot ask for it.
        let fields = self
            .fields
            .iter()
            .filter(|id| cx.field(id).is_some_and(|value| value.trim().is_empty()))
            .map(title_of);
        let written = cx.all_parts.iter().filter(|part| part.named).count();
        let types = cx
            .note
            .note_type
            .map_or(&[][..], |note_type| &note_type.sections);
        let sections = types
            .iter()
            .filter(|section| written > 1 && self.sections.contains(&section.id))
            .filter(|section| {
                let text = cx
                    .all_parts
                    .iter()
                    .filter(|part| part.section.is_some_and(|s| s.id == section.id))
                    .map(|part| cx.note.text(&part.place))
                    .collect::<String>();
                let field = cx.note.fields.iter().any(|(name, value)| {
                    fold(name) == fold(&section.id) && !value.trim().is_empty()
                });
                text.trim().is_empty() && !field
            })
            .map(|section| section.title.clone());
        let missing: Vec<String> = fields.chain(sections).collect();
        if missing.is_empty() {
            return Vec::new();
        }
        let section = cx.note.sections.len().saturating_sub(1);
        let end = cx
            .note
            .sections
            .last()
            .map_or(0, |section| section.text.trim_end().len());
        vec![
            Found::at(Place {
                section,
                range: end..end,
            })
            .with("missing", missing.join(", ")),
        ]
    }
}
