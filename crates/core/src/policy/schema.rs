//! The JSON Schema of the policy language, for editors that complete and check TOML.

use std::fmt::Write;

use crate::rules::{KINDS, Key, Shape};

const TEXT: &str = r#"{"type":"string"}"#;
const TEXTS: &str = r#"{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}"#;
const COUNT: &str = r#"{"type":"integer","minimum":1}"#;
const BOOLEAN: &str = r#"{"type":"boolean"}"#;
const SEVERITY: &str = r#"{"enum":["info","warning","error"]}"#;
/// TOML dates reach a validator as texts, whole or with a zero time behind them.
const DATE: &str = r#"{"type":"string","pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}"}"#;

/// The schema as JSON text.
#[must_use]
pub fn schema() -> String {
    let head = object(
        &[
            ("id", TEXT),
            ("title", TEXT),
            ("version", TEXT),
            ("extends", TEXT),
            ("valid_from", DATE),
            ("valid_until", DATE),
            ("cues", TEXT),
            ("model", TEXT),
        ],
        &["id", "title", "version"],
    );
    let source = object(
        &[("title", TEXT), ("date", DATE), ("url", TEXT)],
        &["title"],
    );
    let role = object(&[("title", TEXT), ("aliases", TEXTS)], &["title"]);
    let section = object(
        &[("title", TEXT), ("aliases", TEXTS), ("cut_mark", TEXT)],
        &["title"],
    );
    let note_type = object(
        &[
            ("title", TEXT),
            ("aliases", TEXTS),
            ("deprecated", TEXT),
            ("sections", &by_name(&section)),
        ],
        &["title"],
    );
    let situation = object(
        &[("title", TEXT), ("question", TEXT), ("default", BOOLEAN)],
        &["title"],
    );
    let hashtag = object(
        &[
            ("tag", r#"{"type":"string","pattern":"^#"}"#),
            ("near", TEXTS),
        ],
        &["tag"],
    );
    let field = object(&[("title", TEXT)], &["title"]);
    let root = [
        ("policy", head),
        ("sources", by_name(&source)),
        ("roles", by_name(&role)),
        ("situations", by_name(&situation)),
        ("note_types", by_name(&note_type)),
        ("hashtags", by_name(&hashtag)),
        ("fields", by_name(&field)),
        ("allowed", by_name(&by_name(TEXTS))),
        ("rules", by_name(&rule())),
    ];
    let root: Vec<(&str, &str)> = root
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let body = object(&root, &["policy"]);
    format!(
        r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"NoteLint policy",{}"#,
        &body[1..]
    )
}

/// A rule is of one kind and has that kind's keys; a rule without a kind changes one of the base policy.
fn rule() -> String {
    let when = object(
        &[
            ("role", TEXTS),
            ("note_type", TEXTS),
            ("section", TEXTS),
            ("situation", TEXTS),
            ("hashtag", TEXTS),
            ("language", TEXTS),
            ("min_words", COUNT),
        ],
        &[],
    );
    let example = object(
        &[
            ("role", TEXT),
            ("note_type", TEXT),
            ("situation", TEXT),
            ("text", TEXT),
            ("sections", &by_name(TEXTS)),
            ("fields", &by_name(TEXTS)),
        ],
        &["role"],
    );
    let examples = format!(r#"{{"type":"array","items":{example}}}"#);
    let source = object(&[("from", TEXT), ("section", TEXT)], &["from"]);
    let common: Vec<(&str, &str)> = vec![
        ("title", TEXT),
        ("why", TEXT),
        ("quote", TEXT),
        ("severity", SEVERITY),
        ("inferred_severity", SEVERITY),
        ("enabled", BOOLEAN),
        ("message", TEXT),
        ("when", &when),
        ("source", &source),
        ("good", &examples),
        ("bad", &examples),
    ];
    let patch = object(
        &common
            .iter()
            .copied()
            .filter(|(name, _)| !matches!(*name, "title" | "good" | "bad"))
            .collect::<Vec<_>>(),
        &[],
    );
    let mut shapes = vec![patch];
    for entry in KINDS {
        let kind = format!(
            r#"{{"const":{:?},"description":{:?}}}"#,
            entry.name, entry.about
        );
        let own: Vec<(&str, String)> = entry
            .keys
            .iter()
            .map(|key| (key.name, shape(key)))
            .collect();
        let mut properties = common.clone();
        properties.push(("kind", &kind));
        properties.extend(own.iter().map(|(name, shape)| (*name, shape.as_str())));
        let mut required = vec!["kind", "title", "severity", "message", "source"];
        required.extend(
            entry
                .keys
                .iter()
                .filter(|key| key.required)
                .map(|key| key.name),
        );
        shapes.push(object(&properties, &required));
    }
    format!(r#"{{"oneOf":[{}]}}"#, shapes.join(","))
}

fn shape(key: &Key) -> String {
    let shape = match key.shape {
        Shape::Text => TEXT,
        Shape::Texts => TEXTS,
        Shape::Count => COUNT,
        Shape::Severity => SEVERITY,
    };
    format!(r#"{{"description":{:?},{}"#, key.about, &shape[1..])
}

fn object(properties: &[(&str, &str)], required: &[&str]) -> String {
    let mut json = String::from(r#"{"type":"object","additionalProperties":false,"properties":{"#);
    for (index, (name, value)) in properties.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(json, "{comma}{name:?}:{value}");
    }
    let _ = write!(json, r#"}},"required":{required:?}}}"#);
    json
}

fn by_name(value: &str) -> String {
    format!(r#"{{"type":"object","additionalProperties":{value}}}"#)
}
