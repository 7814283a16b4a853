//! A policy: an organisation's note guidance as data.
//!
//! [`Policy::parse`] reads the TOML language that `docs/policy.md` describes. It
//! reports every mistake of a file in one run, each with its place and a way out.

mod decode;
mod diagnostic;
mod examples;
mod inherit;
mod load;
mod rule;
mod rule_load;
mod schema;
mod template;

use std::collections::BTreeMap;

pub use diagnostic::{Diagnostic, PolicyError};
pub use examples::{ExampleFailure, run_examples};
pub use rule::{Condition, Example, Rule};
pub use schema::schema;

pub(crate) use decode::{At, Table};
pub(crate) use template::Template;

use crate::hashtag::Hashtag;
use crate::situation::Reader;
use crate::text::{fold, nearest};

/// The files that a policy may name (cues, model, a policy that it extends), by name.
pub type PolicyFiles = BTreeMap<String, Vec<u8>>;

/// Note guidance, ready to be applied.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Short name, also the file's name without its ending.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The policy's own version.
    pub version: String,
    /// First day of validity, ISO 8601.
    pub valid_from: Option<String>,
    /// Last day of validity, ISO 8601.
    pub valid_until: Option<String>,
    /// The id of the policy that this one began as a copy of.
    pub extends: Option<String>,
    /// Who can write notes, in the file's order (as are all lists here).
    pub roles: Vec<Role>,
    /// What notes are filed as.
    pub note_types: Vec<NoteType>,
    /// The situations a note can describe.
    pub situations: Vec<Situation>,
    /// The hashtags that rules speak of.
    pub hashtags: Vec<Hashtag>,
    /// Companion fields of the form.
    pub fields: Vec<Field>,
    /// Which note types which role uses.
    pub allowed: Vec<Allowed>,
    /// What the guidance asks.
    pub rules: Vec<Rule>,
    /// Reads situations.
    pub(crate) reader: std::sync::Arc<Reader>,
}

/// Who writes.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Other names for it.
    pub aliases: Vec<String>,
}

/// What a note is filed as.
#[derive(Clone, Debug)]
pub struct NoteType {
    /// Its id.
    pub id: String,
    /// Its name in the CRM today.
    pub title: String,
    /// Its former and other names.
    pub aliases: Vec<String>,
    /// Why it is no longer to be used; `None` for an active type.
    pub deprecated: Option<String>,
    /// The sections of its template.
    pub sections: Vec<SectionType>,
}

/// One section of a note type's template.
#[derive(Clone, Debug)]
pub struct SectionType {
    /// Its id.
    pub id: String,
    /// Its title on the form.
    pub title: String,
    /// Other titles of it.
    pub aliases: Vec<String>,
    /// Text from this mark on is not counted or reported.
    pub cut_mark: Option<String>,
}

/// What a note can say of the customer.
#[derive(Clone, Debug)]
pub struct Situation {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What to ask an author of whom one cannot be sure.
    pub question: Option<String>,
    /// Whether it is the one that holds when nothing is said.
    pub default: bool,
}

/// A companion field of the form, such as a status drop-down.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its id.
    pub id: String,
    /// Its label on the form.
    pub title: String,
}

/// The note types that a role uses, always or in one situation.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The situation's id; `None` for the usual case.
    pub situation: Option<String>,
    /// The role's id.
    pub role: String,
    /// Ids of note types.
    pub note_types: Vec<String>,
}

impl Policy {
    /// Reads situations by this policy's cues and model.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Reads a policy.
    ///
    /// `name` is the file's name for messages; `files` holds what it refers to.
    pub fn parse(name: &str, toml: &str, files: &PolicyFiles) -> Result<Self, PolicyError> {
        load::load(name, toml, files)
    }

    /// Whether the policy's validity ended before this day (ISO 8601).
    #[must_use]
    pub fn expired(&self, today: &str) -> bool {
        self.valid_until
            .as_deref()
            .is_some_and(|until| until < today)
    }

    /// The role of an id, title or alias.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        let name = fold(name);
        self.roles.iter().find(|r| {
            [&r.id, &r.title]
                .into_iter()
                .chain(&r.aliases)
                .any(|n| fold(n) == name)
        })
    }

    /// The note type of an id, title or former name.
    #[must_use]
    pub fn note_type(&self, name: &str) -> Option<&NoteType> {
        let name = fold(name);
        self.note_types.iter().find(|t| {
            [&t.id, &t.title]
                .into_iter()
                .chain(&t.aliases)
                .any(|n| fold(n) == name)
        })
    }

    /// The hashtag of an id.
    #[must_use]
    pub fn hashtag(&self, id: &str) -> Option<&Hashtag> {
        self.hashtags.iter().find(|h| h.id == id)
    }

    /// The situation of an id.
    #[must_use]
    pub fn situation(&self, id: &str) -> Option<&Situation> {
        self.situations.iter().find(|s| s.id == id)
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// The title of a note type's id, or the id itself.
    pub(crate) fn note_type_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.note_types
            .iter()
            .find(|t| t.id == id)
            .map_or(id, |t| &t.title)
    }

    /// The role nearest to a name that no role has.
    pub(crate) fn nearest_role(&self, name: &str) -> Option<&str> {
        nearest(name, self.roles.iter().map(|r| r.id.as_str()))
            .or_else(|| nearest(name, self.roles.iter().map(|r| r.title.as_str())))
    }

    /// The note type nearest to a name that no note type has.
    pub(crate) fn nearest_note_type(&self, name: &str) -> Option<&str> {
        nearest(
            name,
            self.note_types.iter().flat_map(|t| {
                std::iter::once(&t.title)
                    .chain(&t.aliases)
                    .map(String::as_str)
            }),
        )
    }

    /// The note types of a role in a situation; `None` where the guidance does not say.
    pub(crate) fn allowed(&self, role: &str, situation: &str) -> Option<&Allowed> {
        let of = |situation: Option<&str>| {
            self.allowed
                .iter()
                .find(|a| a.role == role && a.situation.as_deref() == situation)
        };
        of(Some(situation)).or_else(|| of(None))
    }

    /// The note types that a role uses in any situation, the first that are given.
    pub(crate) fn any_allowed(&self, role: &str) -> Option<&Allowed> {
        self.allowed.iter().find(|a| a.role == role)
    }
}
