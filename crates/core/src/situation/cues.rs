//! Cues found in a text, with what hides and modifies them (Chapman 2001, Harkema 2009).

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::lexicon::{
    Direction, Language, MAX_LANGUAGES, Reasons, Role, Script, Situation, steps_of,
};
use super::tokens::{Kind, Tokens};

/// `..` skips at most this many tokens: a verb and its particle are seldom further apart.
const GAP: usize = 3;

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
pub(super) enum Step {
    /// One token: any of these, `true` for "and any ending".
    Word(Vec<(String, bool)>),
    Gap,
}

/// A cue as the lexicon has it.
#[derive(Debug)]
pub(super) struct WrittenCue {
    pub(super) category: usize,
    /// Bits of the languages in whose texts it is looked for.
    pub(super) languages: u64,
    pub(super) pattern: String,
}

#[derive(Debug)]
struct Pattern {
    /// Place in the lexicon.
    cue: u32,
    category: usize,
    steps: Vec<Step>,
}

/// The cues of one language by the words with which they begin.
#[derive(Debug, Default)]
struct Index {
    patterns: Vec<Pattern>,
    exact: HashMap<String, Vec<usize>>,
    prefix: HashMap<String, Vec<usize>>,
    /// Lengths of the words in `prefix`.
    lengths: BTreeSet<usize>,
}

impl Index {
    fn of(written: &[WrittenCue], language: usize) -> Self {
        let mut index = Self::default();
        for (cue, written) in (0..).zip(written) {
            if written.languages >> language & 1 == 1 {
                index.add(Pattern {
                    cue,
                    category: written.category,
                    steps: steps_of(&written.pattern),
                });
            }
        }
        index
    }

    fn add(&mut self, pattern: Pattern) {
        let id = self.patterns.len();
        if let Some(Step::Word(words)) = pattern.steps.first() {
            for (word, any_ending) in words {
                let place = if *any_ending {
                    self.lengths.insert(word.len());
                    &mut self.prefix
                } else {
                    &mut self.exact
                };
                place.entry(word.clone()).or_default().push(id);
            }
        }
        self.patterns.push(pattern);
    }

    /// The cues that may begin with a word.
    fn beginning_with<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a Pattern> {
        let starts = self.lengths.range(..=word.len());
        let starts = starts.filter_map(|length| self.prefix.get(word.get(..*length)?));
        let ids = self.exact.get(word).into_iter().chain(starts).flatten();
        ids.map(|id| &self.patterns[*id])
    }
}

/// The lexicon, ready to be searched.
#[derive(Debug)]
pub(crate) struct Cues {
    pub(crate) neutral: String,
    pub(crate) languages: Vec<Language>,
    pub(crate) situations: Vec<Situation>,
    pub(crate) categories: Vec<Category>,
    pub(crate) reasons: Reasons,
    /// Bits of the Latin languages that have a frequent word or a letter.
    pub(super) frequent: HashMap<String, u64>,
    pub(super) masked: Vec<(String, bool)>,
    pub(super) written: Vec<WrittenCue>,
    /// For each language, made when its first text comes: most readers see one or two.
    indices: [OnceLock<Index>; MAX_LANGUAGES],
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
            written: Vec::new(),
            indices: [const { OnceLock::new() }; MAX_LANGUAGES],
        }
    }

    pub(crate) fn category(&self, id: &str) -> Option<usize> {
        self.categories.iter().position(|c| c.id == id)
    }

    /// The languages in which a cue is looked for: its own, since "was" and "no" mean something
    /// else next door. Targets of the first language, from which the others borrow ("on hold"),
    /// and cues of no language in particular stand everywhere.
    pub(super) fn speakers(&self, id: &str, role: Role) -> u64 {
        let lent = matches!(role, Role::Target | Role::Pseudo);
        match self.languages.iter().position(|l| l.id == id) {
            Some(0) if lent => u64::MAX,
            Some(own) => 1 << own,
            None => u64::MAX,
        }
    }

    /// ConText alone: the situations of the lexicon whose needs are met by unmodified cues.
    pub(crate) fn situations_of(&self, found: &[Found]) -> Vec<&str> {
        let stands = |id: &String| {
            self.category(id)
                .is_some_and(|c| found.iter().any(|f| f.category == c && f.scopes == 0))
        };
        let met = |needs: &Vec<Vec<String>>| {
            !needs.is_empty() && needs.iter().all(|any| any.iter().any(stands))
        };
        let situations = self.situations.iter().filter(|s| met(&s.needs));
        situations.map(|s| s.id.as_str()).collect()
    }

    /// Takes the policy's hashtags away: a finding about the tag must not change the reading on
    /// which it rests.
    pub(crate) fn mask_hashtags(&self, tokens: &mut Tokens) {
        let mut gone = vec![false; tokens.all.len()];
        for at in 0..tokens.all.len() {
            if tokens.text(at) != "#" {
                continue;
            }
            // Somebody has begun to type a tag.
            if tokens.all.get(at + 1).is_none_or(|next| next.spaced) {
                gone[at] = true;
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
    pub(crate) fn find(&self, tokens: &Tokens, language: usize) -> Vec<Found> {
        let index = self.indices[language].get_or_init(|| Index::of(&self.written, language));
        let mut all = Vec::new();
        let mut here: Vec<Found> = Vec::new();
        for sentence in &tokens.sentences {
            let from = all.len();
            for at in sentence.tokens() {
                if tokens.all[at].kind == Kind::Mark {
                    continue;
                }
                here.clear();
                cues_at(index, tokens, at, sentence.last, &mut here);
                all.append(&mut here);
            }
            self.hide_pseudo(&mut all, from);
            self.set_scopes(&mut all[from..], sentence.first, sentence.last);
        }
        all
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
            let word = tokens.text(at);
            let mut vote = |word: &str| {
                let mut having = self.frequent.get(word).copied().unwrap_or(0);
                while having != 0 {
                    votes[having.trailing_zeros() as usize] += 1;
                    having &= having - 1;
                }
            };
            vote(word);
            if !word.is_ascii() {
                let beyond = word.char_indices().filter(|(_, c)| !c.is_ascii());
                beyond.for_each(|(at, c)| vote(&word[at..at + c.len_utf8()]));
            }
        }
        // The first of those with most votes.
        (0..votes.len())
            .rev()
            .max_by_key(|&l| votes[l])
            .unwrap_or(0)
    }
}

/// The cues that begin at a token, the longest of each category.
/// Whether cues speak for another situation, and none for this one: then the author decides.
pub(crate) fn contradicts(by_cues: &[&str], situation: &str) -> bool {
    !by_cues.is_empty() && !by_cues.contains(&situation)
}

fn cues_at(index: &Index, tokens: &Tokens, at: usize, end: usize, out: &mut Vec<Found>) {
    for pattern in index.beginning_with(tokens.text(at)) {
        let Some(last) = matched(&pattern.steps[1..], tokens, at + 1, end) else {
            continue;
        };
        let found = Found {
            category: pattern.category,
            cue: pattern.cue,
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
