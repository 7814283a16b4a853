//! The note must carry a hashtag.

use std::sync::Arc;

use super::{
    Context, Found, HASHTAG_KEY, Key, Kind, KindEntry, Shape, decode_hashtag, hashtag_edits,
};
use crate::finding::Place;
use crate::hashtag::Hashtag;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "require-hashtag",
    about: "The note must carry a hashtag.",
    keys: &[
        HASHTAG_KEY,
        Key {
            name: "section",
            shape: Shape::Text,
            required: false,
            about: "Id of the section in which the fix puts the tag, where the note has it.",
        },
    ],
    places: &["tag", "note_type"],
    missing: true,
    decode: |table, policy| {
        let section = table.string("section").map(|section| section.value);
        Some(Arc::new(RequireHashtag {
            hashtag: decode_hashtag(table, policy)?,
            section,
        }))
    },
};

#[derive(Debug)]
struct RequireHashtag {
    hashtag: Hashtag,
    section: Option<String>,
}

impl Kind for RequireHashtag {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let mentions = cx.mentions(&self.hashtag);
        if mentions.iter().any(|(_, mention)| mention.flaw.is_none()) {
            return Vec::new();
        }
        // A near miss is corrected rather than joined by a second tag.
        let fix = match mentions.first() {
            Some((place, mention)) => hashtag_edits::correct(cx, &self.hashtag, place, mention),
            None => hashtag_edits::add(cx, &self.hashtag, self.section.as_deref()),
        };
        let section = cx.all_parts.last().map_or(0, |part| part.place.section);
        let place = match (&fix.change, mentions.first()) {
            (_, Some((place, _))) => place.clone(),
            (crate::finding::Change::Edits(edits), None) if !edits.is_empty() => edits[0].0.clone(),
            _ => Place {
                section,
                range: 0..0,
            },
        };
        vec![
            Found::at(place)
                .with("tag", &self.hashtag.tag)
                .with("note_type", cx.note_type_title())
                .fix(fix),
        ]
    }
}
