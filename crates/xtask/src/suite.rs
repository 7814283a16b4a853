//! Running the steps of `cargo xtask test`: one line when each starts, one with its duration.

use std::time::Instant;

use crate::places::Places;
use crate::program::Failure;
use crate::steps::{STEPS, Step};

pub(crate) fn run(places: &Places, names: &[String], keep_going: bool) -> Result<(), Failure> {
    let chosen = choose(names)?;
    let mut closing = Vec::new();
    let mut failed = Vec::new();
    for (number, step) in chosen.iter().enumerate() {
        println!(
            "\n[{}/{}] {}: {}",
            number + 1,
            chosen.len(),
            step.name,
            step.what
        );
        let start = Instant::now();
        let outcome = (step.run)(places);
        let word = if outcome.is_ok() { "passed" } else { "FAILED" };
        let line = format!(
            "{word}  {:12} {:7.1} s",
            step.name,
            start.elapsed().as_secs_f64()
        );
        println!("{line}");
        closing.push(line);
        if let Err(failure) = outcome {
            eprintln!("error: {failure}");
            failed.push(step.name);
            if !keep_going {
                break;
            }
        }
    }
    println!("\n{}", closing.join("\n"));
    let left = chosen.len() - closing.len();
    if left > 0 {
        println!("{left} not run");
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::Steps(failed.join(", ")))
    }
}

/// The named steps in their own order, or all of them.
fn choose(names: &[String]) -> Result<Vec<&'static Step>, Failure> {
    if let Some(name) = names
        .iter()
        .find(|name| !STEPS.iter().any(|step| step.name == **name))
    {
        let known = STEPS
            .iter()
            .map(|step| step.name)
            .collect::<Vec<_>>()
            .join(", ");
        return Err(Failure::UnknownStep {
            name: name.clone(),
            known,
        });
    }
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    Ok(STEPS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> Result<Vec<&'static str>, String> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        choose(&names)
            .map(|steps| steps.iter().map(|step| step.name).collect())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn steps_run_in_their_own_order() {
        assert_eq!(chosen(&["unit", "format"]), Ok(vec!["format", "unit"]));
        assert_eq!(chosen(&[]).unwrap().len(), STEPS.len());
    }

    #[test]
    fn an_unknown_step_is_told_apart() {
        let message = chosen(&["units"]).unwrap_err();
        assert!(
            message.starts_with("there is no step `units`; the steps are format,"),
            "{message}"
        );
    }
}
