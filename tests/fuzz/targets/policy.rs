//! Whatever a policy file holds, reading it ends, in bounded memory, without a panic;
//! and what is read can check a note.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notelint_core::json::{NoteInput, SectionInput};
use notelint_core::{Engine, Policy, PolicyFiles};

fuzz_target!(|toml: &str| {
    let Ok(policy) = Policy::parse("fuzz.toml", toml, &PolicyFiles::new()) else { return };
    let role = policy.roles[0].id.clone();
    let note_type = policy.note_types[0].id.clone();
    let note = NoteInput {
        role,
        note_type: Some(note_type),
        sections: vec![SectionInput { name: None, text: "[A] STATUS: x #tag ＃tag\nb##c".into() }],
        ..NoteInput::default()
    };
    Engine::new(vec![policy]).check_json(&note).expect("the role and the note type are known");
});
