//! Finds policies: those built into the command, and files.

use std::fs;
use std::path::Path;

use notelint_core::{Engine, Policy, PolicyFiles};

use crate::failure::Failure;

mod shipped {
    include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
}

/// A policy file as text, with the files that it may name.
pub(crate) struct Source {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) files: PolicyFiles,
}

impl Source {
    pub(crate) fn policy(&self) -> Result<Policy, Failure> {
        Policy::parse(&self.name, &self.text, &self.files).map_err(|source| Failure::Policy {
            name: self.name.clone(),
            source,
            text: self.text.clone(),
        })
    }
}

fn built_in() -> PolicyFiles {
    shipped::FILES
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect()
}

/// The name of the policy that the command uses unless told otherwise.
pub(crate) fn default() -> &'static str {
    shipped::LOAD.first().copied().unwrap_or_default()
}

/// The policy of a file path, or the built-in one of a name.
pub(crate) fn find(name: &str) -> Result<Source, Failure> {
    let path = Path::new(name);
    if path.is_file() {
        return from_file(path);
    }
    let files = built_in();
    let file = format!("{}.toml", name.trim_end_matches(".toml"));
    match files.get(&file) {
        Some(bytes) if !name.contains(['/', '\\']) => {
            let text = text_of(Path::new(&file), bytes.clone())?;
            Ok(Source {
                name: file,
                text,
                files,
            })
        }
        _ if path.extension().is_some() || name.contains(['/', '\\']) => {
            // The system's own words say whether it is absent, a folder or not allowed.
            Err(match fs::read(path) {
                Err(error) => Failure::read(path)(error),
                Ok(_) => Failure::Usage(format!("{name} is not a file")),
            })
        }
        _ => Err(Failure::UnknownPolicy {
            name: name.to_owned(),
            known: names().join(", "),
        }),
    }
}

fn names() -> Vec<&'static str> {
    shipped::FILES
        .iter()
        .filter_map(|(name, _)| name.strip_suffix(".toml"))
        .filter(|name| !name.contains('.'))
        .collect()
}

/// A policy file, the files beside it, and the built-in ones that it may extend.
fn from_file(path: &Path) -> Result<Source, Failure> {
    let text = text_of(path, fs::read(path).map_err(Failure::read(path))?)?;
    let name = path
        .file_name()
        .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let mut files = built_in();
    files.remove(&name);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    for neighbour in mentioned(&text) {
        if let Ok(bytes) = fs::read(folder.join(&neighbour)) {
            files.insert(neighbour, bytes);
        }
    }
    Ok(Source { name, text, files })
}

/// Names of files in the policy's own folder that its head may speak of; never a path out of it.
fn mentioned(text: &str) -> Vec<String> {
    let head = text
        .lines()
        .take_while(|line| !line.trim_start().starts_with("[rules"));
    head.filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let plain = !value.contains(['/', '\\']) && !value.starts_with('.');
        match key.trim() {
            "cues" | "model" if plain => Some(value.to_owned()),
            "extends" if plain => Some(format!("{}.toml", value.trim_end_matches(".toml"))),
            _ => None,
        }
    })
    .collect()
}

/// An engine for the policies named, or for those that the command ships as its own.
pub(crate) fn engine(names: &[String]) -> Result<Engine, Failure> {
    let names = if names.is_empty() {
        shipped::LOAD
            .iter()
            .map(|name| (*name).to_owned())
            .collect()
    } else {
        names.to_vec()
    };
    let policies: Vec<Policy> = names
        .iter()
        .map(|name| find(name)?.policy())
        .collect::<Result<_, _>>()?;
    let today = jiff::Timestamp::now()
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date()
        .to_string();
    for policy in policies.iter().filter(|policy| policy.expired(&today)) {
        let until = policy.valid_until.as_deref().unwrap_or_default();
        anstream::eprintln!(
            "notelint: {} was valid until {until}: ask for a newer one",
            policy.title
        );
    }
    Ok(Engine::new(policies))
}

/// Bytes as text, without a byte order mark.
pub(crate) fn text_of(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| Failure::Encoding {
        path: path.to_owned(),
        at: error.utf8_error().valid_up_to(),
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}
