//! The cue lexicon as written in the policy's `*.cues.toml`.
//!
//! A pattern is a row of words: `push|pushed .. back` matches "pushed it back". `|` parts
//! alternatives, a trailing `*` matches any ending, `..` skips up to three words.

use std::collections::HashMap;

use serde::Deserialize;

use super::ReaderError;
use super::cues::{Category, Cues, Step, WrittenCue};
use super::features::BLOCKS;
use super::tokens::{Tokens, is_glyph};

/// Longer n-grams are phrases, which words and cues catch better.
const MAX_GRAM: usize = 8;
/// Scopes are kept as bits of a `u64`; more modifiers than this make no reader happier.
const MAX_CATEGORIES: usize = 64;
/// So are the languages of a word.
pub(super) const MAX_LANGUAGES: usize = 64;

/// The lexicon as written in `*.cues.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    neutral: String,
    #[serde(default)]
    hashtag: Hashtag,
    #[serde(default)]
    language: Vec<Language>,
    #[serde(default)]
    situation: Vec<Situation>,
    #[serde(default)]
    category: Vec<WrittenCategory>,
    #[serde(default)]
    reasons: Reasons,
}

/// Sentences for readings that no single cue explains.
#[derive(Deserialize, Default, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reasons {
    pub(crate) weights: String,
    pub(crate) nothing: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Hashtag {
    /// Words that make a hashtag invisible to the model: a finding about the tag must not
    /// change the reading on which it rests.
    #[serde(default)]
    masked: Vec<String>,
}

/// A language (or several that share weights) and how it is told from the others.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    pub(crate) id: String,
    pub(crate) script: Script,
    /// Frequent short words that the others lack.
    #[serde(default)]
    pub(crate) words: Vec<String>,
    /// Letters beyond ASCII that it has.
    #[serde(default)]
    pub(crate) letters: String,
    /// Languages of one name share the weights of their words and characters.
    pub(crate) weights: String,
    /// Shortest and longest character n-gram.
    pub(crate) grams: [usize; 2],
    /// n-grams run across the words of a sentence, not only within one.
    #[serde(default)]
    pub(crate) across: bool,
    /// How loud words, character n-grams and cues are.
    pub(crate) blocks: [f64; BLOCKS],
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Script {
    Latin,
    Kana,
    Han,
}

impl Language {
    /// For a lexicon that names none: as measured for English.
    pub(crate) fn only() -> Self {
        Self {
            id: "any".to_owned(),
            script: Script::Latin,
            words: Vec::new(),
            letters: String::new(),
            weights: "any".to_owned(),
            grams: [3, 6],
            across: false,
            blocks: [1.0, 0.5, 0.5],
        }
    }
}

/// What cues alone must find for a situation: one category of each group, unmodified.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Situation {
    pub(crate) id: String,
    pub(crate) needs: Vec<Vec<String>>,
    /// The sentence shown with a reading; `{1}` is the phrase that meets the first need, and so
    /// on.
    pub(crate) reason: String,
    /// The same where only the first need is met by a cue, and the weights see the others; or
    /// where one of `also` stands in the evidence.
    #[serde(default)]
    pub(crate) partly: String,
    /// Categories that do not decide, but tell a person why the weights do.
    #[serde(default)]
    pub(crate) also: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCategory {
    id: String,
    #[serde(default)]
    role: Role,
    #[serde(default)]
    direction: Direction,
    #[serde(default = "default_span")]
    span: usize,
    #[serde(default)]
    background: bool,
    #[serde(default)]
    reason: String,
    cues: HashMap<String, Vec<String>>,
}

fn default_span() -> usize {
    6
}

/// What a category's cues do (Harkema 2009).
#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Speaks of an event, a cause, a plan.
    #[default]
    Target,
    /// Changes what stands in its scope: negated, hypothetical, past, someone else's.
    Modifier,
    /// Ends scopes.
    Terminator,
    /// Looks like a cue and is none ("litigation hold"): hides what it covers.
    Pseudo,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug, Default)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    #[default]
    Forward,
    Backward,
    Both,
}

impl Cues {
    pub(crate) fn parse(toml_text: &str) -> Result<Self, ReaderError> {
        let written: Written =
            toml::from_str(toml_text).map_err(|e| ReaderError::Cues(e.to_string()))?;
        check(&written)?;
        let mut frequent: HashMap<String, u64> = HashMap::new();
        for (index, language) in written.language.iter().enumerate() {
            if language.script == Script::Latin {
                let letters = language.letters.chars().map(String::from);
                for word in language.words.iter().cloned().chain(letters) {
                    *frequent.entry(word.to_lowercase()).or_default() |= 1 << index;
                }
            }
        }
        let mut cues = Self::none(&written.neutral);
        if !written.language.is_empty() {
            cues.languages = written.language;
        }
        cues.situations = written.situation;
        cues.reasons = written.reasons;
        cues.frequent = frequent;
        let masked = written.hashtag.masked.iter();
        cues.masked = masked.map(|w| alternative(w)).collect();
        for (index, category) in written.category.into_iter().enumerate() {
            let mut languages: Vec<_> = category.cues.into_iter().collect();
            languages.sort();
            let patterns = languages
                .iter()
                .flat_map(|(id, patterns)| patterns.iter().map(move |p| (id, p)));
            for (id, pattern) in patterns {
                let ends = [
                    pattern.split_whitespace().next(),
                    pattern.split_whitespace().last(),
                ];
                if ends.iter().any(|end| end.is_none_or(|piece| piece == "..")) {
                    return Err(ReaderError::Cues(format!(
                        "category {}: the cue {pattern:?} must begin and end with a word",
                        category.id
                    )));
                }
                let languages = cues.speakers(id, category.role);
                cues.written.push(WrittenCue {
                    category: index,
                    languages,
                    pattern: pattern.clone(),
                });
            }
            cues.categories.push(Category {
                id: category.id,
                role: category.role,
                direction: category.direction,
                span: category.span,
                background: category.background || category.role != Role::Target,
                reason: category.reason,
            });
        }
        for situation in &cues.situations {
            for id in situation.needs.iter().flatten().chain(&situation.also) {
                if cues.category(id).is_none() {
                    return Err(ReaderError::Cues(format!(
                        "situation {}: there is no category {id:?}",
                        situation.id
                    )));
                }
            }
        }
        Ok(cues)
    }
}

fn check(written: &Written) -> Result<(), ReaderError> {
    for language in &written.language {
        if language.grams[0] == 0
            || language.grams[0] > language.grams[1]
            || language.grams[1] > MAX_GRAM
        {
            return Err(ReaderError::Cues(format!(
                "language {}: grams must rise, from 1 to at most {MAX_GRAM}",
                language.id
            )));
        }
        if !language.blocks.iter().all(|b| b.is_finite() && *b >= 0.0) {
            return Err(ReaderError::Cues(format!(
                "language {}: blocks must be 0 or more",
                language.id
            )));
        }
    }
    if written.language.len() > MAX_LANGUAGES {
        return Err(ReaderError::Cues(format!(
            "{} languages, at most {MAX_LANGUAGES} are possible",
            written.language.len()
        )));
    }
    if written.category.len() > MAX_CATEGORIES {
        return Err(ReaderError::Cues(format!(
            "{} categories, at most {MAX_CATEGORIES} are possible",
            written.category.len()
        )));
    }
    check_pseudo(&written.category)
}

/// A pseudo-cue hides what it covers: one that reads like a cue would switch that cue off for good.
fn check_pseudo(categories: &[WrittenCategory]) -> Result<(), ReaderError> {
    let (pseudo, others): (Vec<_>, Vec<_>) = categories
        .iter()
        .partition(|category| category.role == Role::Pseudo);
    let hidden: HashMap<(&str, String), &str> = pseudo
        .into_iter()
        .flat_map(|category| category.each_cue().map(|cue| (cue, category.id.as_str())))
        .collect();
    for category in others {
        let found = category
            .each_cue()
            .filter_map(|cue| hidden.get(&cue).map(|by| (cue.1, by)));
        if let Some((cue, by)) = found.min() {
            return Err(ReaderError::Cues(format!(
                "category {}: the cue {cue:?} is also a pseudo-cue of {by}, so it would never count: take it out of one of them",
                category.id
            )));
        }
    }
    Ok(())
}

impl WrittenCategory {
    /// Language and cue, the cue in lower case with single blanks.
    fn each_cue(&self) -> impl Iterator<Item = (&str, String)> {
        let each = self.cues.iter();
        each.flat_map(|(language, cues)| {
            cues.iter().map(move |cue| (language.as_str(), folded(cue)))
        })
    }
}

fn folded(cue: &str) -> String {
    let words: Vec<&str> = cue.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn alternative(word: &str) -> (String, bool) {
    let word = word.to_lowercase().replace('\'', "");
    match word.strip_suffix('*') {
        Some(stem) => (stem.to_owned(), true),
        None => (word, false),
    }
}

pub(super) fn steps_of(pattern: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for piece in pattern.split_whitespace() {
        if piece == ".." {
            steps.push(Step::Gap);
        } else if piece.chars().any(is_glyph) {
            // Scripts without spaces: one step for each character, words in Latin letters whole.
            let tokens = Tokens::of(piece);
            steps.extend(
                (0..tokens.all.len()).map(|t| Step::Word(vec![(tokens.text(t).to_owned(), false)])),
            );
        } else {
            let digits: String = piece
                .chars()
                .map(|c| if c.is_ascii_digit() { '0' } else { c })
                .collect();
            steps.push(Step::Word(digits.split('|').map(alternative).collect()));
        }
    }
    steps
}
