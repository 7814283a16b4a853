//! `notelint`: checks notes, audits exports, tests policies.
//!
//! | module | what it does |
//! | --- | --- |
//! | `check` | one note a file |
//! | `audit` | a table of notes: CSV, XLSX, JSONL |
//! | `policy` | checks, tests and explains policies |
//! | `report` | the output formats |
//! | `policies` | finds the policy that is to be used |

mod audit;
mod check;
mod failure;
mod policies;
mod policy;
mod report;

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
