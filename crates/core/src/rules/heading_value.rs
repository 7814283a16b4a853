//! What stands under a heading is one of a list of values.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;
use crate::note::{heading_of, lines};
use crate::text::{either, fold};

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "heading-value",
    about: "What stands under a heading is one of a list of values.",
    keys: &[
        Key {
            name: "heading",
            shape: Shape::Text,
            required: true,
            about: "The heading.",
        },
        Key {
            name: "values",
            shape: Shape::Texts,
            required: true,
            about: "The values; more words may follow one.",
        },
    ],
    places: &["found", "heading", "values"],
    missing: false,
    decode: |table, _| {
        let heading = table.required_string("heading");
        let values = table.required_strings("values");
        Some(Arc::new(HeadingValue {
            heading: heading?.value,
            values: values.into_iter().map(|v| v.value).collect(),
        }))
    },
};

#[derive(Debug)]
struct HeadingValue {
    heading: String,
    values: Vec<String>,
}

impl Kind for HeadingValue {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let heading = fold(&self.heading);
        let names: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let mut found = Vec::new();
        for part in cx.parts() {
            let text = cx.note.text(&part.place);
            let mut lines = lines(text).peekable();
            while let Some(line) = lines.next() {
                let Some((name, length)) = heading_of(&text[line.clone()]) else {
                    continue;
                };
                if fold(name) != heading {
                    continue;
                }
                let mut at = line.start + length..line.end;
                if text[at.clone()].trim().is_empty() {
                    at = lines.peek().cloned().unwrap_or(at);
                }
                let value = text[at.clone()].trim();
                let said = fold(value);
                if value.is_empty() || self.values.iter().any(|v| said.starts_with(&fold(v))) {
                    continue;
                }
                let start = part.place.range.start + at.start + text[at.clone()].len()
                    - text[at.clone()].trim_start().len();
                let place = Place {
                    section: part.place.section,
                    range: start..start + value.len(),
                };
                found.push(
                    Found::at(place)
                        .with("found", value)
                        .with("heading", &self.heading)
                        .with("values", either(&names)),
                );
            }
        }
        found
    }
}
