//! `notelint train`: labelled notes → a situation model, one command, the same bytes every time.

use std::fs;
use std::path::{Path, PathBuf};

use notelint_core::situation::train::{LabelledNote, train};

use crate::eval::{Figures, Labelled, Tally};
use crate::failure::Failure;
use crate::{Outcome, eval};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Labelled notes, JSONL; notes of one file count as written by one hand.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The cue lexicon.
    #[arg(long)]
    cues: PathBuf,
    /// Where the model goes.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Also print the notes that are misread when their file is left out.
    #[arg(long)]
    misread: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let cues = fs::read_to_string(&arguments.cues).map_err(Failure::read(&arguments.cues))?;
    let mut files = arguments.files.clone();
    files.sort();
    let mut notes: Vec<(String, Labelled)> = Vec::new();
    for file in &files {
        let group = file
            .file_stem()
            .map(|s| s.to_string_lossy().into_owned())
            .unwrap_or_default();
        notes.extend(
            eval::labelled(file)?
                .into_iter()
                .map(|note| (group.clone(), note)),
        );
    }
    let input: Vec<LabelledNote> = notes
        .iter()
        .map(|(group, note)| LabelledNote {
            group: group.clone(),
            text: note.text.clone(),
            situation: note.situation.clone(),
        })
        .collect();
    let trained = train(&cues, &input).map_err(|e| Failure::Usage(e.to_string()))?;
    if let Some(out) = &arguments.out {
        fs::write(out, &trained.model).map_err(Failure::read(out))?;
    }
    anstream::println!("Read by models trained without the file in which the note stands:");
    let mut groups: Vec<&str> = notes.iter().map(|(g, _)| g.as_str()).collect();
    groups.dedup();
    let of = |keep: &dyn Fn(&str, &Labelled) -> bool| {
        let mut tally = Tally::default();
        for ((group, note), reading) in notes.iter().zip(&trained.held_out) {
            if keep(group, note) {
                tally.count(note, reading);
            }
        }
        tally.figures()
    };
    for group in groups {
        line(group, &of(&|g, _| g == group));
    }
    line("English", &of(&|_, n| n.lang == "en"));
    line("other languages", &of(&|_, n| n.lang != "en"));
    for lang in ["de", "es", "pt-BR", "ja", "zh-Hans"] {
        line(lang, &of(&|_, n| n.lang == lang));
    }
    line("all", &of(&|_, _| true));
    if arguments.misread {
        for ((group, note), reading) in notes.iter().zip(&trained.held_out) {
            if note.situation != reading.situation {
                eval::print_misread(Path::new(group), note, reading);
            }
        }
    }
    Ok(Outcome::Clean)
}

fn line(name: &str, f: &Figures) {
    anstream::println!(
        "{name:22} {:5} notes  macro-F1 {:.3}  false alarms {:.3}  stated {}  evidence {:.3} covers {:.3}",
        f.notes,
        f.macro_f1,
        f.neutral_false_alarm_rate,
        f.stated_recall
            .iter()
            .map(|(s, r)| format!("{} {r:.3}", &s[..s.len().min(5)]))
            .collect::<Vec<_>>()
            .join(" "),
        f.evidence.hit_rate,
        f.evidence.coverage,
    );
}
