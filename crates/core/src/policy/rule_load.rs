//! Reads a policy's sources and rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{At, Table};
use super::rule::{Condition, Example, Rule};
use super::{Policy, Template};
use crate::finding::{Citation, Severity};
use crate::rules::KINDS;

/// The documents that rules cite, by id.
pub(super) fn sources(root: &Table<'_, '_>) -> BTreeMap<String, Citation> {
    let mut sources = BTreeMap::new();
    for (id, table) in root.named_tables("sources") {
        let title = table.required_string("title");
        let date = table.date("date").map(|d| d.value).unwrap_or_default();
        let url = table.string("url").map(|u| u.value).unwrap_or_default();
        table.finish();
        if let Some(title) = title {
            let citation = Citation {
                title: title.value,
                section: String::new(),
                date,
                url,
            };
            sources.insert(id.value, citation);
        }
    }
    sources
}

pub(super) fn rules(
    root: &Table<'_, '_>,
    policy: &mut Policy,
    sources: &BTreeMap<String, Citation>,
) {
    for (id, table) in root.named_tables("rules") {
        let rule = match policy.rules.iter().find(|rule| rule.id == id.value) {
            Some(old) if !table.has("kind") => Some(patched(old.clone(), &table, policy)),
            _ => whole(&id, &table, policy, sources),
        };
        table.finish();
        if let Some(rule) = rule {
            match policy.rules.iter().position(|old| old.id == rule.id) {
                Some(at) => policy.rules[at] = rule,
                None => policy.rules.push(rule),
            }
        }
    }
}

/// A rule of the base policy, switched off or given another weight.
fn patched(mut rule: Rule, table: &Table<'_, '_>, policy: &Policy) -> Rule {
    if let Some(enabled) = table.boolean("enabled") {
        rule.enabled = enabled;
    }
    if let Some(severity) = severity(table, "severity") {
        rule.severity = severity;
        rule.inferred = severity.lower();
    }
    if let Some(severity) = severity(table, "inferred_severity") {
        rule.inferred = severity;
    }
    if let Some(message) = table.string("message") {
        rule.message = template(table, &message, rule.entry.places).unwrap_or(rule.message);
    }
    if table.has("when") {
        rule.when = condition(table, policy);
    }
    rule
}

fn whole(
    id: &At<String>,
    table: &Table<'_, '_>,
    policy: &Policy,
    sources: &BTreeMap<String, Citation>,
) -> Option<Rule> {
    let title = table.required_string("title");
    let why = table.string("why").map(|why| why.value).unwrap_or_default();
    let quote = table
        .string("quote")
        .map(|quote| quote.value)
        .unwrap_or_default();
    let severity_of = severity(table, "severity");
    if !table.has("severity") {
        table.missing("severity", "\"info\", \"warning\" or \"error\"");
    }
    let inferred = severity(table, "inferred_severity");
    let enabled = table.boolean("enabled").unwrap_or(true);
    let when = condition(table, policy);
    let citation = citation(table, sources);
    let good = examples(table, "good", policy);
    let bad = examples(table, "bad", policy);
    let message = table.required_string("message");
    let kind = table.required_string("kind")?;
    let Some(entry) = KINDS.iter().find(|entry| entry.name == kind.value) else {
        table.unknown(&kind, "kind of rule", KINDS.iter().map(|entry| entry.name));
        // Its keys are not known either: one mistake, one message.
        table.forgive();
        return None;
    };
    let message = message.and_then(|message| template(table, &message, entry.places));
    let decoded = (entry.decode)(table, policy);
    let severity = severity_of?;
    Some(Rule {
        id: id.value.clone(),
        title: title?.value,
        why,
        severity,
        inferred: inferred.unwrap_or(severity.lower()),
        when,
        citation: citation?,
        quote,
        enabled,
        good,
        bad,
        message: message?,
        entry,
        kind: Arc::clone(&decoded?),
    })
}

fn severity(table: &Table<'_, '_>, key: &'static str) -> Option<Severity> {
    table
        .one_of(key, &Severity::NAMES)
        .and_then(|name| Severity::from_name(&name.value))
}

fn template(table: &Table<'_, '_>, message: &At<String>, places: &[&str]) -> Option<Template> {
    Template::new(&message.value, places)
        .map_err(|place| {
            let help = if places.is_empty() {
                "a rule of this kind fills nothing in".to_owned()
            } else {
                format!("this kind of rule fills {{{}}}", places.join("}, {"))
            };
            table.report(
                message.span.clone(),
                format!("nothing fills `{{{place}}}` here"),
                Some(help),
            );
        })
        .ok()
}

fn citation(table: &Table<'_, '_>, sources: &BTreeMap<String, Citation>) -> Option<Citation> {
    let Some(source) = table.table("source") else {
        if !table.has("source") {
            table.missing(
                "source",
                "where the guidance asks for it: { from = \"…\", section = \"…\" }",
            );
        }
        return None;
    };
    let from = source.required_string("from");
    let section = source
        .string("section")
        .map(|s| s.value)
        .unwrap_or_default();
    source.finish();
    let from = from?;
    let Some(found) = sources.get(&from.value) else {
        table.unknown(&from, "source", sources.keys().map(String::as_str));
        return None;
    };
    Some(Citation {
        section,
        ..found.clone()
    })
}

/// The ids of a list, each checked against the names that there are.
fn ids<'p>(
    table: &Table<'_, '_>,
    key: &'static str,
    what: &str,
    known: &(impl Iterator<Item = &'p str> + Clone),
) -> Vec<String> {
    table
        .strings(key)
        .into_iter()
        .inspect(|id| {
            if !known.clone().any(|name| name == id.value) {
                table.unknown(id, what, known.clone());
            }
        })
        .map(|id| id.value)
        .collect()
}

fn condition(table: &Table<'_, '_>, policy: &Policy) -> Condition {
    let Some(when) = table.table("when") else {
        return Condition::default();
    };
    let sections = policy
        .note_types
        .iter()
        .flat_map(|t| &t.sections)
        .map(|s| s.id.as_str());
    let condition = Condition {
        roles: ids(
            &when,
            "role",
            "role",
            &policy.roles.iter().map(|r| r.id.as_str()),
        ),
        note_types: ids(
            &when,
            "note_type",
            "note type",
            &policy.note_types.iter().map(|t| t.id.as_str()),
        ),
        sections: ids(&when, "section", "section", &sections),
        situations: ids(
            &when,
            "situation",
            "situation",
            &policy.situations.iter().map(|s| s.id.as_str()),
        ),
        hashtags: ids(
            &when,
            "hashtag",
            "hashtag",
            &policy.hashtags.iter().map(|h| h.id.as_str()),
        ),
        languages: when
            .strings("language")
            .into_iter()
            .map(|l| l.value)
            .collect(),
        min_words: when.count("min_words").map_or(0, |count| count.value),
    };
    never_fires(&when, &condition, policy);
    when.finish();
    condition
}

/// Reports a condition that no note can meet.
fn never_fires(when: &Table<'_, '_>, condition: &Condition, policy: &Policy) {
    let chosen = |id: &String| condition.note_types.is_empty() || condition.note_types.contains(id);
    for id in &condition.sections {
        let mut homes = policy
            .note_types
            .iter()
            .filter(|t| t.sections.iter().any(|s| s.id == *id))
            .peekable();
        if homes.peek().is_some() && !homes.any(|t| chosen(&t.id)) {
            when.report(
                when.span.clone(),
                format!("this rule can never fire: none of its note types has the section `{id}`"),
                None,
            );
        }
    }
}

fn examples(table: &Table<'_, '_>, key: &'static str, policy: &Policy) -> Vec<Example> {
    table
        .tables(key)
        .into_iter()
        .filter_map(|example| {
            let role = example.required_string("role");
            let note_type = example.string("note_type");
            let situation = example.string("situation");
            let text = example.string("text");
            let pairs = |key| {
                example.table(key).map_or_else(Vec::new, |pairs| {
                    pairs
                        .string_lists()
                        .into_iter()
                        .map(|(name, texts)| {
                            (
                                name.value,
                                texts.into_iter().map(|t| t.value).collect::<String>(),
                            )
                        })
                        .collect()
                })
            };
            let mut sections: Vec<(Option<String>, String)> = pairs("sections")
                .into_iter()
                .map(|(name, text)| (Some(name), text))
                .collect();
            let fields = pairs("fields").into_iter().collect();
            if let Some(text) = text {
                sections.push((None, text.value));
            }
            if sections.is_empty() {
                example.missing("text", "the note, or `sections` with a text each");
            }
            let role = role?;
            if policy.role(&role.value).is_none() {
                example.unknown(&role, "role", policy.roles.iter().map(|r| r.id.as_str()));
            }
            if let Some(name) = note_type
                .as_ref()
                .filter(|n| policy.note_type(&n.value).is_none())
            {
                example.unknown(
                    name,
                    "note type",
                    policy.note_types.iter().map(|t| t.title.as_str()),
                );
            }
            if let Some(id) = situation
                .as_ref()
                .filter(|s| policy.situation(&s.value).is_none())
            {
                example.unknown(
                    id,
                    "situation",
                    policy.situations.iter().map(|s| s.id.as_str()),
                );
            }
            let at = example.span.start;
            example.finish();
            Some(Example {
                at,
                role: role.value,
                note_type: note_type.map(|n| n.value),
                sections,
                fields,
                situation: situation.map(|s| s.value),
            })
        })
        .collect()
}
