//! Applies a fix so that undo takes it back in one step.

use std::ops::Range;

use notelint_core::finding::Place;

/// One replacement for a box: what a fix's edits come to in one section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Replacement {
    pub(crate) section: usize,
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

/// Joins the edits of each section to one replacement, so that each box has one step to undo.
/// Edits are in order and disjoint, as the engine promises; a section that it did not see is left out.
pub(crate) fn replacements(texts: &[&str], edits: &[(Place, String)]) -> Vec<Replacement> {
    let mut joined: Vec<Replacement> = Vec::new();
    for (Place { section, range }, new) in edits {
        let Some(text) = texts.get(*section) else {
            continue;
        };
        match joined.iter_mut().find(|r| r.section == *section) {
            Some(replacement) => {
                let between = text.get(replacement.range.end..range.start);
                replacement.text.push_str(between.unwrap_or_default());
                replacement.text.push_str(new);
                replacement.range.end = range.end;
            }
            None => joined.push(Replacement {
                section: *section,
                range: range.clone(),
                text: new.clone(),
            }),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(section: usize, range: Range<usize>, new: &str) -> (Place, String) {
        (Place { section, range }, new.to_owned())
    }

    #[test]
    fn edits_of_one_section_become_one_replacement() {
        let edits = [edit(0, 0..1, "x"), edit(0, 3..3, "+"), edit(0, 4..6, "")];
        let made = replacements(&["abcdef"], &edits);
        assert_eq!(
            made,
            [Replacement {
                section: 0,
                range: 0..6,
                text: "xbc+d".into()
            }]
        );
    }

    #[test]
    fn each_section_has_its_own() {
        let edits = [edit(1, 0..4, ""), edit(0, 3..3, " #tag"), edit(7, 0..1, "")];
        let made = replacements(&["abc", "#tag"], &edits);
        assert_eq!(made.len(), 2);
        assert_eq!((made[0].section, made[1].section), (1, 0));
        assert_eq!(made[1].text, " #tag");
    }
}
