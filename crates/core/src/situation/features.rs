//! Tokens and cues → hashed features.
//!
//! Three blocks, each of length one by itself, so that the many character n-grams cannot
//! drown the words, nor both the cues: words and pairs of words; character n-grams; cues with
//! their scopes and their neighbours. Words and characters are hashed together with the
//! language; cues are not: what is learnt of "on hold" in English holds for its Japanese
//! sister.

use std::ops::Range;

use super::cues::{Cues, Found};
use super::lexicon::{Language, Role};
use super::tokens::{Kind, Tokens};

pub(crate) const BLOCKS: usize = 3;
const WORDS: u32 = 0;
const CHARACTERS: u32 = 1;
const CUES: u32 = 2;
/// The block stands in the top bits of a feature, its bucket below; the last bit says whether
/// it stands on a faint line.
const BLOCK_SHIFT: u32 = 28;
/// Bits below the block that are in use: those of the largest model's bucket, and the last one.
const BUCKET_BITS: u32 = super::model::MAX_BITS + 1;

/// The features of a text in order of place, cut at the ends of sentences.
#[derive(Default)]
pub(crate) struct Features {
    all: Vec<u32>,
    /// Where each sentence ends in `all`.
    ends: Vec<usize>,
    mask: u32,
    /// The last bit of the features of the sentence at work.
    faint: u32,
    /// Room for the places of characters, used again and again.
    starts: Vec<usize>,
}

/// Block and bucket.
pub(crate) fn split(feature: u32) -> (usize, usize) {
    (
        (feature >> BLOCK_SHIFT) as usize,
        ((feature & ((1 << BLOCK_SHIFT) - 1)) >> 1) as usize,
    )
}

/// FNV-1a over bytes, its end mixed (the low bits of FNV alone are poor).
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn of(seed: Self, kind: u8) -> Self {
        seed.byte(kind)
    }
    fn start(name: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).text(name)
    }
    fn byte(self, b: u8) -> Self {
        Self((self.0 ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
    }
    fn text(self, s: &str) -> Self {
        s.bytes().fold(self, Self::byte)
    }
    fn number(self, n: u64) -> Self {
        n.to_le_bytes().into_iter().fold(self, Self::byte)
    }
    fn end(self) -> u32 {
        let x = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        u32::try_from(x >> 32).unwrap_or_default()
    }
}

impl Features {
    pub(crate) fn of(
        tokens: &Tokens,
        found: &[Found],
        cues: &Cues,
        language: &Language,
        bits: u32,
    ) -> Self {
        let mut out = Self {
            all: Vec::with_capacity(tokens.all.len() * 16),
            ends: Vec::new(),
            mask: (1 << bits) - 1,
            faint: 0,
            starts: Vec::new(),
        };
        let seed = Hash::start(&language.weights);
        let mut next = 0;
        for sentence in &tokens.sentences {
            let from = next;
            while next < found.len() && found[next].first < sentence.last {
                next += 1;
            }
            out.faint = u32::from(sentence.faint);
            out.words(tokens, sentence.tokens(), seed);
            out.characters(tokens, sentence.tokens(), seed, language);
            out.cues(tokens, &found[from..next], cues, sentence.tokens(), seed);
            out.ends.push(out.all.len());
        }
        if let Some(end) = out.ends.pop() {
            out.faint = 0;
            out.whole(found, cues);
            out.ends.push(end.max(out.all.len()));
        }
        out
    }

    pub(crate) fn all(&self) -> &[u32] {
        &self.all
    }

    /// Runs of features, one for each sentence.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len())
            .map(|s| &self.all[if s == 0 { 0 } else { self.ends[s - 1] }..self.ends[s]])
    }

    fn push(&mut self, block: u32, hash: Hash) {
        self.all
            .push(block << BLOCK_SHIFT | (hash.end() & self.mask) << 1 | self.faint);
    }

    fn words(&mut self, tokens: &Tokens, range: Range<usize>, seed: Hash) {
        let mut before = "<";
        for at in range {
            let token = &tokens.all[at];
            if token.kind == Kind::Glyph || token.kind == Kind::Mark && !is_telling(tokens.text(at))
            {
                continue;
            }
            let word = tokens.text(at);
            self.push(WORDS, Hash::of(seed, b'w').text(word));
            self.push(
                WORDS,
                Hash::of(seed, b'b').text(before).byte(b' ').text(word),
            );
            before = word;
        }
        self.push(
            WORDS,
            Hash::of(seed, b'b').text(before).byte(b' ').byte(b'>'),
        );
    }

    fn characters(
        &mut self,
        tokens: &Tokens,
        range: Range<usize>,
        seed: Hash,
        language: &Language,
    ) {
        let [shortest, longest] = language.grams;
        let seed = Hash::of(seed, b'c');
        let mut run = String::from(" ");
        for at in range {
            let token = &tokens.all[at];
            if language.across {
                if token.spaced && !run.ends_with(' ') {
                    run.push(' ');
                }
                run.push_str(tokens.text(at));
            } else if token.kind != Kind::Mark {
                run.truncate(1);
                run.push_str(tokens.text(at));
                run.push(' ');
                self.grams(&run, shortest, longest, seed);
            }
        }
        if language.across {
            run.push(' ');
            self.grams(&run, shortest, longest, seed);
        }
    }

    fn grams(&mut self, text: &str, shortest: usize, longest: usize, seed: Hash) {
        let bytes = text.as_bytes();
        let mut starts = std::mem::take(&mut self.starts);
        starts.clear();
        starts.extend(text.char_indices().map(|(start, _)| start));
        starts.push(bytes.len());
        for first in 0..starts.len() - 1 {
            let ends = &starts[first..starts.len().min(first + longest + 1)];
            let mut hash = seed;
            for (length, char) in ends.windows(2).enumerate() {
                for byte in &bytes[char[0]..char[1]] {
                    hash = hash.byte(*byte);
                }
                if length + 1 >= shortest {
                    self.push(CHARACTERS, hash);
                }
            }
            if first == 0 && ends.len() <= shortest {
                self.push(CHARACTERS, hash);
            }
        }
        self.starts = starts;
    }

    fn cues(
        &mut self,
        tokens: &Tokens,
        found: &[Found],
        cues: &Cues,
        range: Range<usize>,
        seed: Hash,
    ) {
        let plain = Hash::start("cues").byte(b'q');
        let id = |f: &Found| f.category as u64;
        let mut before: Option<&Found> = None;
        for f in found {
            self.push(CUES, plain.byte(b'c').number(id(f)));
            self.push(CUES, plain.byte(b's').number(id(f)).number(f.scopes));
            self.push(
                CUES,
                plain.byte(b'q').number(u64::from(f.cue)).number(f.scopes),
            );
            for bit in 0..cues.categories.len() {
                if f.scopes >> bit & 1 == 1 {
                    self.push(CUES, plain.byte(b'm').number(id(f)).number(bit as u64));
                }
            }
            if let Some(b) = before {
                self.push(CUES, plain.byte(b'>').number(id(b)).number(id(f)));
            }
            before = Some(f);
            // The word before and after, with the category in the cue's place.
            let neighbour = |at: usize| {
                if range.contains(&at) {
                    tokens.text(at)
                } else {
                    ""
                }
            };
            self.push(
                CUES,
                Hash::of(seed, b'n')
                    .byte(b'+')
                    .number(id(f))
                    .text(neighbour(f.last)),
            );
            self.push(
                CUES,
                Hash::of(seed, b'n')
                    .byte(b'-')
                    .number(id(f))
                    .text(neighbour(f.first.wrapping_sub(1))),
            );
        }
        // Which kinds stand together in one sentence.
        let present = present(found);
        for a in 0..cues.categories.len() {
            for b in a + 1..cues.categories.len() {
                if present >> a & 1 == 1 && present >> b & 1 == 1 {
                    self.push(CUES, plain.byte(b'&').number(a as u64).number(b as u64));
                }
            }
        }
    }

    /// What the note as a whole has and lacks.
    fn whole(&mut self, found: &[Found], cues: &Cues) {
        let hash = Hash::start("cues").byte(b'd');
        let targets: Vec<Found> = found
            .iter()
            .filter(|f| cues.categories[f.category].role == Role::Target)
            .copied()
            .collect();
        let present = present(&targets);
        for a in 0..cues.categories.len() {
            if cues.categories[a].role != Role::Target {
                continue;
            }
            let has = present >> a & 1;
            self.push(CUES, hash.number(a as u64).number(has));
            for b in a + 1..cues.categories.len() {
                if has == 1 && present >> b & 1 == 1 {
                    self.push(CUES, hash.byte(b'&').number(a as u64).number(b as u64));
                }
            }
        }
        if let (Some(first), Some(last)) = (targets.first(), targets.last()) {
            self.push(CUES, hash.byte(b'f').number(first.category as u64));
            self.push(CUES, hash.byte(b'l').number(last.category as u64));
        }
    }
}

/// Equal for the same bucket of the same block, on a faint line or not.
pub(crate) fn kind(feature: u32) -> u32 {
    feature >> 1
}

/// Features in order: by block, bucket and faintness. Two rounds of counting, since notes have
/// thousands of them and every key asks for a check.
pub(crate) fn in_order(features: &[u32]) -> Vec<u32> {
    const LOW: u32 = 11;
    const FEW: usize = 512;
    let mut sorted = features.to_vec();
    if sorted.len() < FEW {
        sorted.sort_unstable();
        return sorted;
    }
    let key = |f: u32| (f & ((1 << BUCKET_BITS) - 1)) | f >> BLOCK_SHIFT << BUCKET_BITS;
    let mut spare = vec![0; sorted.len()];
    for shift in [0, LOW] {
        let digit = |f: u32| (key(f) >> shift & ((1 << LOW) - 1)) as usize;
        let mut starts = [0_usize; 1 << LOW];
        for f in &sorted {
            starts[digit(*f)] += 1;
        }
        let mut next = 0;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        for f in &sorted {
            let start = &mut starts[digit(*f)];
            spare[*start] = *f;
            *start += 1;
        }
        std::mem::swap(&mut sorted, &mut spare);
    }
    sorted
}

pub(crate) fn is_faint(feature: u32) -> bool {
    feature & 1 == 1
}

fn present(found: &[Found]) -> u64 {
    found.iter().fold(0, |bits, f| bits | 1 << f.category)
}

fn is_telling(mark: &str) -> bool {
    matches!(
        mark,
        "#" | "?" | "!" | "%" | "$" | "&" | "@" | ":" | ">" | "→"
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLOCK_SHIFT, BUCKET_BITS, in_order};

    proptest! {
        #[test]
        fn many_features_are_ordered_as_few_are(
            parts in prop::collection::vec((0_u32..3, 0_u32..1 << BUCKET_BITS), 0..2_000),
        ) {
            let features: Vec<u32> = parts.iter().map(|(b, rest)| b << BLOCK_SHIFT | rest).collect();
            let mut sorted = features.clone();
            sorted.sort_unstable();
            prop_assert_eq!(in_order(&features), sorted);
        }
    }
}
