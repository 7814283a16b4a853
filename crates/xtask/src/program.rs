//! Running other programs, and how a command of this script can fail.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use thiserror::Error;

use crate::places::Places;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("neither HOME nor XDG_CACHE_HOME says where tools can be kept")]
    NoHome,
    #[error("`{program}` cannot be started: {source}{hint}")]
    Start {
        program: String,
        source: io::Error,
        hint: &'static str,
    },
    #[error("`{program}` failed ({status})")]
    Failed { program: String, status: ExitStatus },
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{0} has no test file (*.test.mjs)")]
    NoTests(String),
    #[error("there is no step `{name}`; the steps are {known}")]
    UnknownStep { name: String, known: String },
    #[error("failed: {0}")]
    Steps(String),
    #[error("{missing} not found. {how}")]
    Missing { missing: String, how: String },
}

impl Failure {
    /// Says which file an I/O error is about.
    pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}

/// A program with its arguments, in the folder where it is to run.
pub(crate) struct Program {
    command: Command,
    /// What is put before the user's own PATH.
    path: Vec<PathBuf>,
}

impl Program {
    pub(crate) fn new(program: impl AsRef<OsStr>, dir: &Path) -> Self {
        let mut command = Command::new(program);
        command.current_dir(dir).stdin(Stdio::null());
        Self {
            command,
            path: Vec::new(),
        }
    }

    /// The cargo that runs this script, in the root of the checkout.
    pub(crate) fn cargo(places: &Places) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(cargo, places.root())
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Lets a person answer the program, and stop it.
    pub(crate) fn with_terminal(mut self) -> Self {
        self.command.stdin(Stdio::inherit());
        self
    }

    /// Hides a variable of ours from the program.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Lets the program find the programs in a folder first.
    pub(crate) fn path(mut self, dir: PathBuf) -> Self {
        self.path.push(dir);
        self
    }

    /// Runs it to its end with its output shown.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        self.set_path();
        let status = self.command.status();
        self.ended(status)
    }

    /// Runs it to its end; its output is shown only if it fails.
    pub(crate) fn run_quietly(mut self) -> Result<(), Failure> {
        self.set_path();
        let output = self.command.output();
        if let Ok(output) = &output
            && !output.status.success()
        {
            eprint!("{}", String::from_utf8_lossy(&output.stdout));
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
        }
        self.ended(output.map(|output| output.status))
    }

    /// What it prints, or nothing if it cannot be run.
    pub(crate) fn output(mut self) -> Option<String> {
        self.set_path();
        let output = self.command.stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn set_path(&mut self) {
        if self.path.is_empty() {
            return;
        }
        let own = std::env::var_os("PATH").unwrap_or_default();
        let dirs = self.path.drain(..).chain(std::env::split_paths(&own));
        // A folder that cannot stand in PATH could not be searched either.
        self.command
            .env("PATH", std::env::join_paths(dirs).unwrap_or(own.clone()));
    }

    fn ended(&self, status: io::Result<ExitStatus>) -> Result<(), Failure> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::Failed {
                program: self.shown(),
                status,
            }),
            Err(source) => {
                let hint = match self.command.get_program().to_str() {
                    Some("node" | "npm" | "npm.cmd") => ". Install Node.js 20 or newer",
                    _ => "",
                };
                Err(Failure::Start {
                    program: self.shown(),
                    source,
                    hint,
                })
            }
        }
    }

    fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name: OsString = program
            .file_name()
            .unwrap_or(program.as_os_str())
            .to_owned();
        std::iter::once(name.as_os_str())
            .chain(self.command.get_args())
            .map(OsStr::to_string_lossy)
            .collect::<Vec<_>>()
            .join(" ")
    }
}
