//! What the loaded policies offer to choose from, as data for pages.

use serde::Serialize;

use crate::policy::{NoteType, Policy, Rule, Situation};

/// What a page needs to know of the loaded policies to offer choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyInfo {
    /// The policies, in the order in which they were loaded.
    pub loaded: Vec<LoadedPolicy>,
    /// Who can write notes.
    pub roles: Vec<Named>,
    /// What notes are filed as.
    pub note_types: Vec<NoteTypeInfo>,
    /// What a note can say of the customer.
    pub situations: Vec<SituationInfo>,
    /// What the guidance asks.
    pub rules: Vec<RuleInfo>,
    /// The tags that the policy speaks of, as written.
    pub hashtags: Vec<String>,
    /// Companion fields of the form.
    pub fields: Vec<Named>,
}

/// One of the loaded policies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoadedPolicy {
    /// Short name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Last day of validity, ISO 8601.
    pub valid_until: Option<String>,
    /// The id of the policy that it began as a copy of.
    pub extends: Option<String>,
}

/// An id and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A note type to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteTypeInfo {
    /// The id.
    pub id: String,
    /// Its name in the CRM today.
    pub title: String,
    /// Its former and other names.
    pub aliases: Vec<String>,
    /// Whether it is no longer to be used.
    pub deprecated: bool,
    /// The sections of its template.
    pub sections: Vec<Named>,
}

/// A situation to answer with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SituationInfo {
    /// The id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What to ask an author of whom one cannot be sure.
    pub question: Option<String>,
    /// Whether it holds when nothing is said.
    pub default: bool,
}

/// A rule to switch on or off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// The id.
    pub id: String,
    /// What it asks.
    pub title: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// Whether the policy has it on.
    pub enabled: bool,
}

impl PolicyInfo {
    /// What these policies offer together. What several of them offer alike is named once.
    #[must_use]
    pub fn of(policies: &[Policy]) -> Self {
        let mut all = Self {
            loaded: policies.iter().map(LoadedPolicy::from).collect(),
            roles: Vec::new(),
            note_types: Vec::new(),
            situations: Vec::new(),
            rules: Vec::new(),
            hashtags: Vec::new(),
            fields: Vec::new(),
        };
        for policy in policies {
            add(
                &mut all.roles,
                policy.roles.iter().map(|r| named(&r.id, &r.title)),
            );
            add(
                &mut all.note_types,
                policy.note_types.iter().map(NoteTypeInfo::from),
            );
            add(
                &mut all.situations,
                policy.situations.iter().map(SituationInfo::from),
            );
            // A rule is switched off by its id, in every policy that has it.
            for rule in &policy.rules {
                if !all.rules.iter().any(|known| known.id == rule.id) {
                    all.rules.push(RuleInfo::from(rule));
                }
            }
            add(
                &mut all.hashtags,
                policy.hashtags.iter().map(|h| h.tag.clone()),
            );
            add(
                &mut all.fields,
                policy.fields.iter().map(|f| named(&f.id, &f.title)),
            );
        }
        all
    }
}

fn add<T: PartialEq>(all: &mut Vec<T>, offered: impl Iterator<Item = T>) {
    for item in offered {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}

fn named(id: &str, title: &str) -> Named {
    Named {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}

impl From<&Policy> for LoadedPolicy {
    fn from(policy: &Policy) -> Self {
        Self {
            id: policy.id.clone(),
            title: policy.title.clone(),
            version: policy.version.clone(),
            valid_until: policy.valid_until.clone(),
            extends: policy.extends.clone(),
        }
    }
}

impl From<&NoteType> for NoteTypeInfo {
    fn from(note_type: &NoteType) -> Self {
        Self {
            id: note_type.id.clone(),
            title: note_type.title.clone(),
            aliases: note_type.aliases.clone(),
            deprecated: note_type.deprecated.is_some(),
            sections: note_type
                .sections
                .iter()
                .map(|s| named(&s.id, &s.title))
                .collect(),
        }
    }
}

impl From<&Situation> for SituationInfo {
    fn from(situation: &Situation) -> Self {
        Self {
            id: situation.id.clone(),
            title: situation.title.clone(),
            question: situation.question.clone(),
            default: situation.default,
        }
    }
}

impl From<&Rule> for RuleInfo {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            title: rule.title.clone(),
            severity: rule.severity.name(),
            enabled: rule.enabled,
        }
    }
}
