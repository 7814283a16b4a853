//! `notelint`: checks notes, audits exports, tests policies.
//!
//! | module | what it does |
//! | --- | --- |
//! | `check` | one note a file |
//! | `audit` | a table of notes: CSV, XLSX, JSONL |
//! | `eval` | scores a policy on labelled notes |
//! | `explain` | shows how a note was read |
//! | `train` | makes a situation model from labelled notes |
//! | `policy` | checks, tests and explains policies |
//! | `report` | the output formats |
//! | `policies` | finds the policy that is to be used |

mod audit;
mod check;
mod eval;
mod explain;
mod failure;
mod policies;
mod policy;
mod report;
mod train;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Checks notes against your organisation's note guidance. Nothing leaves this machine.
#[derive(Parser)]
#[command(name = "notelint", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check notes, one a file.
    Check(check::Arguments),
    /// Check a whole export: CSV, XLSX or JSONL, one note a row.
    Audit(audit::Arguments),
    /// Score a policy's reading of situations on labelled notes.
    Eval(eval::Arguments),
    /// Show how a note was read, cue by cue.
    Explain(explain::Arguments),
    /// Train a situation model on labelled notes.
    Train(train::Arguments),
    /// Check, test and explain policies.
    #[command(subcommand)]
    Policy(policy::Command),
}

/// What a command found, as its exit code tells it.
pub(crate) enum Outcome {
    Clean,
    Found,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Eval(arguments) => eval::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Policy(command) => policy::run(&command),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        // Whoever reads a pipe only in part has what they wanted.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Policy { source, text, .. }) => {
            anstream::eprint!("{}", report::diagnostics(&source, &text));
            ExitCode::from(2)
        }
        Err(failure) => {
            anstream::eprintln!("notelint: {failure}");
            ExitCode::from(2)
        }
    }
}
