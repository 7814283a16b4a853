//! `notelint policy`: what policy authors need.

use std::fmt::Write as _;
use std::io::{self, Write};

use clap::Subcommand;
use notelint_core::Policy;
use notelint_core::policy::{Example, Rule, run_examples, schema};

use crate::failure::Failure;
use crate::policies::find;
use crate::{Outcome, report};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read policies and report every mistake
    Check {
        /// Policy files or names of built-in ones
        #[arg(required = true)]
        policies: Vec<String>,
    },
    /// Run the examples of each rule
    Test {
        /// Policy files or names of built-in ones
        #[arg(required = true)]
        policies: Vec<String>,
    },
    /// Print the JSON Schema of the policy language
    Schema,
    /// Print what a rule asks, for whom and why, with examples
    Explain {
        /// A rule's id; all rules unless given
        rule: Option<String>,
        /// A policy file or the name of a built-in one
        #[arg(long)]
        policy: Option<String>,
    },
}

pub(crate) fn run(command: &Command) -> Result<Outcome, Failure> {
    let mut out = anstream::AutoStream::auto(io::stdout());
    match command {
        Command::Check { policies } => check(policies, &mut out),
        Command::Test { policies } => test(policies, &mut out),
        Command::Schema => {
            let value: serde_json::Value = serde_json::from_str(&schema())
                .map_err(|error| Failure::Usage(format!("the schema is not JSON: {error}")))?;
            writeln!(out, "{value:#}")?;
            Ok(Outcome::Clean)
        }
        Command::Explain { rule, policy } => explain(rule.as_deref(), policy.as_deref(), &mut out),
    }
}

fn check(names: &[String], out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Clean;
    for name in names {
        let source = find(name)?;
        match source.policy() {
            Ok(policy) => {
                writeln!(
                    out,
                    "{name}: {} {}, {} rules, no mistakes",
                    policy.title,
                    policy.version,
                    policy.rules.len()
                )?;
            }
            Err(Failure::Policy {
                source: error,
                text,
                ..
            }) => {
                outcome = Outcome::Found;
                out.write_all(report::diagnostics(&error, &text).as_bytes())?;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(outcome)
}

fn test(names: &[String], out: &mut impl Write) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Clean;
    for name in names {
        let source = find(name)?;
        let policy = source.policy()?;
        let (ran, failures) = run_examples(&policy);
        for failure in &failures {
            let line = failure
                .at
                .map_or(0, |at| source.text[..at].matches('\n').count() + 1);
            let place = if line > 0 {
                format!("{}:{line}: ", source.name)
            } else {
                format!("{}: ", source.name)
            };
            writeln!(out, "{place}{}: {}", failure.rule, failure.message)?;
        }
        writeln!(
            out,
            "{name}: {} passed, {} failed",
            ran.saturating_sub(failures.iter().filter(|f| f.at.is_some()).count()),
            failures.len()
        )?;
        if !failures.is_empty() {
            outcome = Outcome::Found;
        }
    }
    Ok(outcome)
}

fn explain(
    rule: Option<&str>,
    policy: Option<&str>,
    out: &mut impl Write,
) -> Result<Outcome, Failure> {
    let named: Vec<String> = policy.map(str::to_owned).into_iter().collect();
    let engine = crate::policies::engine(&named)?;
    let mut known = Vec::new();
    for policy in engine.policies() {
        for found in &policy.rules {
            known.push(found.id.clone());
            if rule.is_none_or(|id| id == found.id) {
                out.write_all(page(policy, found).as_bytes())?;
                if rule.is_some() {
                    return Ok(Outcome::Clean);
                }
                writeln!(out)?;
            }
        }
    }
    match rule {
        None => Ok(Outcome::Clean),
        Some(id) => Err(Failure::Usage(format!(
            "unknown rule `{id}`: expected one of {}",
            known.join(", ")
        ))),
    }
}

/// A rule's page, as `docs/rules` holds it.
fn page(policy: &Policy, rule: &Rule) -> String {
    let mut page = format!("# {}\n\n{}.\n\n", rule.id, rule.title);
    if !rule.enabled {
        page.push_str("Switched off unless you switch it on.\n\n");
    }
    // Writing to a String cannot fail.
    let _ = writeln!(
        page,
        "**Severity:** {}. **Kind:** `{}`.",
        rule.severity.name(),
        rule.kind()
    );
    let _ = writeln!(page, "\n## For whom\n\n{}", audience(policy, rule));
    if !rule.why.is_empty() {
        let _ = writeln!(page, "\n## Why\n\n{}", rule.why);
    }
    let cited = &rule.citation;
    let _ = write!(page, "\n## Source\n\n{}", cited.title);
    if !cited.section.is_empty() {
        let _ = write!(page, ", {}", cited.section);
    }
    if !cited.date.is_empty() {
        let _ = write!(page, " ({})", cited.date);
    }
    page.push('\n');
    if !rule.quote.is_empty() {
        let _ = writeln!(page, "\n> {}", rule.quote);
    }
    for (title, examples) in [
        ("Keeps the rule", &rule.good),
        ("Breaks the rule", &rule.bad),
    ] {
        let _ = writeln!(page, "\n## {title}");
        for example in examples {
            page.push_str(&shown(policy, example));
        }
    }
    page
}

fn audience(policy: &Policy, rule: &Rule) -> String {
    let named = |ids: &[String], title: &dyn Fn(&str) -> String, all: &str| {
        if ids.is_empty() {
            all.to_owned()
        } else {
            ids.iter()
                .map(|id| title(id))
                .collect::<Vec<_>>()
                .join(", ")
        }
    };
    let when = &rule.when;
    let roles = named(
        &when.roles,
        &|id| policy.role(id).map_or(id.to_owned(), |r| r.title.clone()),
        "every role",
    );
    let types = named(
        &when.note_types,
        &|id| {
            policy
                .note_type(id)
                .map_or(id.to_owned(), |t| t.title.clone())
        },
        "every note type",
    );
    let mut text = format!("Roles: {roles}. Note types: {types}.");
    if !when.situations.is_empty() {
        let situations = named(
            &when.situations,
            &|id| {
                policy
                    .situation(id)
                    .map_or(id.to_owned(), |s| s.title.clone())
            },
            "",
        );
        let _ = write!(text, " When the customer is {situations}.");
    }
    if when.min_words > 0 {
        let _ = write!(text, " From {} words on.", when.min_words);
    }
    text
}

fn shown(policy: &Policy, example: &Example) -> String {
    let role = policy
        .role(&example.role)
        .map_or(example.role.as_str(), |role| &role.title);
    let mut text = format!("\n{role}");
    if let Some(note_type) = &example.note_type {
        let _ = write!(text, ", {note_type}");
    }
    for (field, value) in &example.fields {
        let _ = write!(
            text,
            ", {field}: {}",
            if value.is_empty() { "(empty)" } else { value }
        );
    }
    text.push_str(":\n\n```text\n");
    for (name, section) in &example.sections {
        if let Some(name) = name {
            let _ = write!(text, "{name}: ");
        }
        let _ = writeln!(text, "{section}");
    }
    text.push_str("```\n");
    text
}
