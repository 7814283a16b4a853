//! A note that begins a template has all of its headings.

use std::sync::Arc;

use super::{Context, Found, Key, Kind, KindEntry, Shape};
use crate::finding::Place;
use crate::note::{heading_of, lines};
use crate::text::{either, fold};

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "require-headings",
    about: "A note that begins a template has all of its headings.",
    keys: &[
        Key {
            name: "headings",
            shape: Shape::Texts,
            required: true,
            about: "The headings; other spellings of one stand behind `|`.",
        },
        Key {
            name: "from",
            shape: Shape::Count,
            required: false,
            about: "How many of them show that the template is begun; 1 unless given.",
        },
    ],
    places: &["missing"],
    missing: true,
    decode: |table, _| {
        let headings = table.required_strings("headings");
        let from = table.count("from");
        if let Some(from) = from.as_ref().filter(|from| from.value > headings.len()) {
            table.report(
                from.span.clone(),
                "this rule can never fire: there are fewer headings than `from`",
                None,
            );
        }
        Some(Arc::new(RequireHeadings {
            headings: headings.into_iter().map(|h| h.value).collect(),
            from: from.map_or(1, |from| from.value),
        }))
    },
};

#[derive(Debug)]
struct RequireHeadings {
    headings: Vec<String>,
    from: usize,
}

impl Kind for RequireHeadings {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let Some(part) = cx.parts().next() else {
            return Vec::new();
        };
        let section = part.place.section;
        let text = cx
            .note
            .sections
            .get(section)
            .map_or("", |section| section.text);
        let written: Vec<String> = lines(text)
            .filter_map(|line| heading_of(&text[line]))
            .map(|(name, _)| fold(name))
            .collect();
        let has = |heading: &String| heading.split('|').any(|name| written.contains(&fold(name)));
        let missing: Vec<&str> = self
            .headings
            .iter()
            .filter(|heading| !has(heading))
            .map(|heading| heading.split('|').next().unwrap_or_default().trim())
            .collect();
        let begun = self.headings.len() - missing.len();
        if missing.is_empty() || begun < self.from {
            return Vec::new();
        }
        let end = text.trim_end().len();
        vec![
            Found::at(Place {
                section,
                range: end..end,
            })
            .with("missing", either(&missing).replace(" or ", " and ")),
        ]
    }
}
