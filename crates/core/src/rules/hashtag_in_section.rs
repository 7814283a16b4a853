//! A hashtag must stand in one section of the note.

use std::sync::Arc;

use super::{
    Context, Found, HASHTAG_KEY, Key, Kind, KindEntry, Shape, decode_hashtag, hashtag_edits,
};
use crate::finding::{Change, Fix, Safety};
use crate::hashtag::Hashtag;
use crate::note::Part;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "hashtag-in-section",
    about: "A hashtag must stand in one section of the note.",
    keys: &[
        HASHTAG_KEY,
        Key {
            name: "section",
            shape: Shape::Text,
            required: true,
            about: "The section's id.",
        },
    ],
    places: &["tag", "section", "found_in"],
    missing: false,
    decode: |table, policy| {
        let section = table.required_string("section")?;
        let sections = || policy.note_types.iter().flat_map(|t| &t.sections);
        if !sections().any(|s| s.id == section.value) {
            table.unknown(&section, "section", sections().map(|s| s.id.as_str()));
        }
        Some(Arc::new(HashtagInSection {
            hashtag: decode_hashtag(table, policy)?,
            section: section.value,
        }))
    },
};

#[derive(Debug)]
struct HashtagInSection {
    hashtag: Hashtag,
    section: String,
}

impl HashtagInSection {
    fn is_wanted(&self, part: &Part<'_>) -> bool {
        part.section
            .is_some_and(|section| section.id == self.section)
    }
}

impl Kind for HashtagInSection {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let Some(wanted) = cx
            .note
            .note_type
            .and_then(|note_type| note_type.sections.iter().find(|s| s.id == self.section))
        else {
            return Vec::new();
        };
        // One box without headings: there is no telling which section it is.
        if !cx.all_parts.iter().any(|part| part.named) {
            return Vec::new();
        }
        let target = cx.all_parts.iter().find(|part| self.is_wanted(part));
        cx.mentions(&self.hashtag)
            .into_iter()
            .filter(|(_, mention)| mention.flaw.is_none())
            .filter_map(|(place, _)| {
                let part = cx.all_parts.iter().find(|part| {
                    part.place.section == place.section
                        && part.place.range.start <= place.range.start
                        && place.range.end <= part.place.range.end
                });
                if part.is_some_and(|part| self.is_wanted(part)) {
                    return None;
                }
                let fix = match target {
                    Some(target) => hashtag_edits::transfer(cx, &self.hashtag, &place, target),
                    None => Fix {
                        title: format!("Move {} to {}", self.hashtag.tag, wanted.title),
                        safety: Safety::Shown,
                        change: Change::Action(format!(
                            "Write {} in the section {} instead.",
                            self.hashtag.tag, wanted.title
                        )),
                    },
                };
                let found_in = part
                    .and_then(|part| part.section)
                    .map_or("another part of the note", |section| &section.title);
                Some(
                    Found::at(place)
                        .with("tag", &self.hashtag.tag)
                        .with("section", &wanted.title)
                        .with("found_in", found_in)
                        .fix(fix),
                )
            })
            .collect()
    }
}
