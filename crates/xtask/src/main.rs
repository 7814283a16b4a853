//! NoteLint's only build script. Each command sets up what it needs by itself, and does nothing
//! twice: what is built is stamped with a hash of what it was built from.
//!
//! - [`build`]: `dist/chromium`, `dist/firefox`, `dist/www`, `dist/crm` and the `notelint` command
//! - [`suite`]: every check, in the order in which they fail fastest
//! - [`demo`]: the demo CRM and the checker page, with the extension in a browser
//! - [`bench`]: sizes and speeds
//! - [`tools`], [`node`], [`browsers`]: what has to be installed
//! - [`places`], [`program`], [`stamp`]: where things are, running programs, what is up to date

mod bench;
mod browsers;
mod build;
mod demo;
mod node;
mod places;
mod program;
mod stamp;
mod steps;
mod suite;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::places::Places;
use crate::program::{Failure, Program};

/// Builds, tests and shows NoteLint.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the extension for both browsers, the checker page and the `notelint` command
    Build,
    /// Run every check, or the named ones
    Test {
        /// The steps to run; all of them if none is named
        names: Vec<String>,
        /// Run the remaining steps after one has failed
        #[arg(long)]
        keep_going: bool,
        /// Print the names of the steps
        #[arg(long)]
        list: bool,
    },
    /// Build everything and show it: a CRM to type notes in, and the checker page
    Demo {
        /// Drive it without a window and save pictures here
        #[arg(long, value_name = "DIR")]
        screenshot: Option<PathBuf>,
        /// The demo CRM's port; the checker page gets the next one
        #[arg(long, default_value_t = 8642)]
        port: u16,
    },
    /// Measure the sizes of what is shipped and the speed of the engine
    Bench,
    /// Format Rust and TypeScript
    Fmt,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    let places = Places::find()?;
    match command {
        Command::Build => build::all(&places),
        Command::Test { list: true, .. } => {
            for step in steps::STEPS {
                println!("{:12} {}", step.name, step.what);
            }
            Ok(())
        }
        Command::Test {
            names, keep_going, ..
        } => suite::run(&places, &names, keep_going),
        Command::Demo { screenshot, port } => demo::run(&places, screenshot.as_deref(), port),
        Command::Bench => bench::run(&places),
        Command::Fmt => format(&places),
    }
}

fn format(places: &Places) -> Result<(), Failure> {
    Program::cargo(places).args(["fmt", "--all"]).run()?;
    node::install(places, &places.extension())?;
    node::tool(places, "biome")
        .args(["check", "--write", "."])
        .run()
}
