//! What keeps a command from running: usage and input errors, all with exit code 2.

use std::io;
use std::path::PathBuf;

use notelint_core::engine::InputError;
use notelint_core::policy::PolicyError;
use thiserror::Error;

#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("{path} cannot be read: {source}")]
    Read { path: PathBuf, source: io::Error },
    #[error("standard output cannot be written: {0}")]
    Output(#[from] io::Error),
    #[error(
        "{path} is not UTF-8 text (byte {at} is the first that is not): save it as UTF-8 and try again"
    )]
    Encoding { path: PathBuf, at: usize },
    #[error("{path} is empty: there is no note to check")]
    EmptyNote { path: PathBuf },
    #[error("{place}{source}")]
    Note { place: String, source: InputError },
    #[error("unknown policy `{name}`: give a file, or one of {known}")]
    UnknownPolicy { name: String, known: String },
    #[error("the policy {name} cannot be used:\n{source}")]
    Policy {
        name: String,
        source: PolicyError,
        text: String,
    },
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    pub(crate) fn read(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Read { path, source }
    }
}
