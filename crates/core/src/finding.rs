//! One rule broken in one note, and what can be done about it.

use std::ops::Range;

/// How bad a finding is. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Should be looked at.
    Warning,
    /// The guidance forbids it.
    Error,
}

impl Severity {
    /// The names that policies and JSON use.
    pub const NAMES: [&'static str; 3] = ["info", "warning", "error"];

    /// The severity's name in policies and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The severity of a name of [`Self::NAMES`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Info, Self::Warning, Self::Error]
            .into_iter()
            .find(|s| s.name() == name)
    }

    /// The next lower one; `Info` stays.
    #[must_use]
    pub fn lower(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Info => Self::Info,
        }
    }
}

/// A place in a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Index into the note's sections.
    pub section: usize,
    /// Bytes of that section's text.
    pub range: Range<usize>,
}

/// What a fix does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Replaces places of the text; sorted, disjoint.
    Edits(Vec<(Place, String)>),
    /// Files the note under another note type, given by title.
    NoteType(String),
    /// Something the person does elsewhere.
    Action(String),
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Safety {
    /// Adds something; nothing is lost.
    Safe,
    /// Takes something away.
    Asks,
    /// Is done by the person.
    Shown,
}

/// One way to mend a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What a button says.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// What it does.
    pub change: Change,
}

/// Where the guidance asks for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Citation {
    /// The document.
    pub title: String,
    /// The place in it.
    pub section: String,
    /// Its date, ISO 8601.
    pub date: String,
    /// Where it can be read; may be empty.
    pub url: String,
}

/// One rule broken in one note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: String,
    /// Where. An empty range stands for the whole: something is missing.
    pub place: Place,
    /// Whether something is missing rather than wrong.
    pub missing: bool,
    /// What in the note made the rule apply.
    pub evidence: Vec<Place>,
    /// Ways to mend it, the best first.
    pub fixes: Vec<Fix>,
    /// Where the guidance asks for it.
    pub citation: Citation,
}
