//! The cue lexicon: phrases by category, read from the policy's TOML, found in a text.
//!
//! A pattern is a row of words: `push|pushed .. back` matches "pushed it back". `|` parts
//! alternatives, a trailing `*` matches any ending, `..` skips up to three words.

use std::collections::HashMap;

use serde::Deserialize;

use super::ReaderError;
use super::features::BLOCKS;
use super::tokens::{Kind, Tokens, is_glyph};

/// `..` skips at most this many tokens: a verb and its particle are seldom further apart.
const GAP: usize = 3;
/// Longer n-grams are phrases, which words and cues catch better.
const MAX_GRAM: usize = 8;
/// Scopes are kept as bits of a `u64`; more modifiers than this make no reader happier.
const MAX_CATEGORIES: usize = 64;
/// So are the languages of a word.
const MAX_LANGUAGES: usize = 64;

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
    fn only() -> Self {
        Self {
            id: "any".to_owned(),
            script: Script::Latin,
            words: Vec::new(),
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
    /// The sentence shown with a reading; `{cue}` is the phrase that decided.
    pub(crate) reason: String,
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

#[derive(Debug)]
pub(crate) struct Category {
    pub(crate) id: String,
    pub(crate) role: Role,
    pub(crate) direction: Direction,
    pub(crate) span: usize,
    /// Says nothing of a situation by itself: a line with no other cue speaks faintly.
    pub(crate) background: bool,
    pub(crate) reason: String,
}

/// A cue found: tokens `first..last`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) category: usize,
    pub(crate) cue: u32,
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Bits of the modifier categories in whose scope it stands.
    pub(crate) scopes: u64,
}

#[derive(Debug)]
enum Step {
    /// One token: any of these, `true` for "and any ending".
    Word(Vec<(String, bool)>),
    Gap,
}

#[derive(Debug)]
struct Pattern {
    category: usize,
    steps: Vec<Step>,
}

/// The lexicon, ready to be searched.
#[derive(Debug)]
pub(crate) struct Cues {
    pub(crate) neutral: String,
    pub(crate) languages: Vec<Language>,
    pub(crate) situations: Vec<Situation>,
    pub(crate) categories: Vec<Category>,
    pub(crate) reasons: Reasons,
    /// Bits of the Latin languages that have a frequent word.
    frequent: HashMap<String, u64>,
    masked: Vec<(String, bool)>,
    patterns: Vec<Pattern>,
    exact: HashMap<String, Vec<u32>>,
    prefix: HashMap<String, Vec<u32>>,
    shortest_prefix: usize,
    longest_prefix: usize,
}

impl Cues {
    /// No cues at all: the weights decide alone.
    pub(crate) fn none(neutral: &str) -> Self {
        Self {
            neutral: neutral.to_owned(),
            languages: vec![Language::only()],
            situations: Vec::new(),
            categories: Vec::new(),
            reasons: Reasons::default(),
            frequent: HashMap::new(),
            masked: Vec::new(),
            patterns: Vec::new(),
            exact: HashMap::new(),
            prefix: HashMap::new(),
            shortest_prefix: usize::MAX,
            longest_prefix: 0,
        }
    }

    pub(crate) fn parse(toml_text: &str) -> Result<Self, ReaderError> {
        let written: Written =
            toml::from_str(toml_text).map_err(|e| ReaderError::Cues(e.to_string()))?;
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
        let mut frequent: HashMap<String, u64> = HashMap::new();
        for (index, language) in written.language.iter().enumerate() {
            if language.script == Script::Latin {
                for word in &language.words {
                    *frequent.entry(word.to_lowercase()).or_default() |= 1 << index;
                }
            }
        }
        let mut cues = Self {
            neutral: written.neutral,
            languages: if written.language.is_empty() {
                vec![Language::only()]
            } else {
                written.language
            },
            situations: written.situation,
            categories: Vec::new(),
            reasons: written.reasons,
            frequent,
            masked: written
                .hashtag
                .masked
                .iter()
                .map(|w| alternative(w))
                .collect(),
            patterns: Vec::new(),
            exact: HashMap::new(),
            prefix: HashMap::new(),
            shortest_prefix: usize::MAX,
            longest_prefix: 0,
        };
        for (index, category) in written.category.into_iter().enumerate() {
            let mut languages: Vec<_> = category.cues.into_iter().collect();
            languages.sort();
            for pattern in languages.iter().flat_map(|(_, patterns)| patterns) {
                let steps = steps_of(pattern);
                if !matches!(steps.first(), Some(Step::Word(_)))
                    || !matches!(steps.last(), Some(Step::Word(_)))
                {
                    return Err(ReaderError::Cues(format!(
                        "category {}: the cue {pattern:?} must begin and end with a word",
                        category.id
                    )));
                }
                cues.add(Pattern {
                    category: index,
                    steps,
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
            for id in situation.needs.iter().flatten() {
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

    pub(crate) fn category(&self, id: &str) -> Option<usize> {
        self.categories.iter().position(|c| c.id == id)
    }

    fn add(&mut self, pattern: Pattern) {
        let id = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        if let Some(Step::Word(words)) = pattern.steps.first() {
            for (word, any_ending) in words {
                if *any_ending {
                    self.shortest_prefix = self.shortest_prefix.min(word.len());
                    self.longest_prefix = self.longest_prefix.max(word.len());
                    self.prefix.entry(word.clone()).or_default().push(id);
                } else {
                    self.exact.entry(word.clone()).or_default().push(id);
                }
            }
        }
        self.patterns.push(pattern);
    }

    /// Takes the policy's hashtags away: a finding about the tag must not change the reading on
    /// which it rests.
    pub(crate) fn mask_hashtags(&self, tokens: &mut Tokens) {
        let mut gone = vec![false; tokens.all.len()];
        for at in 0..tokens.all.len().saturating_sub(1) {
            if tokens.text(at) != "#" {
                continue;
            }
            let word = tokens.text(at + 1);
            if self.masked.iter().any(|(w, any)| {
                if *any {
                    word.starts_with(w.as_str())
                } else {
                    word == w
                }
            }) {
                gone[at] = true;
                gone[at + 1] = true;
                // `#covid-19`, `#covid_19`: the number belongs to the tag.
                let joined = |t: usize| tokens.all.get(t).is_some_and(|t| !t.spaced);
                if matches!(tokens.text(at + 2), "-" | "_")
                    && joined(at + 2)
                    && joined(at + 3)
                    && tokens.text(at + 3) == "00"
                {
                    gone[at + 2] = true;
                    gone[at + 3] = true;
                }
            }
        }
        tokens.remove(&gone);
    }

    /// All cues of a text in order of place, pseudo-cues resolved, scopes set.
    pub(crate) fn find(&self, tokens: &Tokens) -> Vec<Found> {
        let mut all = Vec::new();
        let mut here: Vec<Found> = Vec::new();
        for sentence in &tokens.sentences {
            let from = all.len();
            for at in sentence.tokens() {
                if tokens.all[at].kind == Kind::Mark {
                    continue;
                }
                here.clear();
                self.at(tokens, at, sentence.last, &mut here);
                all.append(&mut here);
            }
            self.hide_pseudo(&mut all, from);
            self.set_scopes(&mut all[from..], sentence.first, sentence.last);
        }
        all
    }

    fn at(&self, tokens: &Tokens, at: usize, end: usize, out: &mut Vec<Found>) {
        let word = tokens.text(at);
        let mut consider = |ids: &[u32]| {
            for &id in ids {
                let pattern = &self.patterns[id as usize];
                let Some(last) = matched(&pattern.steps[1..], tokens, at + 1, end) else {
                    continue;
                };
                let found = Found {
                    category: pattern.category,
                    cue: id,
                    first: at,
                    last,
                    scopes: 0,
                };
                match out.iter_mut().find(|f| f.category == found.category) {
                    Some(same) if same.last < last => *same = found,
                    Some(_) => {}
                    None => out.push(found),
                }
            }
        };
        if let Some(ids) = self.exact.get(word) {
            consider(ids);
        }
        for length in self.shortest_prefix..=self.longest_prefix.min(word.len()) {
            if let Some(ids) = word.get(..length).and_then(|start| self.prefix.get(start)) {
                consider(ids);
            }
        }
    }

    fn hide_pseudo(&self, all: &mut Vec<Found>, from: usize) {
        let hidden: Vec<(usize, usize)> = all[from..]
            .iter()
            .filter(|f| self.categories[f.category].role == Role::Pseudo)
            .map(|f| (f.first, f.last))
            .collect();
        if hidden.is_empty() {
            return;
        }
        let mut index = 0;
        all.retain(|f| {
            index += 1;
            index <= from
                || self.categories[f.category].role == Role::Pseudo
                || !hidden
                    .iter()
                    .any(|&(first, last)| first <= f.first && f.last <= last)
        });
    }

    fn set_scopes(&self, found: &mut [Found], first: usize, end: usize) {
        for m in 0..found.len() {
            let modifier = found[m];
            let category = &self.categories[modifier.category];
            if category.role != Role::Modifier {
                continue;
            }
            let (mut low, mut high) = (modifier.first, modifier.last);
            if category.direction != Direction::Backward {
                high = (modifier.last + category.span).min(end);
            }
            if category.direction != Direction::Forward {
                low = modifier.first.saturating_sub(category.span).max(first);
            }
            for f in found.iter() {
                if self.categories[f.category].role == Role::Terminator {
                    if f.first >= modifier.last {
                        high = high.min(f.first);
                    } else if f.last <= modifier.first {
                        low = low.max(f.last);
                    }
                }
            }
            for f in found.iter_mut() {
                let itself = f.first == modifier.first && f.category == modifier.category;
                if !itself && f.first >= low && f.first < high {
                    f.scopes |= 1 << modifier.category;
                }
            }
        }
    }

    /// Which language of the lexicon a text is in; the first one if nothing tells.
    pub(crate) fn language(&self, tokens: &Tokens) -> usize {
        let (mut latin, mut kana, mut han) = (0_usize, 0_usize, 0_usize);
        for (index, token) in tokens.all.iter().enumerate() {
            match token.kind {
                Kind::Word => latin += 1,
                Kind::Glyph if tokens.text(index).chars().all(super::tokens::is_kana) => kana += 1,
                Kind::Glyph => han += 1,
                Kind::Mark => {}
            }
        }
        let by_script = |script| self.languages.iter().position(|l| l.script == script);
        // A quoted name in kanji does not make a note Japanese; product names in Latin letters
        // stand in every Japanese one.
        if kana + han > latin / 2 {
            let script = if kana * 8 > han {
                Script::Kana
            } else {
                Script::Han
            };
            if let Some(index) = by_script(script) {
                return index;
            }
        }
        let mut votes = vec![0_usize; self.languages.len()];
        for at in (0..tokens.all.len()).filter(|&t| tokens.all[t].kind == Kind::Word) {
            let mut having = self.frequent.get(tokens.text(at)).copied().unwrap_or(0);
            while having != 0 {
                votes[having.trailing_zeros() as usize] += 1;
                having &= having - 1;
            }
        }
        // The first of those with most votes.
        (0..votes.len())
            .rev()
            .max_by_key(|&l| votes[l])
            .unwrap_or(0)
    }
}

fn matched(steps: &[Step], tokens: &Tokens, at: usize, end: usize) -> Option<usize> {
    match steps.first() {
        None => Some(at),
        Some(Step::Word(words)) => {
            let fits = at < end && {
                let text = tokens.text(at);
                words.iter().any(|(w, any)| {
                    if *any {
                        text.starts_with(w.as_str())
                    } else {
                        text == w
                    }
                })
            };
            if fits {
                matched(&steps[1..], tokens, at + 1, end)
            } else {
                None
            }
        }
        Some(Step::Gap) => {
            (at..=(at + GAP).min(end)).find_map(|next| matched(&steps[1..], tokens, next, end))
        }
    }
}

fn alternative(word: &str) -> (String, bool) {
    let word = word.to_lowercase().replace('\'', "");
    match word.strip_suffix('*') {
        Some(stem) => (stem.to_owned(), true),
        None => (word, false),
    }
}

fn steps_of(pattern: &str) -> Vec<Step> {
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
