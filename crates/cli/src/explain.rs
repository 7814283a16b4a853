//! `notelint explain`: how a note was read, cue by cue.

use std::fs;
use std::io::Read;
use std::path::PathBuf;

use notelint_core::situation::{Certainty, Explanation};

use crate::failure::Failure;
use crate::{Outcome, policies};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The note; `-` is standard input.
    file: PathBuf,
    /// A policy file, or the name of a built-in policy.
    #[arg(long)]
    policy: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let text = if arguments.file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(Failure::read(&arguments.file))?;
        text
    } else {
        fs::read_to_string(&arguments.file).map_err(Failure::read(&arguments.file))?
    };
    let policy =
        policies::find(arguments.policy.as_deref().unwrap_or(policies::default()))?.policy()?;
    print(&text, &policy.reader().explain(&text));
    Ok(Outcome::Clean)
}

fn print(text: &str, explanation: &Explanation) {
    let reading = &explanation.reading;
    let certainty = if reading.certainty == Certainty::Stated {
        "stated"
    } else {
        "inferred"
    };
    anstream::println!("{} ({certainty}): {}", reading.situation, reading.reason);
    let quoted = |range: &std::ops::Range<usize>| {
        text.get(range.clone())
            .unwrap_or_default()
            .replace(['\n', '\r'], " ")
    };
    for range in &reading.evidence {
        anstream::println!(
            "  evidence {}–{}: {}",
            range.start,
            range.end,
            quoted(range)
        );
    }
    let by_cues = if explanation.by_cues.is_empty() {
        "none".to_owned()
    } else {
        explanation.by_cues.join(", ")
    };
    anstream::println!("\nby cues alone: {by_cues}");
    anstream::println!("read as language: {}", explanation.language);
    anstream::println!("\nscores");
    for (situation, score) in &explanation.scores {
        anstream::println!("  {situation:14} {score:7.3}");
    }
    if !explanation.cues.is_empty() {
        anstream::println!("\ncues");
    }
    for cue in &explanation.cues {
        let scope = if cue.modified_by.is_empty() {
            String::new()
        } else {
            format!("  [{}]", cue.modified_by.join(", "))
        };
        anstream::println!(
            "  {:5} {:18} {}{scope}",
            cue.range.start,
            cue.category,
            quoted(&cue.range)
        );
    }
    let names: Vec<&str> = explanation
        .scores
        .iter()
        .skip(1)
        .map(|(name, _)| name.as_str())
        .collect();
    anstream::println!("\nclauses, and what each adds to: {}", names.join(", "));
    for passage in &explanation.passages {
        let adds: String = passage
            .adds
            .iter()
            .fold(String::new(), |line, a| format!("{line}{a:8.3}"));
        anstream::println!(" {adds}  {}", quoted(&passage.range));
    }
}
