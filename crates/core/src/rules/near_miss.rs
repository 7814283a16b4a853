//! A hashtag must be written so that reports find it.

use std::sync::Arc;

use super::{
    Context, Found, HASHTAG_KEY, Key, Kind, KindEntry, Shape, decode_hashtag, hashtag_edits,
};
use crate::hashtag::Hashtag;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "near-miss-hashtag",
    about: "A hashtag must be written so that reports find it.",
    keys: &[
        HASHTAG_KEY,
        Key {
            name: "remove_when",
            shape: Shape::Texts,
            required: false,
            about: "Situations in which the near miss is to be removed, not corrected.",
        },
    ],
    places: &["tag", "found"],
    missing: false,
    decode: |table, policy| {
        let remove_when = table.strings("remove_when");
        for id in remove_when
            .iter()
            .filter(|id| policy.situation(&id.value).is_none())
        {
            table.unknown(
                id,
                "situation",
                policy.situations.iter().map(|s| s.id.as_str()),
            );
        }
        Some(Arc::new(NearMiss {
            hashtag: decode_hashtag(table, policy)?,
            remove_when: remove_when.into_iter().map(|id| id.value).collect(),
        }))
    },
};

#[derive(Debug)]
struct NearMiss {
    hashtag: Hashtag,
    remove_when: Vec<String>,
}

impl Kind for NearMiss {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let mentions = cx.mentions(&self.hashtag);
        // Reports find the note by its other, right tag.
        if mentions.iter().any(|(_, mention)| mention.flaw.is_none()) {
            return Vec::new();
        }
        let remove = self.remove_when.contains(&cx.reading.situation);
        mentions
            .iter()
            .map(|(place, mention)| {
                let fix = if remove {
                    hashtag_edits::remove(cx, &self.hashtag, std::slice::from_ref(place))
                } else {
                    hashtag_edits::correct(cx, &self.hashtag, place, mention)
                };
                Found::at(place.clone())
                    .with("tag", &self.hashtag.tag)
                    .with("found", cx.note.text(place))
                    .fix(fix)
            })
            .collect()
    }
}
