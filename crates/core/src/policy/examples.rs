//! A policy's own tests: each rule's good notes keep it, each bad note breaks it.

use super::{Example, Policy, Rule};
use crate::engine::{Engine, NoteRequest};
use crate::note::Section;

/// An example that does not do what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleFailure {
    /// The rule's id.
    pub rule: String,
    /// Where the example stands in the policy file, in bytes; `None` where it is absent.
    pub at: Option<usize>,
    /// What was expected and what came.
    pub message: String,
}

/// Runs every example; gives how many ran and those that failed. A rule without a good
/// and a bad example fails, too.
#[must_use]
pub fn run_examples(policy: &Policy) -> (usize, Vec<ExampleFailure>) {
    let engine = Engine::new(vec![policy.clone()]);
    let mut ran = 0;
    let mut failures = Vec::new();
    for rule in &policy.rules {
        for (examples, breaks) in [(&rule.good, false), (&rule.bad, true)] {
            if examples.is_empty() {
                let kind = if breaks { "bad" } else { "good" };
                failures.push(ExampleFailure {
                    rule: rule.id.clone(),
                    at: None,
                    message: format!("the rule has no `{kind}` example"),
                });
            }
            for example in examples {
                ran += 1;
                if let Err(message) = run(&engine, rule, example, breaks) {
                    failures.push(ExampleFailure {
                        rule: rule.id.clone(),
                        at: Some(example.at),
                        message,
                    });
                }
            }
        }
    }
    (ran, failures)
}

fn run(engine: &Engine, rule: &Rule, example: &Example, breaks: bool) -> Result<(), String> {
    let request = NoteRequest {
        role: &example.role,
        note_type: example.note_type.as_deref(),
        sections: example
            .sections
            .iter()
            .map(|(name, text)| Section {
                name: name.as_deref(),
                text,
            })
            .collect(),
        fields: example.fields.clone(),
        situation: example.situation.as_deref(),
        language: None,
    };
    let reports = engine.check(&request).map_err(|error| error.to_string())?;
    let broken: Vec<&str> = reports
        .iter()
        .flat_map(|r| &r.findings)
        .map(|finding| finding.rule.as_str())
        .collect();
    match (broken.contains(&rule.id.as_str()), breaks) {
        (true, true) | (false, false) => Ok(()),
        (false, true) if broken.is_empty() => Err("this bad example breaks no rule".to_owned()),
        (false, true) => Err(format!(
            "this bad example breaks {} instead",
            broken.join(", ")
        )),
        (true, false) => Err("this good example breaks the rule".to_owned()),
    }
}
