//! A text is not longer than it may be.

use std::sync::Arc;

use super::hashtag_edits::cut;
use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "max-length",
    about: "A text is not longer than it may be, counted up to its section's cut mark.",
    keys: &[Key {
        name: "limit",
        shape: Shape::Count,
        required: true,
        about: "The most characters, counted in UTF-16 code units as forms count.",
    }],
    places: &["limit", "length", "over", "section"],
    missing: false,
    decode: |table, _| {
        if !table.has("limit") {
            table.missing("limit", "a whole number from 1");
        }
        Some(Arc::new(MaxLength {
            limit: table.count("limit")?.value,
        }))
    },
};

#[derive(Debug)]
struct MaxLength {
    limit: usize,
}

impl Kind for MaxLength {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        cx.parts()
            .filter_map(|part| {
                let text = cx.note.text(&part.place);
                let mark = part.section.and_then(|section| section.cut_mark.as_deref());
                let counted = text[..cut(text, mark)].trim();
                let length = counted.encode_utf16().count();
                if length <= self.limit {
                    return None;
                }
                let from = part.place.range.start + text.len() - text.trim_start().len();
                let mut units = 0;
                let over = counted
                    .char_indices()
                    .find(|(_, c)| {
                        units += c.len_utf16();
                        units > self.limit
                    })
                    .map_or(counted.len(), |(at, _)| at);
                let place = Place {
                    section: part.place.section,
                    range: from + over..from + counted.len(),
                };
                Some(
                    Found::at(place)
                        .with("limit", self.limit.to_string())
                        .with("length", length.to_string())
                        .with("over", (length - self.limit).to_string())
                        .with("section", part.section.map_or("", |section| &section.title)),
                )
            })
            .collect()
    }
}
