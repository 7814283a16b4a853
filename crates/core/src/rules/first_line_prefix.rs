//! The note's first line begins with names from a list, in brackets.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;
use crate::policy::At;
use crate::text::{either, nearest};

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "first-line-prefix",
    about: "The note's first line begins with names from a list, in brackets: `[A]` or `[A+B]`.",
    keys: &[
        Key {
            name: "values",
            shape: Shape::Texts,
            required: true,
            about: "The names.",
        },
        Key {
            name: "join",
            shape: Shape::Text,
            required: false,
            about: "What stands between several names; `+` unless given.",
        },
    ],
    places: &["found", "values", "near"],
    missing: false,
    decode: |table, _| {
        let values = table.required_strings("values");
        let join = table
            .string("join")
            .map_or_else(|| "+".to_owned(), |join: At<String>| join.value);
        Some(Arc::new(FirstLinePrefix {
            values: values.into_iter().map(|v| v.value).collect(),
            join,
        }))
    },
};

#[derive(Debug)]
struct FirstLinePrefix {
    values: Vec<String>,
    join: String,
}

impl FirstLinePrefix {
    fn found(&self, place: Place, found: &str) -> Found {
        let names: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let near = nearest(found, names.iter().copied())
            .map(|near| format!(" Did you mean {near}?"))
            .unwrap_or_default();
        Found::at(place)
            .with("found", found)
            .with("values", either(&names))
            .with("near", near)
    }
}

impl Kind for FirstLinePrefix {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let Some(part) = cx.parts().next() else {
            return Vec::new();
        };
        let text = cx.note.text(&part.place);
        let blank = text.len() - text.trim_start().len();
        let line = text[blank..].lines().next().unwrap_or_default();
        let from = part.place.range.start + blank;
        let place = |start: usize, end: usize| Place {
            section: part.place.section,
            range: from + start..from + end,
        };
        let inside = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let Some((names, _)) = inside else {
            return vec![self.found(place(0, 0), "")];
        };
        let mut at = 1;
        let mut wrong = Vec::new();
        for name in names.split(self.join.as_str()) {
            let trimmed = name.trim();
            if !self
                .values
                .iter()
                .any(|value| value.eq_ignore_ascii_case(trimmed))
            {
                wrong.push(self.found(place(at, at + name.len()), trimmed));
            }
            at += name.len() + self.join.len();
        }
        wrong
    }
}
