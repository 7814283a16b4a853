//! Builds a policy from its TOML, reporting every mistake of the file.

use std::cell::RefCell;
use std::sync::Arc;

use toml::de::DeTable;

use super::decode::{At, Table};
use super::diagnostic::{Diagnostics, PolicyError};
use super::inherit::base;
use super::rule::Rule;
use super::{Allowed, Field, NoteType, Policy, PolicyFiles, Role, SectionType, Situation};
use crate::hashtag::Hashtag;
use crate::situation::Reader;
use crate::text::fold;

/// The longest policy that is read: three orders of magnitude above a long one.
const LONGEST: usize = 4 << 20;

pub(super) fn load(name: &str, source: &str, files: &PolicyFiles) -> Result<Policy, PolicyError> {
    let diagnostics = RefCell::new(Diagnostics::new(name, source));
    if source.len() > LONGEST {
        diagnostics
            .borrow_mut()
            .report(0..0, "this policy is larger than 4 MB", None);
        return diagnostics.into_inner().finish(|| None);
    }
    let (document, errors) = DeTable::parse_recoverable(source);
    // What is half read would only bring mistakes that are none.
    if !errors.is_empty() {
        for error in errors {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().trim().replace('\n', ", ");
            diagnostics.borrow_mut().report(span, message, None);
        }
        return diagnostics.into_inner().finish(|| None);
    }
    let root = Table::new(document.get_ref(), 0..0, &diagnostics);
    let policy = decode(name, &root, files, &diagnostics);
    root.finish();
    diagnostics.into_inner().finish(|| policy)
}

fn decode(
    file: &str,
    root: &Table<'_, '_>,
    files: &PolicyFiles,
    diagnostics: &RefCell<Diagnostics<'_>>,
) -> Option<Policy> {
    let head = root.table("policy");
    if head.is_none() {
        root.forgive();
        root.missing(
            "policy",
            "a table [policy] with `id`, `title` and `version`",
        );
    }
    let head = head?;
    let mut policy = base(&head, file, files, diagnostics);
    if let Some(id) = head.required_string("id") {
        policy.id = id.value;
    }
    if let Some(title) = head.required_string("title") {
        policy.title = title.value;
    }
    if let Some(version) = head.required_string("version") {
        policy.version = version.value;
    }
    policy.valid_from = head
        .date("valid_from")
        .map(|d| d.value)
        .or(policy.valid_from);
    let until = head.date("valid_until");
    if let (Some(from), Some(until)) = (&policy.valid_from, &until)
        && until.value < *from
    {
        head.report(until.span.clone(), "the policy ends before it begins", None);
    }
    policy.valid_until = until.map(|d| d.value).or(policy.valid_until);
    let cues = head.string("cues");
    let model = head.string("model");
    head.finish();

    roles(root, &mut policy);
    situations(root, &mut policy);
    note_types(root, &mut policy);
    hashtags(root, &mut policy);
    fields(root, &mut policy);
    allowed(root, &mut policy);
    let sources = super::rule_load::sources(root);
    super::rule_load::rules(root, &mut policy, &sources);
    if cues.is_some() || model.is_some() {
        policy.reader = reader(root, cues.as_ref(), model.as_ref(), files).unwrap_or(policy.reader);
    }
    contradictions(root, &policy);
    Some(policy)
}

fn reader(
    root: &Table<'_, '_>,
    cues: Option<&At<String>>,
    model: Option<&At<String>>,
    files: &PolicyFiles,
) -> Option<Arc<Reader>> {
    let file = |name: Option<&At<String>>| {
        let name = name?;
        let found = files.get(&name.value);
        if found.is_none() {
            root.report(
                name.span.clone(),
                format!("the file `{}` is not there", name.value),
                Some("put it beside the policy".into()),
            );
        }
        found
    };
    let (cue_file, model_file) = (file(cues), file(model));
    let cue_text = match cue_file.map(|bytes| std::str::from_utf8(bytes)) {
        Some(Err(_)) => {
            let span = cues.map_or(0..0, |c| c.span.clone());
            root.report(span, "the cue file is not UTF-8 text", None);
            return None;
        }
        Some(Ok(text)) => Some(text),
        None => None,
    };
    Reader::new(cue_text, model_file.map(Vec::as_slice))
        .map_err(|error| {
            let span = cues.or(model).map_or(0..0, |c| c.span.clone());
            root.report(
                span,
                format!("the situations cannot be read: {error}"),
                None,
            );
        })
        .map(Arc::new)
        .ok()
}

/// Puts an item in place of the one of the same id that the base policy had, or behind all.
fn put<T>(items: &mut Vec<T>, item: T, id: impl Fn(&T) -> &str) {
    match items.iter().position(|old| id(old) == id(&item)) {
        Some(at) => items[at] = item,
        None => items.push(item),
    }
}

fn values(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// Reports a name that two things of a kind share.
fn distinct<'n>(
    table: &Table<'_, '_>,
    what: &str,
    at: &At<String>,
    names: impl IntoIterator<Item = &'n String>,
    mut others: impl Iterator<Item = (&'n str, Vec<&'n String>)>,
) {
    let mine: Vec<String> = names.into_iter().map(|name| fold(name)).collect();
    let other = others
        .find(|(id, names)| *id != at.value && names.iter().any(|name| mine.contains(&fold(name))));
    if let Some((id, _)) = other {
        table.report(
            at.span.clone(),
            format!("the {what}s `{}` and `{id}` share a name", at.value),
            None,
        );
    }
}

fn roles(root: &Table<'_, '_>, policy: &mut Policy) {
    for (id, table) in root.named_tables("roles") {
        let title = table.required_string("title");
        let aliases = values(table.strings("aliases"));
        if let Some(title) = title {
            let role = Role {
                id: id.value.clone(),
                title: title.value,
                aliases,
            };
            distinct(
                &table,
                "role",
                &id,
                std::iter::once(&role.title).chain(&role.aliases),
                policy.roles.iter().map(|r| {
                    (
                        r.id.as_str(),
                        std::iter::once(&r.title).chain(&r.aliases).collect(),
                    )
                }),
            );
            put(&mut policy.roles, role, |r| &r.id);
        }
        table.finish();
    }
    if policy.roles.is_empty() {
        root.missing("roles", "at least one table such as [roles.writer]");
    }
}

fn situations(root: &Table<'_, '_>, policy: &mut Policy) {
    for (id, table) in root.named_tables("situations") {
        let title = table.required_string("title");
        let question = table.string("question").map(|q| q.value);
        let default = table.boolean("default").unwrap_or(false);
        if let Some(title) = title {
            let situation = Situation {
                id: id.value.clone(),
                title: title.value,
                question,
                default,
            };
            put(&mut policy.situations, situation, |s| &s.id);
        }
        table.finish();
    }
    let defaults = policy.situations.iter().filter(|s| s.default).count();
    if !policy.situations.is_empty() && defaults != 1 {
        root.report(
            0..0,
            format!("{defaults} situations have `default = true`"),
            Some("exactly one must: the one that holds when a note says nothing".into()),
        );
    }
}

fn note_types(root: &Table<'_, '_>, policy: &mut Policy) {
    for (id, table) in root.named_tables("note_types") {
        let title = table.required_string("title");
        let aliases = values(table.strings("aliases"));
        let deprecated = table.string("deprecated").map(|reason| {
            if reason.value.trim().is_empty() {
                table.report(reason.span, "a deprecation needs its reason", None);
            }
            reason.value
        });
        let sections = table
            .named_tables("sections")
            .into_iter()
            .filter_map(|(id, section)| {
                let title = section.required_string("title");
                let aliases = values(section.strings("aliases"));
                let cut_mark = section.string("cut_mark").map(|mark| mark.value);
                section.finish();
                Some(SectionType {
                    id: id.value,
                    title: title?.value,
                    aliases,
                    cut_mark,
                })
            })
            .collect();
        if let Some(title) = title {
            let note_type = NoteType {
                id: id.value.clone(),
                title: title.value,
                aliases,
                deprecated,
                sections,
            };
            distinct(
                &table,
                "note type",
                &id,
                std::iter::once(&note_type.title).chain(&note_type.aliases),
                policy.note_types.iter().map(|t| {
                    (
                        t.id.as_str(),
                        std::iter::once(&t.title).chain(&t.aliases).collect(),
                    )
                }),
            );
            put(&mut policy.note_types, note_type, |t| &t.id);
        }
        table.finish();
    }
    if policy.note_types.is_empty() {
        root.missing("note_types", "at least one table such as [note_types.call]");
    }
}

fn hashtags(root: &Table<'_, '_>, policy: &mut Policy) {
    for (id, table) in root.named_tables("hashtags") {
        let tag = table.required_string("tag");
        let near = table
            .strings("near")
            .into_iter()
            .map(|word| fold(word.value.trim_start_matches('#')).replace(' ', ""))
            .collect();
        if let Some(tag) = tag {
            let word = tag.value.strip_prefix('#').unwrap_or_default();
            if word.is_empty() || !word.chars().all(crate::text::is_word) {
                table.report(
                    tag.span,
                    format!("`{}` is not a hashtag", tag.value),
                    Some("write # and then letters, digits or _ without spaces".into()),
                );
            } else {
                put(
                    &mut policy.hashtags,
                    Hashtag {
                        id: id.value,
                        tag: tag.value,
                        near,
                    },
                    |h| &h.id,
                );
            }
        }
        table.finish();
    }
}

fn fields(root: &Table<'_, '_>, policy: &mut Policy) {
    for (id, table) in root.named_tables("fields") {
        if let Some(title) = table.required_string("title") {
            put(
                &mut policy.fields,
                Field {
                    id: id.value,
                    title: title.value,
                },
                |f| &f.id,
            );
        }
        table.finish();
    }
}

/// The tables `[allowed.usual]` and `[allowed.SITUATION]`: roles with their note types.
fn allowed(root: &Table<'_, '_>, policy: &mut Policy) {
    for (name, table) in root.named_tables("allowed") {
        let situation = (name.value != "usual").then(|| name.value.clone());
        if situation
            .as_deref()
            .is_some_and(|id| policy.situation(id).is_none())
        {
            let names =
                std::iter::once("usual").chain(policy.situations.iter().map(|s| s.id.as_str()));
            table.unknown(&name, "situation", names);
        }
        for (role, types) in table.string_lists() {
            if !policy.roles.iter().any(|r| r.id == role.value) {
                table.unknown(&role, "role", policy.roles.iter().map(|r| r.id.as_str()));
            }
            for id in &types {
                match policy.note_types.iter().find(|t| t.id == id.value) {
                    None => table.unknown(
                        id,
                        "note type",
                        policy.note_types.iter().map(|t| t.id.as_str()),
                    ),
                    Some(note_type) if note_type.deprecated.is_some() => table.report(
                        id.span.clone(),
                        format!("`{}` is allowed here, but it is deprecated", id.value),
                        Some("take it out here, or take `deprecated` out of the note type".into()),
                    ),
                    Some(_) => {}
                }
            }
            let entry = Allowed {
                situation: situation.clone(),
                role: role.value,
                note_types: values(types),
            };
            policy
                .allowed
                .retain(|a| a.situation != entry.situation || a.role != entry.role);
            policy.allowed.push(entry);
        }
    }
}

/// Mistakes that no single table shows.
fn contradictions(root: &Table<'_, '_>, policy: &Policy) {
    let uses_allowed = policy
        .rules
        .iter()
        .any(|rule: &Rule| rule.kind() == "allowed-note-types");
    if !uses_allowed {
        return;
    }
    for role in &policy.roles {
        if policy
            .any_allowed(&role.id)
            .is_none_or(|allowed| allowed.note_types.is_empty())
        {
            root.report(
                0..0,
                format!("the role `{}` has no note type", role.id),
                Some("give it some under [allowed.usual]".into()),
            );
        }
    }
}
