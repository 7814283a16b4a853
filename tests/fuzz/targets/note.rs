//! Whatever a note holds, checking it ends, and every range lies within its text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use notelint_core::json::{NoteInput, SectionInput};
use notelint_core::{Engine, Policy, PolicyFiles};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let files: PolicyFiles = std::fs::read_dir(folder)
        .expect("policies are there")
        .map(|entry| entry.expect("policies can be read").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("policies can be read"))
        })
        .collect();
    let toml = std::str::from_utf8(&files["ftop.toml"]).expect("policies are UTF-8");
    Engine::new(vec![Policy::parse("ftop.toml", toml, &files).expect("the policy is sound")])
});

fuzz_target!(|input: (u8, u8, Vec<String>)| {
    let (role, note_type, texts) = input;
    let policy = &ENGINE.policies()[0];
    let note_type = &policy.note_types[usize::from(note_type) % policy.note_types.len()];
    let sections: Vec<SectionInput> = texts
        .into_iter()
        .enumerate()
        .map(|(index, text)| SectionInput {
            name: note_type.sections.get(index).map(|section| section.title.clone()),
            text,
        })
        .collect();
    let note = NoteInput {
        role: policy.roles[usize::from(role) % policy.roles.len()].id.clone(),
        note_type: Some(note_type.title.clone()),
        sections,
        ..NoteInput::default()
    };
    let Ok(report) = ENGINE.check_json(&note) else {
        assert!(note.sections.is_empty());
        return;
    };
    for finding in &report.findings {
        let section = note.sections.iter().find(|s| s.name == finding.section).expect("a section");
        let length = section.text.encode_utf16().count();
        assert!(finding.range.start <= finding.range.end && finding.range.end <= length);
    }
});
