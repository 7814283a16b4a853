//! A list of phrases to look for: plain ones, whole words in any letter case, and patterns.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::plain_phrases::PlainPhrases;
use super::{Key, Shape};
use crate::policy::Table;

/// Phrases and patterns of one rule. Searching is linear in the text.
#[derive(Debug)]
pub(crate) struct Phrases {
    plain: PlainPhrases,
    patterns: Vec<Regex>,
}

/// Memory that one compiled pattern may take.
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
        let compiled: Vec<Option<Regex>> = regexes
            .iter()
            .map(|pattern| {
                compile(&pattern.value)
                    .map_err(|error| {
                        table.report(
                            pattern.span.clone(),
                            "this pattern cannot be used",
                            Some(explain(&error)),
                        );
                    })
                    .ok()
            })
            .collect();
        Some(Self {
            plain: PlainPhrases::new(plain.iter().map(|phrase| phrase.value.as_str())),
            patterns: compiled.into_iter().collect::<Option<_>>()?,
        })
    }

    /// What is found, from left to right, none overlapping another.
    pub(crate) fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<_> = self.plain.find_iter(text).collect();
        for pattern in &self.patterns {
            let ranges = pattern.find_iter(text).map(|found| found.range());
            found.extend(ranges.filter(|range| !range.is_empty()));
        }
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut free = 0;
        found.retain(|range| {
            let apart = range.start >= free;
            free = if apart { range.end } else { free };
            apart
        });
        found
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.plain.find_iter(text).next().is_some()
            || self.patterns.iter().any(|pattern| pattern.is_match(text))
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
