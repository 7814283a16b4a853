//! Words to avoid.

use std::sync::Arc;

use super::phrases::{PATTERNS_KEY, PHRASES_KEY, Phrases};
use super::{Context, Found, Kind, KindEntry};
use crate::finding::Place;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "forbid-phrases",
    about: "The note should not use certain words.",
    keys: &[PHRASES_KEY, PATTERNS_KEY],
    places: &["found"],
    missing: false,
    decode: |table, _| {
        Some(Arc::new(ForbidPhrases {
            phrases: Phrases::decode(table, "phrases", "patterns")?,
        }))
    },
};

#[derive(Debug)]
struct ForbidPhrases {
    phrases: Phrases,
}

impl Kind for ForbidPhrases {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        cx.parts()
            .flat_map(|part| {
                let text = cx.note.text(&part.place);
                let found = self.phrases.find_all(text);
                found.into_iter().map(move |range| {
                    let from = part.place.range.start;
                    let found = text[range.clone()].to_owned();
                    Found::at(Place {
                        section: part.place.section,
                        range: from + range.start..from + range.end,
                    })
                    .with("found", found)
                })
            })
            .collect()
    }
}
