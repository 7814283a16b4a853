//! Something must be said: a reason, a number of attempts, a reference.

use std::sync::Arc;

use super::phrases::{PATTERNS_KEY, PHRASES_KEY, Phrases};
use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "require-phrase",
    about: "A note about something must also say something: no intent, and why.",
    keys: &[
        Key {
            name: "about_phrases",
            shape: Shape::Texts,
            required: false,
            about: "Phrases that show that the note is about this; each match is underlined.",
        },
        Key {
            name: "about_patterns",
            shape: Shape::Texts,
            required: false,
            about: "The same as regular expressions.",
        },
        PHRASES_KEY,
        PATTERNS_KEY,
    ],
    places: &["found"],
    missing: true,
    decode: |table, _| {
        let about = Phrases::decode(table, "about_phrases", "about_patterns");
        let said = Phrases::decode(table, "phrases", "patterns");
        Some(Arc::new(RequirePhrase {
            about: about?,
            said: said?,
        }))
    },
};

#[derive(Debug)]
struct RequirePhrase {
    about: Phrases,
    said: Phrases,
}

impl Kind for RequirePhrase {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        cx.parts()
            .filter_map(|part| {
                let text = cx.note.text(&part.place);
                let range = self.about.find_all(text).into_iter().next()?;
                if self.said.is_match(text) {
                    return None;
                }
                let from = part.place.range.start;
                let found = text[range.clone()].to_owned();
                let place = Place {
                    section: part.place.section,
                    range: from + range.start..from + range.end,
                };
                Some(Found::at(place).with("found", found))
            })
            .collect()
    }
}
