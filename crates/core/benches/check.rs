//! What a check costs, and that it grows linearly: `cargo bench -p notelint-core`.

use std::fs;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use notelint_core::engine::NoteRequest;
use notelint_core::note::Section;
use notelint_core::{Engine, Policy, PolicyFiles};

fn main() {
    divan::main();
}

static FILES: LazyLock<PolicyFiles> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    fs::read_dir(folder)
        .expect("policies are there")
        .map(|entry| entry.expect("policies can be read").path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            (name, fs::read(&path).expect("policies can be read"))
        })
        .collect()
});

fn policy() -> Policy {
    let toml = std::str::from_utf8(&FILES["ftop.toml"]).expect("policies are UTF-8");
    Policy::parse("ftop.toml", toml, &FILES).expect("the policy is sound")
}

const SENTENCES: &str = "Weekly call with Dana and Ravi. Mailbox moves go as planned, 60 a night. \
    Since the campus closed they want Teams for all 900 before Friday. MFA is next, then Intune. ";

/// Notes of these lengths in bytes.
#[divan::bench(args = [200, 2_000, 20_000, 200_000, 1_000_000])]
fn check(bencher: Bencher<'_, '_>, length: usize) {
    let engine = Engine::new(vec![policy()]);
    let text: String = SENTENCES.chars().cycle().take(length).collect();
    let request = NoteRequest {
        role: "fe",
        note_type: Some("Technical Enablement"),
        sections: vec![Section {
            name: None,
            text: &text,
        }],
        ..NoteRequest::default()
    };
    bencher
        .counter(BytesCount::new(length))
        .bench_local(|| engine.check(black_box(&request)));
}

/// Reading the policy, its cues and its weights, as at the start of a browser's background.
#[divan::bench]
fn start() -> Policy {
    policy()
}
