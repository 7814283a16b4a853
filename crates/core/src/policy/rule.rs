//! One thing that the guidance asks, and when.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Template;
use crate::finding::{Citation, Severity};
use crate::rules::{Kind, KindEntry};

/// One thing that the guidance asks.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it asks, in one line.
    pub title: String,
    /// Why, and what breaks when it is not followed; may be empty.
    pub why: String,
    /// How bad it is to break it.
    pub severity: Severity,
    /// The same where the situation is only inferred.
    pub inferred: Severity,
    /// When it applies.
    pub when: Condition,
    /// Where the guidance asks for it.
    pub citation: Citation,
    /// The guidance's own words, where they are short enough to cite; may be empty.
    pub quote: String,
    /// Whether it is on unless the user says otherwise.
    pub enabled: bool,
    /// Notes that keep it.
    pub good: Vec<Example>,
    /// Notes that break it.
    pub bad: Vec<Example>,
    pub(crate) message: Template,
    pub(crate) entry: &'static KindEntry,
    pub(crate) kind: Arc<dyn Kind>,
}

impl Rule {
    /// The name of the rule's kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.entry.name
    }
}

/// When a rule applies. An empty list asks for nothing.
#[derive(Clone, Default, Debug)]
pub struct Condition {
    /// Ids of roles.
    pub roles: Vec<String>,
    /// Ids of note types.
    pub note_types: Vec<String>,
    /// Ids of sections; the rule looks at these only.
    pub sections: Vec<String>,
    /// Ids of situations.
    pub situations: Vec<String>,
    /// BCP 47 tags; `en` is also `en-GB`. A note of unknown language passes.
    pub languages: Vec<String>,
    /// Ids of hashtags, one of which the note carries.
    pub hashtags: Vec<String>,
    /// How many words the note must have before the rule speaks.
    pub min_words: usize,
}

/// A note of a policy's own tests.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where it stands in the policy file, in bytes.
    pub at: usize,
    /// Id of a role.
    pub role: String,
    /// Name of a note type.
    pub note_type: Option<String>,
    /// The sections' names and texts.
    pub sections: Vec<(Option<String>, String)>,
    /// Companion fields.
    pub fields: BTreeMap<String, String>,
    /// The situation, where the example does not leave it to the reader.
    pub situation: Option<String>,
}
