//! Fixes that add, remove, move and correct a hashtag.

use std::ops::Range;

use super::Context;
use crate::finding::{Change, Fix, Place, Safety};
use crate::hashtag::{Flaw, Hashtag, Mention};
use crate::note::Part;

/// Adds the tag at the end of a part, before the mark that cuts a section short.
pub(crate) fn addition(cx: &Context<'_>, part: &Part<'_>, tag: &str) -> (Place, String) {
    let text = cx.note.text(&part.place);
    let mark = part.section.and_then(|section| section.cut_mark.as_deref());
    let kept = &text[..cut(text, mark)];
    let end = part.place.range.start + kept.trim_end().len();
    let at = Place {
        section: part.place.section,
        range: end..end,
    };
    let spaced = if kept.trim().is_empty() {
        tag.to_owned()
    } else {
        format!(" {tag}")
    };
    // A heading such as `Exec Summary:` without text wants a space, too.
    let after_heading = spaced.len() == tag.len() && part.place.range.start > 0;
    (
        at,
        if after_heading {
            format!(" {tag}")
        } else {
            spaced
        },
    )
}

/// The fix that adds a missing tag: in the section where it belongs, if the note has sections.
pub(crate) fn add(cx: &Context<'_>, hashtag: &Hashtag, section: Option<&str>) -> Fix {
    let tag = &hashtag.tag;
    let belongs = |part: &&Part<'_>| {
        section.is_some_and(|id| part.section.is_some_and(|section| section.id == id))
    };
    let title_of = |id: &str| {
        let sections = cx
            .note
            .note_type
            .map_or(&[][..], |note_type| &note_type.sections);
        sections
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.title.clone())
    };
    let in_sections = cx.all_parts.iter().any(|part| part.named);
    if let Some(part) = cx.all_parts.iter().find(belongs) {
        let title = part.section.map_or("", |section| &section.title);
        return edits(
            format!("Add {tag} to {title}"),
            Safety::Safe,
            vec![addition(cx, part, tag)],
        );
    }
    match section.and_then(title_of) {
        Some(title) if in_sections => Fix {
            title: format!("Add {tag} to {title}"),
            safety: Safety::Shown,
            change: Change::Action(format!("Write {tag} in the section {title}.")),
        },
        _ => match cx.all_parts.last() {
            Some(part) => edits(
                format!("Add {tag}"),
                Safety::Safe,
                vec![addition(cx, part, tag)],
            ),
            None => edits(format!("Add {tag}"), Safety::Safe, Vec::new()),
        },
    }
}

/// The fix that removes a tag, with the space that it would leave behind.
pub(crate) fn remove(cx: &Context<'_>, hashtag: &Hashtag, places: &[Place]) -> Fix {
    let gone = places
        .iter()
        .map(|place| (removal(cx, place), String::new()))
        .collect();
    edits(
        format!("Remove {}", written(cx, hashtag, places)),
        Safety::Asks,
        gone,
    )
}

/// The fix that moves a tag into a part; where the part has it already, it is only taken away.
pub(crate) fn transfer(cx: &Context<'_>, hashtag: &Hashtag, place: &Place, to: &Part<'_>) -> Fix {
    let title = to.section.map_or("", |section| &section.title);
    let there = hashtag
        .mentions(cx.note.text(&to.place))
        .iter()
        .any(|m| m.flaw.is_none());
    let mut changes = vec![(removal(cx, place), String::new())];
    if !there {
        changes.push(addition(cx, to, &hashtag.tag));
    }
    changes.sort_by_key(|(place, _)| (place.section, place.range.start));
    edits(
        format!("Move {} to {title}", hashtag.tag),
        Safety::Asks,
        changes,
    )
}

/// The fix that turns a near miss into the tag.
pub(crate) fn correct(
    cx: &Context<'_>,
    hashtag: &Hashtag,
    place: &Place,
    mention: &Mention,
) -> Fix {
    let found = cx.note.text(place);
    let (title, text) = match mention.flaw {
        Some(Flaw::GluedBefore) => (format!("Put a space before {found}"), format!(" {found}")),
        Some(Flaw::GluedAfter) => (format!("Put a space after {found}"), format!("{found} ")),
        _ => (format!("Change to {}", hashtag.tag), hashtag.tag.clone()),
    };
    edits(title, Safety::Safe, vec![(place.clone(), text)])
}

pub(crate) fn edits(title: String, safety: Safety, edits: Vec<(Place, String)>) -> Fix {
    Fix {
        title,
        safety,
        change: Change::Edits(edits),
    }
}

/// What is removed, in the author's spelling where there is one only.
fn written<'c>(cx: &Context<'c>, hashtag: &'c Hashtag, places: &[Place]) -> &'c str {
    match places {
        [only] => cx.note.text(only),
        _ => &hashtag.tag,
    }
}

fn removal(cx: &Context<'_>, place: &Place) -> Place {
    let text = cx
        .note
        .sections
        .get(place.section)
        .map_or("", |section| section.text);
    Place {
        section: place.section,
        range: with_space(text, &place.range),
    }
}

/// The range and the blank before it; at the start of a line, the blank after it.
fn with_space(text: &str, range: &Range<usize>) -> Range<usize> {
    let blank = |c: char| c == ' ' || c == '\u{a0}';
    match text[..range.start].chars().next_back() {
        Some(before) if blank(before) => range.start - before.len_utf8()..range.end,
        None | Some('\n') => match text[range.end..].chars().next() {
            Some(after) if blank(after) => range.start..range.end + after.len_utf8(),
            _ => range.clone(),
        },
        Some(_) => range.clone(),
    }
}

/// Where a section's text ends for its readers: at the cut mark, if it has one.
pub(crate) fn cut(text: &str, mark: Option<&str>) -> usize {
    let Some(mark) = mark.filter(|mark| !mark.is_empty()) else {
        return text.len();
    };
    text.match_indices(mark)
        .find(|(at, _)| {
            !text[at + mark.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '#')
        })
        .map_or(text.len(), |(at, _)| at)
}
