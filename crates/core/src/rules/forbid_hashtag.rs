//! The note must not carry a hashtag.

use std::sync::Arc;

use super::{Context, Found, HASHTAG_KEY, Kind, KindEntry, decode_hashtag, hashtag_edits};
use crate::hashtag::Hashtag;

pub(crate) static ENTRY: KindEntry = KindEntry {
    name: "forbid-hashtag",
    about: "The note must not carry a hashtag.",
    keys: &[HASHTAG_KEY],
    places: &["tag", "found"],
    missing: false,
    decode: |table, policy| {
        Some(Arc::new(ForbidHashtag {
            hashtag: decode_hashtag(table, policy)?,
        }))
    },
};

#[derive(Debug)]
struct ForbidHashtag {
    hashtag: Hashtag,
}

impl Kind for ForbidHashtag {
    fn check(&self, cx: &Context<'_>) -> Vec<Found> {
        let mut mentions = cx.mentions(&self.hashtag);
        mentions.retain(|(_, mention)| mention.flaw.is_none());
        mentions
            .iter()
            .map(|(place, _)| {
                Found::at(place.clone())
                    .with("tag", &self.hashtag.tag)
                    .with("found", cx.note.text(place))
                    .fix(hashtag_edits::remove(
                        cx,
                        &self.hashtag,
                        std::slice::from_ref(place),
                    ))
            })
            .collect()
    }
}
