//! Policies applied to a note.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::finding::{Finding, Place};
use crate::note::{Note, Part, Section};
use crate::policy::{Condition, Policy, Rule};
use crate::rules::{Context, Found, NoteReading};
use crate::situation::Certainty;

/// What is to be checked, by the names that people and forms use.
#[derive(Clone, Default, Debug)]
pub struct NoteRequest<'a> {
    /// A role's id, title or alias.
    pub role: &'a str,
    /// A note type's id, title or former name; `None` while none is chosen.
    pub note_type: Option<&'a str>,
    /// The form's text boxes; at least one.
    pub sections: Vec<Section<'a>>,
    /// Companion fields by the policy's ids.
    pub fields: BTreeMap<String, String>,
    /// The author's own answer about the situation.
    pub situation: Option<&'a str>,
    /// BCP 47 tag of the note's language, where it is known.
    pub language: Option<&'a str>,
}

/// The note cannot be checked as asked.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum InputError {
    /// No policy is loaded.
    #[error("no policy is loaded")]
    NoPolicy,
    /// No policy has this role.
    #[error("unknown role `{name}`: {help}")]
    UnknownRole {
        /// What was given.
        name: String,
        /// What was expected.
        help: String,
    },
    /// No policy has this note type.
    #[error("unknown note type `{name}`: {help}")]
    UnknownNoteType {
        /// What was given.
        name: String,
        /// What was expected.
        help: String,
    },
    /// No policy has this situation.
    #[error("unknown situation `{name}`: {help}")]
    UnknownSituation {
        /// What was given.
        name: String,
        /// What was expected.
        help: String,
    },
    /// A note is a page, not a library.
    #[error("this note has {bytes} bytes; at most {most} are checked")]
    TooLong {
        /// The note's size.
        bytes: usize,
        /// The bound.
        most: usize,
    },
    /// There is no text box at all.
    #[error("the note has no section: give at least one text")]
    NoSection,
}

/// What one policy says of a note.
#[derive(Debug)]
pub struct PolicyReport<'p> {
    /// The policy.
    pub policy: &'p Policy,
    /// What the note says of the customer.
    pub situation: SituationReport,
    /// The rules broken, the worst first, then by place.
    pub findings: Vec<Finding>,
}

/// What a note says of the customer, with evidence placed in its sections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SituationReport {
    /// The situation's id.
    pub situation: String,
    /// How sure that is.
    pub certainty: Certainty,
    /// Where the note says so.
    pub evidence: Vec<Place>,
    /// One line for a person.
    pub reason: String,
}

/// Applies policies to notes. Stateless: the same note gives the same report.
#[derive(Debug)]
pub struct Engine {
    policies: Vec<Policy>,
}

impl Engine {
    /// The largest note that is checked, in bytes over all its sections.
    pub const LONGEST_NOTE: usize = 8 << 20;

    /// An engine for these policies.
    #[must_use]
    pub fn new(policies: Vec<Policy>) -> Self {
        Self { policies }
    }

    /// Checks by one more policy from now on.
    pub fn add(&mut self, policy: Policy) {
        self.policies.push(policy);
    }

    /// The policies, in the order given.
    #[must_use]
    pub fn policies(&self) -> &[Policy] {
        &self.policies
    }

    /// Checks a note by every policy that knows its role; at least one report.
    pub fn check<'p>(
        &'p self,
        note: &NoteRequest<'_>,
    ) -> Result<Vec<PolicyReport<'p>>, InputError> {
        let first = self.policies.first().ok_or(InputError::NoPolicy)?;
        let bytes = note.sections.iter().map(|section| section.text.len()).sum();
        if bytes > Self::LONGEST_NOTE {
            return Err(InputError::TooLong {
                bytes,
                most: Self::LONGEST_NOTE,
            });
        }
        if note.sections.is_empty() {
            return Err(InputError::NoSection);
        }
        let mut error = None;
        let mut reports = Vec::new();
        for policy in &self.policies {
            match check_by(policy, note) {
                Ok(report) => reports.push(report),
                Err(found) => error = error.or(Some(found)),
            }
        }
        if reports.is_empty() {
            return Err(error.unwrap_or_else(|| unknown_role(first, note.role)));
        }
        Ok(reports)
    }
}

fn unknown_role(policy: &Policy, name: &str) -> InputError {
    InputError::UnknownRole {
        name: name.to_owned(),
        help: did_you_mean(
            policy.nearest_role(name),
            policy.roles.iter().map(|r| r.id.as_str()),
        ),
    }
}

fn did_you_mean<'n>(near: Option<&str>, names: impl Iterator<Item = &'n str>) -> String {
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of {}", names.collect::<Vec<_>>().join(", ")),
    }
}

fn check_by<'p>(
    policy: &'p Policy,
    request: &NoteRequest<'_>,
) -> Result<PolicyReport<'p>, InputError> {
    let role = policy
        .role(request.role)
        .ok_or_else(|| unknown_role(policy, request.role))?;
    let note_type = match request.note_type.filter(|name| !name.trim().is_empty()) {
        None => None,
        Some(name) => Some(
            policy
                .note_type(name)
                .ok_or_else(|| InputError::UnknownNoteType {
                    name: name.to_owned(),
                    help: did_you_mean(
                        policy.nearest_note_type(name),
                        policy.note_types.iter().map(|t| t.title.as_str()),
                    ),
                })?,
        ),
    };
    if let Some(id) = request
        .situation
        .filter(|id| policy.situation(id).is_none())
    {
        return Err(InputError::UnknownSituation {
            name: id.to_owned(),
            help: did_you_mean(None, policy.situations.iter().map(|s| s.id.as_str())),
        });
    }
    let note = Note {
        role,
        note_type,
        sections: request.sections.clone(),
        fields: &request.fields,
        language: request.language,
    };
    let parts = note.parts();
    let reading = read(policy, &note, request.situation);
    let mut findings = Vec::new();
    if !note.is_blank() {
        for rule in policy.rules.iter().filter(|rule| rule.enabled) {
            let cx = Context {
                policy,
                rule,
                note: &note,
                all_parts: &parts,
                reading: &reading,
            };
            if holds(&rule.when, &cx) {
                findings.extend(
                    rule.kind
                        .check(&cx)
                        .into_iter()
                        .map(|found| finding(&cx, found)),
                );
            }
        }
    }
    findings.sort_by(|a, b| {
        (b.severity, a.place.section, a.place.range.start).cmp(&(
            a.severity,
            b.place.section,
            b.place.range.start,
        ))
    });
    let NoteReading {
        situation,
        certainty,
        evidence,
        reason,
    } = reading;
    Ok(PolicyReport {
        policy,
        situation: SituationReport {
            situation,
            certainty,
            evidence,
            reason,
        },
        findings,
    })
}

/// Reads the situation over all sections, each behind its name as a template writes it.
fn read(policy: &Policy, note: &Note<'_>, answer: Option<&str>) -> NoteReading {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(note.sections.len());
    let named = note.sections.len() > 1;
    for section in &note.sections {
        if let Some(name) = section.name.filter(|_| named) {
            text.push_str(name);
            text.push_str(": ");
        }
        starts.push(text.len());
        text.push_str(section.text);
        if named {
            text.push('\n');
        }
    }
    let reading = policy.reader.read(&text);
    let known = policy.situation(&reading.situation).is_some();
    let default = policy
        .situations
        .iter()
        .find(|s| s.default)
        .map_or("", |s| &s.id);
    let mut evidence = Vec::new();
    for range in &reading.evidence {
        for (section, start) in starts.iter().enumerate() {
            let end = start + note.sections.get(section).map_or(0, |s| s.text.len());
            let from = range.start.max(*start);
            let to = range.end.min(end);
            if from < to {
                evidence.push(Place {
                    section,
                    range: from - start..to - start,
                });
            }
        }
    }
    let mut reading = NoteReading {
        situation: if known {
            reading.situation
        } else {
            default.to_owned()
        },
        certainty: reading.certainty,
        evidence,
        reason: reading.reason,
    };
    if let Some(answer) = answer {
        if reading.situation != answer {
            reading.evidence.clear();
            answer.clone_into(&mut reading.situation);
        }
        reading.certainty = Certainty::Answered;
        "the author said so".clone_into(&mut reading.reason);
    }
    reading
}

fn holds(when: &Condition, cx: &Context<'_>) -> bool {
    let one_of = |ids: &[String], id: &str| ids.is_empty() || ids.iter().any(|i| i == id);
    one_of(&when.roles, &cx.note.role.id)
        && (when.note_types.is_empty()
            || cx
                .note
                .note_type
                .is_some_and(|t| when.note_types.contains(&t.id)))
        && one_of(&when.situations, &cx.reading.situation)
        && (when.sections.is_empty() || cx.parts().next().is_some())
        && cx
            .note
            .language
            .is_none_or(|tag| speaks(&when.languages, tag))
        && (when.hashtags.is_empty() || when.hashtags.iter().any(|id| carries(cx, id)))
        && has_words(cx.all_parts, cx.note, when.min_words)
}

fn speaks(languages: &[String], tag: &str) -> bool {
    languages.is_empty()
        || languages.iter().any(|language| {
            tag.eq_ignore_ascii_case(language)
                || tag
                    .split('-')
                    .next()
                    .is_some_and(|main| main.eq_ignore_ascii_case(language))
        })
}

fn carries(cx: &Context<'_>, hashtag: &str) -> bool {
    cx.policy.hashtag(hashtag).is_some_and(|hashtag| {
        cx.mentions(hashtag)
            .iter()
            .any(|(_, mention)| mention.flaw.is_none())
    })
}

/// Whether a note has at least so many words. Where words are not spaced, two characters count as one.
fn has_words(parts: &[Part<'_>], note: &Note<'_>, least: usize) -> bool {
    if least == 0 {
        return true;
    }
    let mut words = 0;
    for word in parts
        .iter()
        .flat_map(|part| note.text(&part.place).split_whitespace())
    {
        let unspaced = word
            .chars()
            .filter(|c| ('\u{2E80}'..='\u{9FFF}').contains(c))
            .count();
        words += (unspaced / 2).max(1);
        if words >= least {
            return true;
        }
    }
    false
}

fn finding(cx: &Context<'_>, found: Found) -> Finding {
    let rule: &Rule = cx.rule;
    let situational = found.situational || !rule.when.situations.is_empty();
    let unsure = situational && cx.reading.certainty == Certainty::Inferred;
    let severity = match (found.severity, unsure) {
        (None, true) => rule.inferred,
        (None, false) => rule.severity,
        (Some(severity), true) => severity.lower(),
        (Some(severity), false) => severity,
    };
    let values: Vec<(&str, &str)> = found.values.iter().map(|(n, v)| (*n, v.as_str())).collect();
    Finding {
        rule: rule.id.clone(),
        severity,
        message: found.message.unwrap_or_else(|| rule.message.fill(&values)),
        place: found.place,
        missing: rule.entry.missing,
        evidence: if situational {
            cx.reading.evidence.clone()
        } else {
            Vec::new()
        },
        fixes: found.fixes,
        citation: rule.citation.clone(),
    }
}
