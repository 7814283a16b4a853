//! The policies that NoteLint ships can be read and keep their own examples.

use notelint_core::policy::run_examples;
use std::path::Path;

use notelint_core::{Policy, PolicyFiles};

fn files() -> PolicyFiles {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect()
}

#[test]
fn every_rule_keeps_its_examples() {
    let files = files();
    for (name, bytes) in files.iter().filter(|(name, _)| {
        Path::new(name).extension().is_some_and(|e| e == "toml") && !name.contains(".cues.")
    }) {
        let policy = Policy::parse(name, std::str::from_utf8(bytes).unwrap(), &files)
            .unwrap_or_else(|error| panic!("{error}"));
        let (ran, failures) = run_examples(&policy);
        assert_eq!(failures, [], "in {name}");
        assert!(ran >= 2 * policy.rules.len(), "{name} has too few examples");
    }
}
