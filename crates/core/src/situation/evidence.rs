//! From scores to a reading: which passage shows it, how sure it is, what to say of it.

use std::ops::Range;

use super::cues::{Found, contradicts};
use super::features::Features;
use super::lexicon::{Language, Situation};
use super::model::Scores;
use super::tokens::{Kind, Sentence, Tokens};
use super::{Certainty, Reader, Reading};

/// Evidence covers at most this share of a note: a reader wants to be shown the passage, not
/// the note.
const SHARE: f64 = 0.5;
/// A second passage must speak at least this strongly, compared with the first.
const SECOND: f64 = 0.4;
/// Shorter clauses are joined with the next one.
const CLAUSE_TOKENS: usize = 4;

/// A reading with the work shown.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// What [`Reader::read`] answers.
    pub reading: Reading,
    /// Language of the lexicon as which it was read.
    pub language: String,
    /// Each situation with its score; the neutral one is the zero of the scale.
    pub scores: Vec<(String, f64)>,
    /// The situations for which cues alone speak.
    pub by_cues: Vec<String>,
    /// Cues in order of place.
    pub cues: Vec<ExplainedCue>,
    /// Clauses in order of place, with what each adds to each situation but the neutral one.
    pub passages: Vec<ExplainedSentence>,
}

/// One cue found in a text.
#[derive(Clone, Debug)]
pub struct ExplainedCue {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its category.
    pub category: String,
    /// Categories of the modifiers in whose scope it stands.
    pub modified_by: Vec<String>,
}

/// One clause and its weight.
#[derive(Clone, Debug)]
pub struct ExplainedSentence {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// For each situation but the neutral one, in the order of [`Explanation::scores`].
    pub adds: Vec<f64>,
}

impl Reader {
    /// Reads a text; the work of a neutral reading is shown if `fully`.
    pub(super) fn examine(&self, text: &str, fully: bool) -> Explanation {
        let (mut tokens, found, language) = super::cut(text, &self.cues);
        let by_cues = self.cues.situations_of(&found);
        let language = &self.cues.languages[language];
        let (names, scores) = match &self.model {
            Some(model) => {
                let features = Features::of(&tokens, &found, &self.cues, language, model.bits);
                (
                    model.situations.clone(),
                    model.scores(&features, &language.blocks),
                )
            }
            None => self.scores_by_cues(&by_cues),
        };
        let worded = tokens.all.iter().any(|t| t.kind != Kind::Mark);
        let (best, lead) = if worded { scores.best() } else { (0, 0.0) };
        let situation = names
            .get(best)
            .cloned()
            .unwrap_or_else(|| self.cues.neutral.clone());
        let clauses = clauses(&tokens);
        tokens.sentences = clauses;
        let adds = if best != 0 || fully {
            self.adds(&tokens, &found, language)
        } else {
            Vec::new()
        };
        let evidence = if best == 0 {
            Vec::new()
        } else {
            self.passages(&mut tokens, &found, &adds, best - 1, text.len(), language)
        };
        // Without a word nothing is stated, not even that there is nothing.
        let certainty = if worded {
            self.certainty(best, lead, &language.id, &by_cues, &situation)
        } else {
            Certainty::Inferred
        };
        let reason = self.reason(text, &tokens, &found, &situation, &evidence);
        Explanation {
            reading: Reading {
                situation,
                certainty,
                evidence,
                reason,
            },
            language: language.id.clone(),
            scores: names.into_iter().zip(scores.0).collect(),
            by_cues: by_cues.into_iter().map(str::to_owned).collect(),
            cues: found
                .iter()
                .map(|f| ExplainedCue {
                    range: tokens.all[f.first].start..tokens.all[f.last - 1].end,
                    category: self.cues.categories[f.category].id.clone(),
                    modified_by: self
                        .modifiers(f)
                        .map(|m| self.cues.categories[m].id.clone())
                        .collect(),
                })
                .collect(),
            passages: tokens
                .sentences
                .iter()
                .zip(adds)
                .map(|(s, adds)| ExplainedSentence {
                    range: tokens.bytes(s),
                    adds,
                })
                .collect(),
        }
    }

    pub(super) fn modifiers(&self, found: &Found) -> impl Iterator<Item = usize> {
        let scopes = found.scopes;
        (0..self.cues.categories.len()).filter(move |m| scopes >> m & 1 == 1)
    }

    fn scores_by_cues(&self, by_cues: &[&str]) -> (Vec<String>, Scores) {
        let mut names = vec![self.cues.neutral.clone()];
        names.extend(self.cues.situations.iter().map(|s| s.id.clone()));
        let scores = names
            .iter()
            .enumerate()
            .map(|(i, n)| {
                if i > 0 && by_cues.last() == Some(&n.as_str()) {
                    1.0
                } else {
                    0.0
                }
            })
            .collect();
        (names, Scores(scores))
    }

    fn certainty(
        &self,
        best: usize,
        lead: f64,
        language: &str,
        by_cues: &[&str],
        situation: &str,
    ) -> Certainty {
        let Some(model) = &self.model else {
            return if best == 0 {
                Certainty::Stated
            } else {
                Certainty::Inferred
            };
        };
        let least = model
            .thresholds
            .iter()
            .find(|t| t.language == language)
            .or(model.thresholds.first())
            .and_then(|t| t.least.get(best))
            .copied()
            .unwrap_or(f64::INFINITY);
        if lead >= least && !contradicts(by_cues, situation) {
            Certainty::Stated
        } else {
            Certainty::Inferred
        }
    }

    /// What each sentence of `tokens` adds to each situation but the neutral one.
    fn adds(&self, tokens: &Tokens, found: &[Found], language: &Language) -> Vec<Vec<f64>> {
        let Some(model) = &self.model else {
            return tokens
                .sentences
                .iter()
                .map(|s| {
                    let has = |situation: &Situation| {
                        let counts = |f: &&Found| s.tokens().contains(&f.first) && f.scopes == 0;
                        let named = |f: &&Found| {
                            situation
                                .needs
                                .iter()
                                .flatten()
                                .any(|id| self.cues.category(id) == Some(f.category))
                        };
                        if found.iter().filter(counts).any(|f| named(&f)) {
                            1.0
                        } else {
                            0.0
                        }
                    };
                    self.cues.situations.iter().map(has).collect()
                })
                .collect();
        };
        Features::of(tokens, found, &self.cues, language, model.bits)
            .sentences()
            .map(|features| {
                (0..model.columns())
                    .map(|c| model.weight_of(features, c, &language.blocks))
                    .collect()
            })
            .collect()
    }

    /// The one or two passages that speak most for a situation.
    fn passages(
        &self,
        tokens: &mut Tokens,
        found: &[Found],
        adds: &[Vec<f64>],
        column: usize,
        length: usize,
        language: &Language,
    ) -> Vec<Range<usize>> {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let budget = ((length as f64 * SHARE) as usize).max(1);
        let size = |tokens: &Tokens, s: &Sentence| tokens.bytes(s).len();
        let weight = |s: usize| adds[s].get(column).copied().unwrap_or(0.0);
        let mut order: Vec<usize> = (0..tokens.sentences.len()).collect();
        order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
        let Some(&top) = order.first() else {
            return Vec::new();
        };
        let mut chosen = Vec::new();
        let mut spent = size(tokens, &tokens.sentences[top]);
        if spent > budget {
            let narrowed = self.narrowed(
                tokens,
                found,
                tokens.sentences[top],
                column,
                budget,
                language,
            );
            return vec![tokens.shown(&narrowed)];
        }
        chosen.push(top);
        for &next in order.iter().skip(1).take(3) {
            let cost = size(tokens, &tokens.sentences[next]);
            if chosen.len() < 2 && weight(next) > weight(top) * SECOND && spent + cost <= budget {
                chosen.push(next);
                spent += cost;
            }
        }
        chosen.sort_unstable();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for s in chosen {
            let range = tokens.shown(&tokens.sentences[s]);
            match ranges.last_mut() {
                // Two clauses of one sentence side by side are one passage.
                Some(before) if range.start <= before.end + 2 => before.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }

    /// Halves a passage, keeping the half that weighs more, until it fits.
    fn narrowed(
        &self,
        tokens: &mut Tokens,
        found: &[Found],
        passage: Sentence,
        column: usize,
        budget: usize,
        language: &Language,
    ) -> Sentence {
        let mut kept = passage;
        while tokens.bytes(&kept).len() > budget && kept.last - kept.first > 1 {
            let count = kept.last - kept.first;
            let long = (count * 2).div_ceil(3).min(count - 1);
            let part = |first: usize| Sentence {
                first,
                last: first + long,
                line: kept.line,
                faint: kept.faint,
            };
            let options = [
                part(kept.first),
                part(kept.first + (count - long) / 2),
                part(kept.last - long),
            ];
            let mut best = (f64::NEG_INFINITY, kept);
            for option in options {
                let before = std::mem::replace(&mut tokens.sentences, vec![option]);
                let inside: Vec<Found> = found
                    .iter()
                    .filter(|f| f.first >= option.first && f.last <= option.last)
                    .copied()
                    .collect();
                let weight = self
                    .adds(tokens, &inside, language)
                    .first()
                    .and_then(|a| a.get(column))
                    .copied()
                    .unwrap_or(0.0);
                tokens.sentences = before;
                if weight > best.0 {
                    best = (weight, option);
                }
            }
            kept = best.1;
        }
        kept
    }
}

/// Sentences cut at commas, colons, dashes and brackets.
fn clauses(tokens: &Tokens) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.sentences.len() * 2);
    for sentence in &tokens.sentences {
        let mut first = sentence.first;
        for at in sentence.tokens() {
            // Nothing is cut within `COVID-19`, `4,200` or `10:30`.
            let within_word = !tokens.all[at].spaced
                && tokens
                    .all
                    .get(at + 1)
                    .is_some_and(|next| next.kind == Kind::Word && !next.spaced)
                && matches!(tokens.text(at), "," | ":" | "-");
            let ends = tokens.all[at].kind == Kind::Mark
                && !within_word
                && matches!(
                    tokens.text(at),
                    "," | ";" | ":" | "-" | "(" | ")" | "、" | "，" | "；" | "→"
                );
            if ends && at + 1 - first >= CLAUSE_TOKENS && sentence.last - at > CLAUSE_TOKENS {
                out.push(Sentence {
                    first,
                    last: at + 1,
                    line: sentence.line,
                    faint: sentence.faint,
                });
                first = at + 1;
            }
        }
        out.push(Sentence {
            first,
            last: sentence.last,
            line: sentence.line,
            faint: sentence.faint,
        });
    }
    out
}
