//! `notelint eval`: how well a policy reads labelled notes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use notelint_core::situation::{Certainty, Reading};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::{Outcome, policies};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Labelled notes, JSONL.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A policy file, or the name of a built-in policy.
    #[arg(long)]
    policy: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

/// A note with its answer, as `LABELS.md` describes it.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) lang: String,
    pub(crate) text: String,
    pub(crate) situation: String,
    #[serde(default)]
    pub(crate) evidence: Vec<String>,
    #[serde(default)]
    pub(crate) why: String,
}

/// The figures of the contract.
#[derive(Serialize)]
pub(crate) struct Figures {
    pub(crate) notes: usize,
    pub(crate) accuracy: f64,
    pub(crate) macro_f1: f64,
    pub(crate) per_situation: BTreeMap<String, Score>,
    pub(crate) neutral_false_alarm_rate: f64,
    pub(crate) stated_recall: BTreeMap<String, f64>,
    pub(crate) evidence: EvidenceFigures,
}

#[derive(Serialize)]
pub(crate) struct Score {
    precision: f64,
    recall: f64,
    f1: f64,
}

#[derive(Serialize)]
pub(crate) struct EvidenceFigures {
    pub(crate) hit_rate: f64,
    pub(crate) coverage: f64,
}

pub(crate) fn labelled(file: &Path) -> Result<Vec<Labelled>, Failure> {
    let text = fs::read_to_string(file).map_err(Failure::read(file))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            serde_json::from_str(line)
                .map_err(|e| Failure::Usage(format!("{}:{}: {e}", file.display(), index + 1)))
        })
        .collect()
}

/// Counts readings against answers.
#[derive(Default)]
pub(crate) struct Tally {
    /// (label, reading) → notes.
    confusion: BTreeMap<(String, String), usize>,
    stated: BTreeMap<(String, String), usize>,
    evidence_due: usize,
    evidence_hit: usize,
    coverage: f64,
}

/// The situation that needs no evidence and raises no alarm.
const NEUTRAL: &str = "neutral";

impl Tally {
    pub(crate) fn count(&mut self, note: &Labelled, reading: &Reading) {
        let cell = (note.situation.clone(), reading.situation.clone());
        if reading.certainty == Certainty::Stated {
            *self.stated.entry(cell.clone()).or_default() += 1;
        }
        *self.confusion.entry(cell).or_default() += 1;
        if note.situation == reading.situation && note.situation != NEUTRAL {
            self.evidence_due += 1;
            let labelled: Vec<Range<usize>> = note
                .evidence
                .iter()
                .filter_map(|e| note.text.find(e.as_str()).map(|at| at..at + e.len()))
                .collect();
            let overlaps =
                |r: &Range<usize>| labelled.iter().any(|l| r.start < l.end && l.start < r.end);
            self.evidence_hit += usize::from(reading.evidence.iter().any(overlaps));
            self.coverage += share(
                chars_of(&note.text, &reading.evidence),
                note.text.chars().count(),
            );
        }
    }

    pub(crate) fn figures(&self) -> Figures {
        let situations: BTreeSet<&String> = self
            .confusion
            .keys()
            .flat_map(|(label, read)| [label, read])
            .collect();
        let sum = |keep: &dyn Fn(&(String, String)) -> bool,
                   of: &BTreeMap<(String, String), usize>| {
            of.iter()
                .filter(|(cell, _)| keep(cell))
                .map(|(_, n)| n)
                .sum::<usize>()
        };
        let notes = sum(&|_| true, &self.confusion);
        let mut per_situation = BTreeMap::new();
        let mut stated_recall = BTreeMap::new();
        for situation in situations {
            let right = sum(&|(l, r)| l == situation && r == situation, &self.confusion);
            let labelled = sum(&|(l, _)| l == situation, &self.confusion);
            let read = sum(&|(_, r)| r == situation, &self.confusion);
            let (precision, recall) = (share(right, read), share(right, labelled));
            let f1 = if precision + recall > 0.0 {
                2.0 * precision * recall / (precision + recall)
            } else {
                0.0
            };
            per_situation.insert(
                situation.clone(),
                Score {
                    precision,
                    recall,
                    f1,
                },
            );
            if situation != NEUTRAL {
                stated_recall.insert(
                    situation.clone(),
                    share(
                        sum(&|(l, r)| l == situation && r == situation, &self.stated),
                        labelled,
                    ),
                );
            }
        }
        let neutral = sum(&|(l, _)| l == NEUTRAL, &self.confusion);
        let alarms = sum(&|(l, r)| l == NEUTRAL && r != NEUTRAL, &self.stated);
        #[expect(clippy::cast_precision_loss)]
        let mean = |total: f64, n: usize| if n == 0 { 0.0 } else { total / n as f64 };
        Figures {
            notes,
            accuracy: share(sum(&|(l, r)| l == r, &self.confusion), notes),
            macro_f1: mean(
                per_situation.values().map(|s| s.f1).sum(),
                per_situation.len(),
            ),
            per_situation,
            neutral_false_alarm_rate: share(alarms, neutral),
            stated_recall,
            evidence: EvidenceFigures {
                hit_rate: share(self.evidence_hit, self.evidence_due),
                coverage: mean(self.coverage, self.evidence_due),
            },
        }
    }
}

#[expect(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn chars_of(text: &str, ranges: &[Range<usize>]) -> usize {
    ranges
        .iter()
        .filter_map(|r| text.get(r.clone()))
        .map(|s| s.chars().count())
        .sum()
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let policy =
        policies::find(arguments.policy.as_deref().unwrap_or(policies::default()))?.policy()?;
    let mut tally = Tally::default();
    let mut misread = Vec::new();
    for file in &arguments.files {
        for note in labelled(file)? {
            let reading = policy.reader().read(&note.text);
            tally.count(&note, &reading);
            if reading.situation != note.situation {
                misread.push((file.clone(), note, reading));
            }
        }
    }
    let figures = tally.figures();
    match arguments.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&figures)
                .map_err(|e| Failure::Usage(e.to_string()))?;
            anstream::println!("{json}");
        }
        Format::Text => {
            print_text(&figures, &tally);
            for (file, note, reading) in &misread {
                print_misread(file, note, reading);
            }
        }
    }
    Ok(Outcome::Clean)
}

fn print_text(figures: &Figures, tally: &Tally) {
    let names: Vec<&String> = figures.per_situation.keys().collect();
    anstream::println!(
        "{} notes, accuracy {:.3}, macro-F1 {:.3}\n",
        figures.notes,
        figures.accuracy,
        figures.macro_f1
    );
    anstream::println!("{:14} precision  recall     F1  stated right", "");
    for (name, score) in &figures.per_situation {
        let stated = figures
            .stated_recall
            .get(name)
            .map_or(String::new(), |r| format!("{r:12.3}"));
        anstream::println!(
            "{name:14} {:9.3} {:7.3} {:6.3}  {stated}",
            score.precision,
            score.recall,
            score.f1
        );
    }
    anstream::println!(
        "\nlabelled ↓ read → {}",
        names
            .iter()
            .fold(String::new(), |line, name| format!("{line}{name:>13}"))
    );
    for label in &names {
        let cell = |read: &&String| {
            tally
                .confusion
                .get(&((*label).clone(), (*read).clone()))
                .copied()
                .unwrap_or(0)
        };
        anstream::println!(
            "{label:17} {}",
            names.iter().fold(String::new(), |line, read| format!(
                "{line}{:13}",
                cell(read)
            ))
        );
    }
    anstream::println!(
        "\nneutral notes read as another situation with certainty: {:.3}\nevidence: {:.3} of the right readings meet a labelled passage; it covers {:.3} of a note\n",
        figures.neutral_false_alarm_rate,
        figures.evidence.hit_rate,
        figures.evidence.coverage
    );
}

pub(crate) fn print_misread(file: &Path, note: &Labelled, reading: &Reading) {
    let certainty = if reading.certainty == Certainty::Stated {
        "stated"
    } else {
        "inferred"
    };
    anstream::println!(
        "{} {}: {} read as {} ({certainty})\n  {}\n  read so: {}\n  label:   {}\n",
        file.display(),
        note.id,
        note.situation,
        reading.situation,
        note.text.replace('\n', "\n  "),
        reading.reason,
        note.why
    );
}
