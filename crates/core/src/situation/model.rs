//! The trained weights: their file and their use.
//!
//! The file is a line of TOML-free text for each fact, an empty line, then the weights as
//! `weights` keeps them. It holds no code and is bounded in size.

use std::fmt::Write;

use super::ReaderError;
use super::features::{BLOCKS, Features, in_order, is_faint, kind, split};
use super::weights::Weights;

const MAGIC: &str = "notelint situation model 2";
/// More would be a megabyte in memory, and reads no better: a mistake.
pub(crate) const MAX_BITS: u32 = 18;

/// How sure a reading must be to be stated, for one language.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Threshold {
    pub(crate) language: String,
    /// For each situation: the least margin over the next one.
    pub(crate) least: Vec<f64>,
}

/// Weights of a linear model over hashed features.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    /// Situations in order of columns; the neutral one first, its column is zero and not kept.
    pub(crate) situations: Vec<String>,
    pub(crate) bits: u32,
    pub(crate) biases: Vec<f64>,
    pub(crate) scales: Vec<f64>,
    pub(crate) thresholds: Vec<Threshold>,
    /// What it was trained on, for the test that says when the file is stale.
    pub(crate) inputs: String,
    pub(super) weights: Weights,
}

/// What a text scores: one value for each situation, the neutral one 0.
#[derive(Clone, Debug)]
pub(crate) struct Scores(pub(crate) Vec<f64>);

impl Scores {
    /// The best situation and its lead over the next.
    pub(crate) fn best(&self) -> (usize, f64) {
        let mut best = 0;
        for (index, score) in self.0.iter().enumerate() {
            if *score > self.0[best] {
                best = index;
            }
        }
        let next = self
            .0
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != best)
            .map(|(_, s)| *s)
            .fold(f64::NEG_INFINITY, f64::max);
        (
            best,
            if next.is_finite() {
                self.0[best] - next
            } else {
                0.0
            },
        )
    }
}

/// 1 + ln n for n = 1…8; a word said nine times says no more than one said eight times.
/// A table, since `ln` differs in its last bit between platforms.
const TERM: [f64; 8] = [
    1.0,
    1.693_147_181,
    2.098_612_289,
    2.386_294_361,
    2.609_437_912,
    2.791_759_469,
    2.945_910_149,
    3.079_441_542,
];

/// How loud a feature is that stands on faint lines only. Measured: at 0 (such lines left out)
/// ordinary notes lose a point of macro-F1, at 1 adversarial ones lose half a point.
const FAINT: f64 = 0.4;

pub(crate) fn term(count: u32) -> f64 {
    TERM[(count.clamp(1, 8) - 1) as usize]
}

/// The features of a text as a sparse vector: bucket and value, ordered by bucket; each block
/// has its weight as its length.
pub(crate) fn vector(features: &[u32], loudness: &[f64; BLOCKS]) -> Vec<(u32, f64)> {
    let sorted = in_order(features);
    let mut out: Vec<(u32, f64)> = Vec::with_capacity(sorted.len());
    let mut squares = [0.0_f64; BLOCKS];
    for run in sorted.chunk_by(|a, b| kind(*a) == kind(*b)) {
        let loud = run.iter().filter(|f| !is_faint(**f)).count();
        let times = |count: usize| term(u32::try_from(count).unwrap_or(u32::MAX));
        let value = if loud == 0 {
            FAINT * times(run.len())
        } else {
            times(loud)
        };
        squares[split(run[0]).0] += value * value;
        out.push((run[0], value));
    }
    for (feature, value) in &mut out {
        let block = split(*feature).0;
        *value *= loudness[block] / squares[block].sqrt();
    }
    out
}

impl Model {
    pub(crate) fn columns(&self) -> usize {
        self.situations.len() - 1
    }

    pub(crate) fn scores(&self, features: &Features, loudness: &[f64; BLOCKS]) -> Scores {
        self.scores_of(&vector(features.all(), loudness))
    }

    pub(crate) fn scores_of(&self, vector: &[(u32, f64)]) -> Scores {
        let mut sums = vec![0.0; self.columns()];
        for (feature, value) in vector {
            self.weights.add(split(*feature).1, *value, &mut sums);
        }
        let mut scores = vec![0.0];
        scores.extend(
            sums.iter()
                .zip(&self.scales)
                .zip(&self.biases)
                .map(|((sum, scale), bias)| sum * scale + bias),
        );
        Scores(scores)
    }

    /// What a run of features adds to a column, without the length of the vector.
    pub(crate) fn weight_of(
        &self,
        features: &[u32],
        column: usize,
        loudness: &[f64; BLOCKS],
    ) -> f64 {
        features
            .iter()
            .map(|f| {
                let (block, bucket) = split(*f);
                f64::from(self.weights.of_bucket(bucket, column))
                    * loudness[block]
                    * BLOCK_LOUDNESS[block]
            })
            .sum::<f64>()
            * self.scales[column]
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let numbers = |values: &[f64]| {
            values
                .iter()
                .map(|v| format!("{v:.9}"))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut head = format!(
            "{MAGIC}\nsituations {}\nbits {}\nbiases {}\nscales {}\ninputs {}\n",
            self.situations.join(" "),
            self.bits,
            numbers(&self.biases),
            numbers(&self.scales),
            self.inputs
        );
        for t in &self.thresholds {
            // Writing to a String cannot fail.
            let _ = writeln!(head, "stated {} {}", t.language, numbers(&t.least));
        }
        head.push('\n');
        let mut bytes = head.into_bytes();
        bytes.extend(self.weights.bytes());
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, ReaderError> {
        let wrong = |what: &str| ReaderError::Model(what.to_owned());
        let end = bytes
            .windows(2)
            .position(|w| w == b"\n\n")
            .ok_or_else(|| wrong("the head has no end"))?;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| wrong("the head is not text"))?;
        let mut lines = head.lines();
        if lines.next() != Some(MAGIC) {
            return Err(wrong(
                "the first line is not that of a situation model, version 2",
            ));
        }
        let mut model = Self {
            situations: Vec::new(),
            bits: 0,
            biases: Vec::new(),
            scales: Vec::new(),
            thresholds: Vec::new(),
            inputs: String::new(),
            weights: Weights::default(),
        };
        let numbers = |rest: &str| -> Result<Vec<f64>, ReaderError> {
            rest.split_whitespace()
                .map(|n| {
                    n.parse()
                        .ok()
                        .filter(|n: &f64| n.is_finite())
                        .ok_or_else(|| ReaderError::Model(format!("{n:?} is not a number")))
                })
                .collect()
        };
        for line in lines {
            let (key, rest) = line.split_once(' ').unwrap_or((line, ""));
            match key {
                "situations" => {
                    model.situations = rest.split_whitespace().map(str::to_owned).collect();
                }
                "bits" => model.bits = rest.parse().map_err(|_| wrong("bits is not a number"))?,
                "biases" => model.biases = numbers(rest)?,
                "scales" => model.scales = numbers(rest)?,
                "inputs" => rest.clone_into(&mut model.inputs),
                "stated" => {
                    let (language, rest) = rest
                        .split_once(' ')
                        .ok_or_else(|| wrong("a stated line lacks its margins"))?;
                    model.thresholds.push(Threshold {
                        language: language.to_owned(),
                        least: numbers(rest)?,
                    });
                }
                _ => {
                    return Err(ReaderError::Model(format!(
                        "the head has an unknown line {key:?}"
                    )));
                }
            }
        }
        let k = model.situations.len();
        if k < 2 {
            return Err(wrong("fewer than two situations"));
        }
        if model.bits == 0 || model.bits > MAX_BITS {
            return Err(ReaderError::Model(format!("bits must be 1 to {MAX_BITS}")));
        }
        if model.biases.len() != k - 1
            || model.scales.len() != k - 1
            || model.thresholds.iter().any(|t| t.least.len() != k)
        {
            return Err(wrong(
                "biases, scales or margins do not fit the number of situations",
            ));
        }
        model.weights = Weights::from_bytes(bytes[end + 2..].to_vec(), 1 << model.bits, k - 1)
            .ok_or_else(|| wrong("the weights do not fit the head: too few, or too many"))?;
        Ok(model)
    }
}

/// Typical share of one feature in its block's length, to compare sentences of one note: a note
/// has about eight character n-grams for each word.
const BLOCK_LOUDNESS: [f64; BLOCKS] = [1.0, 0.35, 0.8];
