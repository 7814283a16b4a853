//! A list of phrases to look for: plain ones, whole words in any letter case, and patterns.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::{Key, Shape};
use crate::policy::Table;

/// Phrases compiled into one pattern. Searching is linear in the text.
#[derive(Debug)]
pub(crate) struct Phrases(Regex);

/// White space as it stands between words of notes; all of Unicode's would cost start-up time.
const BLANKS: &str = r"[ \t\r\n\u{A0}\u{3000}]+";

/// Memory that one rule's compiled phrases may take.
const SIZE_LIMIT: usize = 1 << 20;

impl Phrases {
    /// Reads the keys `phrases` and `patterns` of a rule (or their other names).
    pub(crate) fn decode(
        table: &Table<'_, '_>,
        phrases: &'static str,
        patterns: &'static str,
    ) -> Option<Self> {
        let plain = table.strings(phrases);
        let regexes = table.strings(patterns);
        if plain.is_empty() && regexes.is_empty() {
            table.missing(
                phrases,
                &format!("`{phrases}` or `{patterns}`: a list of texts"),
            );
            return None;
        }
        let mut alternatives: Vec<String> = plain.iter().map(|p| whole_words(&p.value)).collect();
        let mut sound = true;
        for pattern in &regexes {
            match compile(&pattern.value) {
                Ok(_) => alternatives.push(format!("(?:{})", pattern.value)),
                Err(error) => {
                    sound = false;
                    table.report(
                        pattern.span.clone(),
                        "this pattern cannot be used",
                        Some(explain(&error)),
                    );
                }
            }
        }
        if !sound {
            return None;
        }
        compile(&alternatives.join("|"))
            .map_err(|error| {
                table.report(
                    table.span.clone(),
                    "these phrases are too many for one rule",
                    Some(explain(&error)),
                );
            })
            .map(Self)
            .ok()
    }

    pub(crate) fn find_iter<'t>(
        &self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.0
            .find_iter(text)
            .map(|found| found.range())
            .filter(|range| !range.is_empty())
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(SIZE_LIMIT)
        .dfa_size_limit(SIZE_LIMIT)
        .build()
}

fn explain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => {
            "it grows too large: lower the numbers in its repetitions {…}".to_owned()
        }
        error => error
            .to_string()
            .lines()
            .last()
            .unwrap_or_default()
            .trim()
            .trim_start_matches("error: ")
            .to_owned(),
    }
}

/// The phrase with any white space between its words, and word boundaries where it has words at its ends.
fn whole_words(phrase: &str) -> String {
    let words: Vec<String> = phrase.split_whitespace().map(regex::escape).collect();
    let edge = |c: Option<char>| {
        if c.is_some_and(|c| c.is_ascii_alphanumeric()) {
            r"(?-u:\b)"
        } else {
            ""
        }
    };
    format!(
        "(?:{}{}{})",
        edge(phrase.trim().chars().next()),
        words.join(BLANKS),
        edge(phrase.trim().chars().next_back())
    )
}

pub(crate) const PHRASES_KEY: Key = Key {
    name: "phrases",
    shape: Shape::Texts,
    required: false,
    about: "Phrases, matched as whole words in any letter case.",
};

pub(crate) const PATTERNS_KEY: Key = Key {
    name: "patterns",
    shape: Shape::Texts,
    required: false,
    about: "Regular expressions (no look-around, no back-references), in any letter case.",
};
