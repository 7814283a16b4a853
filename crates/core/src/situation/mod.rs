//! Reads what a note says of the customer.

use std::ops::Range;

/// How sure a reading is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// The note says so.
    Stated,
    /// The note lets one suppose so.
    Inferred,
    /// The author said so when asked.
    Answered,
}

/// What a note says of the customer, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// The situation's id in the policy.
    pub situation: String,
    /// How sure the reading is.
    pub certainty: Certainty,
    /// Byte ranges of the text, sorted and disjoint.
    pub evidence: Vec<Range<usize>>,
    /// One line for a person.
    pub reason: String,
}

/// The cues or the model of a policy could not be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReaderError(pub String);

/// Reads situations by a policy's cues and model.
#[derive(Debug)]
pub struct Reader {}

impl Reader {
    /// A reader by a cue lexicon and a trained model; either may be absent.
    pub fn new(_cues: Option<&str>, _model: Option<&[u8]>) -> Result<Self, ReaderError> {
        Ok(Self {})
    }

    /// A reader for a policy without situations: every note is the same to it.
    #[must_use]
    pub fn none() -> Self {
        Self {}
    }

    /// Reads a text.
    #[must_use]
    pub fn read(&self, _text: &str) -> Reading {
        Reading {
            situation: "neutral".into(),
            certainty: Certainty::Inferred,
            evidence: Vec::new(),
            reason: String::new(),
        }
    }
}
