//! What a note says of the customer now: a careful reviewer's reading.
//!
//! [`Reader::read`] goes one way: text → [`tokens`] → [`cues`] with their scopes → hashed
//! [`features`] → scores of the [`model`] → situation, certainty, [`evidence`], reason. All
//! words and weights are data; this module knows none of a policy's.

mod calibrate;
mod cues;
mod evidence;
mod features;
mod lexicon;
mod model;
mod reason;
mod tokens;
pub mod train;
mod weights;

use std::ops::Range;

use cues::{Cues, Found};
use model::Model;
use tokens::Tokens;

pub use evidence::{ExplainedCue, ExplainedSentence, Explanation};

/// How sure a reading is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// The note says so: findings may assert it.
    Stated,
    /// Likely, or cues and weights disagree: ask the author.
    Inferred,
    /// The author said so.
    Answered,
}

/// A note's situation and why it is read so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Id from the lexicon or the model.
    pub situation: String,
    /// How sure.
    pub certainty: Certainty,
    /// Bytes of the text on character boundaries, sorted, disjoint; empty when neutral.
    pub evidence: Vec<Range<usize>>,
    /// One line for a person.
    pub reason: String,
}

/// Why a reader could not be built or trained.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The lexicon is not as it should be.
    #[error("cue lexicon: {0}")]
    Cues(String),
    /// The model file is not as it should be.
    #[error("situation model: {0}")]
    Model(String),
    /// The labelled notes cannot be trained on.
    #[error("labelled notes: {0}")]
    Notes(String),
    /// Lexicon and model do not belong together.
    #[error(
        "the model's neutral situation is {model:?}, the cue lexicon's is {cues:?}: train again with this lexicon"
    )]
    Apart {
        /// Neutral situation of the model.
        model: String,
        /// Neutral situation of the lexicon.
        cues: String,
    },
}

/// Reads situations. Built once, then only read from.
#[derive(Debug)]
pub struct Reader {
    cues: Cues,
    model: Option<Model>,
}

impl Reader {
    /// A reader from a cue lexicon and a model; without a model cues alone decide, and every
    /// reading but the neutral one is inferred.
    pub fn new(cues_toml: Option<&str>, model: Option<&[u8]>) -> Result<Self, ReaderError> {
        // An empty file is a policy that has none yet.
        let model = model
            .filter(|m| !m.is_empty())
            .map(Model::from_bytes)
            .transpose()?;
        let cues = match (cues_toml.filter(|c| !c.trim().is_empty()), &model) {
            (Some(text), _) => Cues::parse(text)?,
            (None, Some(model)) => Cues::none(&model.situations[0]),
            (None, None) => return Ok(Self::none()),
        };
        if let Some(model) = &model
            && model.situations[0] != cues.neutral
        {
            return Err(ReaderError::Apart {
                model: model.situations[0].clone(),
                cues: cues.neutral,
            });
        }
        Ok(Self::from_parts(cues, model))
    }

    /// A reader for a policy without situations: every note is the same to it.
    #[must_use]
    pub fn none() -> Self {
        Self::from_parts(Cues::none("neutral"), None)
    }

    fn from_parts(cues: Cues, model: Option<Model>) -> Self {
        Self { cues, model }
    }

    /// Reads a text. Takes time linear in its length and never panics.
    #[must_use]
    pub fn read(&self, text: &str) -> Reading {
        self.examine(text, false).reading
    }

    /// Reads a text and shows the work.
    #[must_use]
    pub fn explain(&self, text: &str) -> Explanation {
        self.examine(text, true)
    }
}

/// Tokens and sentences (hashtags taken away) and the cues in them; lines without a cue speak
/// faintly if others have one, so that routine news beside the point hardly dilutes it.
///
/// The number is that of the text's language.
fn cut(text: &str, cues: &Cues) -> (Tokens, Vec<Found>, usize) {
    let mut tokens = Tokens::of(text);
    cues.mask_hashtags(&mut tokens);
    tokens.cut();
    let language = cues.language(&tokens);
    let found = cues.find(&tokens, language);
    let mut telling = vec![false; tokens.lines()];
    let mut sentence = 0;
    for f in found
        .iter()
        .filter(|f| !cues.categories[f.category].background)
    {
        while tokens.sentences[sentence].last <= f.first {
            sentence += 1;
        }
        telling[tokens.sentences[sentence].line] = true;
    }
    if telling.contains(&true) {
        for sentence in &mut tokens.sentences {
            sentence.faint = !telling[sentence.line];
        }
    }
    (tokens, found, language)
}
