//! Plain phrases found in a text as whole words, in any letter case.
//!
//! By hand and not by a pattern: compiled patterns are most of what starting an engine costs, and
//! a browser starts it again whenever its background has been stopped.

use std::collections::BTreeMap;
use std::ops::Range;

/// Phrases by their first character, each bucket in the order of the rule.
#[derive(Debug, Default)]
pub(super) struct PlainPhrases(BTreeMap<char, Vec<Phrase>>);

#[derive(Debug)]
struct Phrase {
    /// In lower case, behind the first character, any white space as one space.
    rest: Vec<char>,
    /// Whether no letter or digit may stand right before it, right behind it.
    starts_word: bool,
    ends_word: bool,
}

impl PlainPhrases {
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Self {
        let mut by_first: BTreeMap<char, Vec<Phrase>> = BTreeMap::new();
        for phrase in phrases {
            let words: Vec<&str> = phrase.split_whitespace().collect();
            let words = words.join(" ");
            let mut chars = words.chars().map(lower);
            let Some(first) = chars.next() else { continue };
            by_first.entry(first).or_default().push(Phrase {
                rest: chars.collect(),
                starts_word: words.starts_with(|c: char| c.is_ascii_alphanumeric()),
                ends_word: words.ends_with(|c: char| c.is_ascii_alphanumeric()),
            });
        }
        Self(by_first)
    }

    /// Matches from left to right, none overlapping another; linear in the text.
    pub(super) fn find_iter<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        let mut free = 0;
        let mut before = None;
        text.char_indices().filter_map(move |(at, char)| {
            let left = before.replace(char);
            if at < free {
                return None;
            }
            let behind = &text[at + char.len_utf8()..];
            let length = self
                .0
                .get(&lower(char))?
                .iter()
                .filter(|phrase| !phrase.starts_word || !left.is_some_and(in_word))
                .find_map(|phrase| phrase.match_rest(behind))?;
            free = at + char.len_utf8() + length;
            Some(at..free)
        })
    }
}

impl Phrase {
    /// How many bytes of `text` are the rest of this phrase.
    fn match_rest(&self, text: &str) -> Option<usize> {
        let mut rest = text;
        for &wanted in &self.rest {
            rest = if wanted == ' ' {
                let behind = rest.trim_start_matches(is_blank);
                (behind.len() < rest.len()).then_some(behind)?
            } else {
                let char = rest.chars().next().filter(|c| lower(*c) == wanted)?;
                &rest[char.len_utf8()..]
            };
        }
        let cut = self.ends_word && rest.starts_with(in_word);
        (!cut).then_some(text.len() - rest.len())
    }
}

/// Letters of scripts that put no space between words do not hide a phrase beside them.
fn in_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// White space as it stands between words of notes.
fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\r' | '\n' | '\u{A0}' | '\u{3000}')
}

fn lower(char: char) -> char {
    char.to_lowercase().next().unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::PlainPhrases;

    fn found<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        PlainPhrases::new(phrases.iter().copied())
            .find_iter(text)
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn whole_words_in_any_case_and_with_any_white_space() {
        let text = "For  now, FOR\r\nNOW; forever now, for nowhere, xfor now, for\u{A0}now";
        assert_eq!(
            found(&["for now"], text),
            ["For  now", "FOR\r\nNOW", "for\u{A0}now"]
        );
    }

    #[test]
    fn the_first_of_the_list_wins_and_matches_do_not_overlap() {
        assert_eq!(
            found(&["plan to", "plan", "to plan"], "to plan to plan"),
            ["to plan", "to plan"]
        );
        assert_eq!(
            found(&["plan to", "plan"], "plan to plan"),
            ["plan to", "plan"]
        );
    }

    #[test]
    fn scripts_without_spaces_and_signs_at_the_edges() {
        assert_eq!(found(&["保留中"], "現在保留中です"), ["保留中"]);
        assert_eq!(found(&["DCR"], "詳細はDCRを見る"), ["DCR"]);
        assert_eq!(found(&["#x"], "a#x b"), ["#x"]);
        assert_eq!(found(&["", " "], "a b"), [""; 0]);
        assert_eq!(found(&["ärger"], "ÄRGER"), ["ÄRGER"]);
    }
}
