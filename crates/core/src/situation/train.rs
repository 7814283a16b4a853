//! Labelled notes → weights, the same to the bit every time.
//!
//! A linear support vector machine for each situation against the rest, by dual coordinate
//! descent (Hsieh 2008, the method of LIBLINEAR): fixed number of rounds, own random numbers,
//! only additions and multiplications of `f64`.

use std::collections::BTreeSet;

use super::calibrate::{Outcome, least_leads};
use super::cues::{Cues, contradicts};
use super::features::{Features, split};
use super::model::{Model, Scores, Threshold, vector};
use super::weights::Weights;
use super::{Reader, ReaderError, Reading};

/// Half as many cost a point of macro-F1; twice as many would be a megabyte.
const BITS: u32 = 18;
/// Cost of a misread note against the length of the weights.
const COST: f64 = 1.0;
const ROUNDS: usize = 24;
/// A feature must stand in this many notes: what one author wrote once says nothing of others.
const MIN_NOTES: u32 = 3;
/// How much a feature's own leaning counts: as many readings are right without it, but fewer of
/// them can be stated, and the file is larger.
const LEANING: f64 = 0.6;
/// Weights are kept in steps of this share of their usual size: coarser ones make a smaller file,
/// but at 1 a point of macro-F1 is lost.
const STEP: f64 = 0.7;
/// By so many neutral notes a language can be calibrated on its own.
const ENOUGH: usize = 100;

/// A note with its answer.
#[derive(Clone, Debug)]
pub struct LabelledNote {
    /// Whose hand: notes of one group are left out together in cross-validation.
    pub group: String,
    /// The text.
    pub text: String,
    /// The situation it is labelled with.
    pub situation: String,
}

struct Example {
    vector: Vec<(u32, f64)>,
    class: usize,
    language: usize,
    group: usize,
    /// For each situation, whether the cues speak for others only.
    contradicted: Vec<bool>,
}

impl Example {
    fn of(note: &LabelledNote, cues: &Cues, situations: &[String], groups: &[&str]) -> Self {
        let (tokens, found, language) = super::cut(&note.text, cues);
        let spoken = &cues.languages[language];
        let features = Features::of(&tokens, &found, cues, spoken, BITS);
        let by_cues = cues.situations_of(&found);
        Self {
            vector: vector(features.all(), &spoken.blocks),
            class: situations
                .iter()
                .position(|s| *s == note.situation)
                .unwrap_or_default(),
            language,
            group: groups
                .iter()
                .position(|g| *g == note.group)
                .unwrap_or_default(),
            contradicted: situations
                .iter()
                .map(|s| contradicts(&by_cues, s))
                .collect(),
        }
    }
}

/// What training leaves.
#[derive(Debug)]
pub struct Trained {
    /// The model file.
    pub model: Vec<u8>,
    /// For each note, how it is read by a model trained without its group.
    pub held_out: Vec<Reading>,
}

/// Trains on all notes; the margins for `stated` come from leaving out each group in turn.
pub fn train(cues_toml: &str, notes: &[LabelledNote]) -> Result<Trained, ReaderError> {
    let cues = Cues::parse(cues_toml)?;
    let inputs = &mark_of(cues_toml, notes);
    let others: BTreeSet<&str> = notes
        .iter()
        .map(|n| n.situation.as_str())
        .filter(|s| *s != cues.neutral)
        .collect();
    let situations: Vec<String> = std::iter::once(cues.neutral.as_str())
        .chain(others)
        .map(str::to_owned)
        .collect();
    if situations.len() < 2 {
        return Err(ReaderError::Notes(
            "all notes have the same situation".to_owned(),
        ));
    }
    let groups: Vec<&str> = notes
        .iter()
        .map(|n| n.group.as_str())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let examples: Vec<Example> = notes
        .iter()
        .map(|note| Example::of(note, &cues, &situations, &groups))
        .collect();
    let without = |fold: usize| {
        let kept: Vec<&Example> = examples
            .iter()
            .filter(|e| e.group != fold || groups.len() == 1)
            .collect();
        fit(&kept, &situations, inputs)
    };
    let fold_models = in_order(groups.len(), &without);
    let scores: Vec<Scores> = examples
        .iter()
        .map(|e| fold_models[e.group].scores_of(&e.vector))
        .collect();
    let thresholds = cues
        .languages
        .iter()
        .enumerate()
        .map(|(index, language)| {
            let neutral = |e: &&Example| e.language == index && e.class == 0;
            let enough = index == 0 || examples.iter().filter(neutral).count() >= ENOUGH;
            // A language with few notes borrows those of all but the first, which has the most.
            let pool = examples.iter().zip(&scores);
            let pool: Vec<Outcome> = pool
                .filter(|(e, _)| {
                    if enough {
                        e.language == index
                    } else {
                        e.language != 0
                    }
                })
                .map(|(e, s)| Outcome::of(e.class, s, &e.contradicted))
                .collect();
            Threshold {
                language: language.id.clone(),
                least: least_leads(&pool, situations.len()),
            }
        })
        .collect::<Vec<_>>();

    let mut held_out = vec![None; notes.len()];
    for (fold, mut model) in fold_models.into_iter().enumerate() {
        model.thresholds.clone_from(&thresholds);
        let reader = Reader::from_parts(Cues::parse(cues_toml)?, Some(model));
        for (slot, note) in held_out
            .iter_mut()
            .zip(notes)
            .zip(&examples)
            .filter(|(_, e)| e.group == fold)
            .map(|(pair, _)| pair)
        {
            *slot = Some(reader.read(&note.text));
        }
    }
    let mut model = fit(&examples.iter().collect::<Vec<_>>(), &situations, inputs);
    model.thresholds = thresholds;
    Ok(Trained {
        model: model.to_bytes(),
        held_out: held_out.into_iter().flatten().collect(),
    })
}

/// `work(0)`, `work(1)` … in order, on as many cores as there are.
fn in_order<T: Send>(count: usize, work: &(impl Fn(usize) -> T + Sync)) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut done = Vec::with_capacity(count);
    while done.len() < count {
        let next = done.len()..count.min(done.len() + cores);
        std::thread::scope(|scope| {
            let running: Vec<_> = next.map(|i| scope.spawn(move || work(i))).collect();
            for thread in running {
                match thread.join() {
                    Ok(result) => done.push(result),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }
    done
}

/// The mark of the lexicon and the notes from which a model was trained, as [`mark_of`] gives it.
pub fn trained_on(model: &[u8]) -> Result<String, ReaderError> {
    Ok(Model::from_bytes(model)?.inputs)
}

/// A mark of everything that goes into training; two sets of notes seldom share it.
#[must_use]
pub fn mark_of(cues_toml: &str, notes: &[LabelledNote]) -> String {
    let parts = notes
        .iter()
        .flat_map(|n| [n.group.as_str(), n.text.as_str(), n.situation.as_str()]);
    let mark = std::iter::once(cues_toml)
        .chain(parts)
        .flat_map(|s| s.bytes().chain([0]))
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{mark:016x}")
}

fn fit(examples: &[&Example], situations: &[String], inputs: &str) -> Model {
    let buckets = 1_usize << BITS;
    let mut notes_with = vec![0_u32; buckets];
    for example in examples {
        for (feature, _) in &example.vector {
            notes_with[split(*feature).1] += 1;
        }
    }
    #[expect(clippy::cast_precision_loss)]
    let rarity: Vec<f64> = notes_with
        .iter()
        .map(|n| {
            if *n < MIN_NOTES {
                0.0
            } else {
                1.0 + ln((1 + examples.len()) as f64 / f64::from(1 + n))
            }
        })
        .collect();
    let rows: Vec<Vec<(usize, f64)>> = examples
        .iter()
        .map(|e| {
            e.vector
                .iter()
                .map(|(feature, value)| (split(*feature).1, *value))
                .map(|(bucket, value)| (bucket, value * rarity[bucket] * RARITY_SCALE))
                .filter(|(_, value)| *value != 0.0)
                .collect()
        })
        .collect();
    let columns: Vec<(Vec<f64>, f64)> = (0..situations.len())
        .map(|class| {
            let signs: Vec<f64> = examples
                .iter()
                .map(|e| if e.class == class { 1.0 } else { -1.0 })
                .collect();
            let leaning = leaning(&rows, &signs, buckets);
            let leaned: Vec<Vec<(usize, f64)>> = rows
                .iter()
                .map(|row| row.iter().map(|(b, v)| (*b, v * leaning[*b])).collect())
                .collect();
            let (mut weights, bias) = separate(&leaned, &signs, buckets);
            for (weight, leaning) in weights.iter_mut().zip(leaning) {
                *weight *= leaning;
            }
            (weights, bias)
        })
        .collect();
    let k = situations.len() - 1;
    let mut model = Model {
        situations: situations.to_vec(),
        bits: BITS,
        biases: (1..=k).map(|c| columns[c].1 - columns[0].1).collect(),
        scales: Vec::new(),
        thresholds: Vec::new(),
        inputs: inputs.to_owned(),
        weights: Weights::default(),
    };
    let mut weights = vec![0; buckets * k];
    for column in 0..k {
        let values: Vec<f64> = (0..buckets)
            .map(|b| (columns[column + 1].0[b] - columns[0].0[b]) * rarity[b] * RARITY_SCALE)
            .collect();
        let largest = values.iter().fold(f64::MIN_POSITIVE, |m, v| m.max(v.abs()));
        #[expect(clippy::cast_precision_loss)]
        let usual = {
            let squares: Vec<f64> = values
                .iter()
                .filter(|v| **v != 0.0)
                .map(|v| v * v)
                .collect();
            (squares.iter().sum::<f64>() / squares.len().max(1) as f64).sqrt()
        };
        let scale = (largest / 127.0).max(usual * STEP);
        for (bucket, value) in values.iter().enumerate() {
            #[expect(clippy::cast_possible_truncation)]
            let quantised = (value / scale).round() as i8;
            weights[bucket * k + column] = quantised;
        }
        model.scales.push(scale);
    }
    model.weights = Weights::of(&weights, k);
    model
}

/// Brings the usual length of a weighted row near to one, so that `COST` means what it means
/// elsewhere.
const RARITY_SCALE: f64 = 0.2;

/// How far each feature leans to one side by its counts alone, mixed with 1: what stands as often
/// on either side is learnt more slowly (Wang and Manning 2012, whose mix this is).
fn leaning(rows: &[Vec<(usize, f64)>], signs: &[f64], buckets: usize) -> Vec<f64> {
    let mut with = vec![[1.0_f64; 2]; buckets];
    let mut all = [1.0_f64; 2];
    for (row, sign) in rows.iter().zip(signs) {
        let side = usize::from(*sign > 0.0);
        all[side] += 1.0;
        for (bucket, _) in row {
            with[*bucket][side] += 1.0;
        }
    }
    let odds = |[against, for_]: [f64; 2]| (for_ * all[0]) / (against * all[1]);
    with.into_iter()
        .map(odds)
        .map(|odds| 1.0 - LEANING + LEANING * ln(odds.max(1.0 / odds)))
        .collect()
}

/// Weights and bias that separate the rows by sign: squared hinge loss, in the dual.
fn separate(rows: &[Vec<(usize, f64)>], signs: &[f64], buckets: usize) -> (Vec<f64>, f64) {
    let mut weights = vec![0.0; buckets];
    let mut bias = 0.0;
    let mut alphas = vec![0.0_f64; rows.len()];
    let diagonal = 0.5 / COST;
    let lengths: Vec<f64> = rows
        .iter()
        .map(|row| 1.0 + diagonal + row.iter().map(|(_, v)| v * v).sum::<f64>())
        .collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(0x6e6f_7465_6c69_6e74);
    for _ in 0..ROUNDS {
        random.shuffle(&mut order);
        for &i in &order {
            let product: f64 = bias + rows[i].iter().map(|(b, v)| weights[*b] * v).sum::<f64>();
            let gradient = signs[i] * product - 1.0 + diagonal * alphas[i];
            let next = (alphas[i] - gradient / lengths[i]).max(0.0);
            let step = (next - alphas[i]) * signs[i];
            if step != 0.0 {
                alphas[i] = next;
                bias += step;
                for (b, v) in &rows[i] {
                    weights[*b] += step * v;
                }
            }
        }
    }
    (weights, bias)
}

/// `SplitMix64` (Steele 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            let j = usize::try_from(self.next() % (i as u64 + 1)).unwrap_or_default();
            order.swap(i, j);
        }
    }
}

/// Natural logarithm by arithmetic alone, so that it is the same everywhere (x ≥ 1).
fn ln(mut x: f64) -> f64 {
    let mut twos = 0.0;
    while x > 1.5 {
        x /= 2.0;
        twos += 1.0;
    }
    let t = (x - 1.0) / (x + 1.0);
    let (mut sum, mut power) = (0.0, t);
    for odd in 0..16 {
        sum += power / f64::from(2 * odd + 1);
        power *= t * t;
    }
    twos * std::f64::consts::LN_2 + 2.0 * sum
}
