//! Properties that hold of every note, whatever is in it.

use std::sync::LazyLock;

use notelint_core::engine::NoteRequest;
use notelint_core::finding::{Change, Place};
use notelint_core::note::Section;
use notelint_core::{Engine, Policy, PolicyFiles};
use proptest::prelude::*;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let files: PolicyFiles = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .collect();
    let toml = std::str::from_utf8(&files["ftop.toml"]).unwrap();
    Engine::new(vec![Policy::parse("ftop.toml", toml, &files).unwrap()])
});

/// Text in which the rules find something to do, and text in which anything may stand.
fn note_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("#covid".to_owned()),
        Just("＃covid".to_owned()),
        Just("# covid-19".to_owned()),
        Just("Exec Summary: ".to_owned()),
        Just("\r\nSTATUS: ".to_owned()),
        Just("\nRisks:\n".to_owned()),
        Just("[EXO+".to_owned()),
        Just(" ## ".to_owned()),
        Just("no intent yet".to_owned()),
        Just("\u{0}".to_owned()),
        "\\PC{0,8}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn lies_within(place: &Place, sections: &[Section<'_>]) -> bool {
    sections
        .get(place.section)
        .is_some_and(|section| section.text.get(place.range.clone()).is_some())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_range_lies_in_its_text(
        texts in prop::collection::vec(note_text(), 1..4),
        role in 0usize..8,
        note_type in 0usize..9,
        named in any::<bool>(),
    ) {
        let policy = &ENGINE.policies()[0];
        let note_type = &policy.note_types[note_type];
        let sections: Vec<Section<'_>> = texts
            .iter()
            .enumerate()
            .map(|(index, text)| Section {
                name: note_type.sections.get(index).filter(|_| named).map(|s| s.title.as_str()),
                text,
            })
            .collect();
        let request = NoteRequest {
            role: &policy.roles[role].id,
            note_type: Some(&note_type.title),
            sections: sections.clone(),
            ..NoteRequest::default()
        };
        let reports = ENGINE.check(&request).unwrap();
        prop_assert_eq!(reports.len(), 1);
        for place in &reports[0].situation.evidence {
            prop_assert!(lies_within(place, &sections));
        }
        for finding in &reports[0].findings {
            prop_assert!(lies_within(&finding.place, &sections), "{finding:?}");
            for fix in &finding.fixes {
                if let Change::Edits(edits) = &fix.change {
                    for pair in edits.windows(2) {
                        let [(a, _), (b, _)] = pair else { continue };
                        prop_assert!(
                            a.section < b.section
                                || a.section == b.section && a.range.end <= b.range.start
                        );
                    }
                    for (place, _) in edits {
                        prop_assert!(lies_within(place, &sections), "{fix:?}");
                    }
                }
            }
        }
    }
}
