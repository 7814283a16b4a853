//! What must hold of every reading, whatever the note, and of the shipped model.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use notelint_core::situation::train::{LabelledNote, mark_of, train, trained_on};
use notelint_core::situation::{Certainty, Reader, Reading};
use proptest::prelude::*;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn shipped(name: &str) -> Vec<u8> {
    fs::read(root().join("policies").join(name)).unwrap()
}

fn cues() -> String {
    String::from_utf8(shipped("ftop.cues.toml")).unwrap()
}

static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::new(Some(&cues()), Some(&shipped("ftop.model"))).unwrap());

/// The notes in the order in which `notelint train` takes them, with the whole line.
static LINES: LazyLock<Vec<(LabelledNote, Value)>> = LazyLock::new(|| {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("tests/corpus"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    let mut notes = Vec::new();
    for file in files {
        for line in fs::read_to_string(&file).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let note = LabelledNote {
                group: file.file_stem().unwrap().to_str().unwrap().to_owned(),
                text: line["text"].as_str().unwrap().to_owned(),
                situation: line["situation"].as_str().unwrap().to_owned(),
            };
            notes.push((note, line));
        }
    }
    notes
});

static CORPUS: LazyLock<Vec<LabelledNote>> =
    LazyLock::new(|| LINES.iter().map(|(note, _)| note.clone()).collect());

const TRAIN_AGAIN: &str = "run: notelint train tests/corpus/*.jsonl --cues policies/ftop.cues.toml --out policies/ftop.model";

#[test]
fn the_shipped_model_is_fresh() {
    assert_eq!(
        trained_on(&shipped("ftop.model")).unwrap(),
        mark_of(&cues(), &CORPUS),
        "cues or notes have changed since the model was trained; {TRAIN_AGAIN}"
    );
}

/// Also that training gives the same bytes every time, and on every machine that runs this.
#[test]
fn training_gives_the_shipped_model_to_the_bit() {
    let trained = train(&cues(), &CORPUS).unwrap();
    assert!(
        trained.model == shipped("ftop.model"),
        "training has changed since the model was trained; {TRAIN_AGAIN}"
    );
}

/// Labels as `LABELS.md` defines them.
#[test]
fn every_label_is_sound() {
    let mut ids = BTreeSet::new();
    for (note, line) in LINES.iter() {
        let place = format!("{} {}", note.group, line["id"]);
        assert!(ids.insert(place.clone()), "{place}: the id stands twice");
        let evidence = line["evidence"].as_array().unwrap();
        match note.situation.as_str() {
            "neutral" => assert!(evidence.is_empty(), "{place}"),
            "accelerating" | "pausing" => assert!(!evidence.is_empty(), "{place}"),
            other => panic!("{place}: no situation {other:?}"),
        }
        for passage in evidence {
            assert!(
                note.text.contains(passage.as_str().unwrap()),
                "{place}: {passage}"
            );
        }
        assert!(!line["why"].as_str().unwrap().is_empty(), "{place}");
        let tags = hashtag_count(&note.text);
        assert_eq!(line["tagged"], tags > 0, "{place}: tagged");
    }
}

/// Whole `#covid`, any letter case.
fn hashtag_count(text: &str) -> usize {
    let lower = text.to_lowercase();
    let word = |c: char| c.is_alphanumeric() || c == '_';
    lower
        .match_indices("#covid")
        .filter(|(at, tag)| {
            let after = &lower[at + tag.len()..];
            let glued = |mut rest: std::str::Chars<'_>| rest.next().is_some_and(word);
            let dashed = after.starts_with('-') && glued(after[1..].chars());
            !glued(after.chars()) && !dashed && !lower[..*at].ends_with(|c| word(c) || c == '#')
        })
        .count()
}

#[test]
fn a_text_without_words_states_nothing() {
    for text in [
        "",
        " ",
        "\r\n\t",
        "#covid",
        " #covid\n#COVID-19 ",
        "＃covid",
        "… !? —",
        "\u{200B}",
    ] {
        let reading = READER.read(text);
        assert_eq!(reading.situation, "neutral", "{text:?}");
        assert_eq!(reading.certainty, Certainty::Inferred, "{text:?}");
        assert!(reading.evidence.is_empty(), "{text:?}");
    }
}

/// What people type first. None of these stands in the corpus.
const PLAIN: [(&str, &str); 33] = [
    (
        "Customer accelerates the Teams deployment due to Covid-19.",
        "accelerating",
    ),
    (
        "COVID-19 has accelerated the customer's Teams rollout.",
        "accelerating",
    ),
    (
        "Customer requests help to deploy Teams because of the coronavirus.",
        "accelerating",
    ),
    (
        "They want to accelerate the rollout because of the pandemic. #covid",
        "accelerating",
    ),
    (
        "Due to the lockdown they want to bring the deployment forward.",
        "accelerating",
    ),
    (
        "Customer is speeding up migration because of COVID.",
        "accelerating",
    ),
    (
        "Because of COVID-19, customer needs Teams deployed by Monday.",
        "accelerating",
    ),
    (
        "Customer stopped the deployment due to COVID-19. #covid",
        "pausing",
    ),
    ("Customer has put deployment on hold.", "pausing"),
    ("Customer pauses the rollout.", "pausing"),
    (
        "The migration is paused at the customer's request.",
        "pausing",
    ),
    (
        "Due to COVID-19 customer has decided to pause the deployment.",
        "pausing",
    ),
    (
        "Customer wants to postpone the project until October.",
        "pausing",
    ),
    ("Deployment is on hold because of the pandemic.", "pausing"),
    ("The customer is stopping all adoption work.", "pausing"),
    ("Customer did not pause the rollout.", "neutral"),
    ("The deployment is not on hold.", "neutral"),
    ("The rollout continues despite COVID-19.", "neutral"),
    (
        "Customer has no plans to accelerate because of COVID-19.",
        "neutral",
    ),
    ("Deployment resumed after the pause.", "neutral"),
    ("They would pause if the budget were cut.", "neutral"),
    (
        "Vendor paused their support because of COVID-19; customer continues.",
        "neutral",
    ),
    ("Customer speeds up because of end of support.", "neutral"),
    ("Der Kunde hat die Einführung gestoppt.", "pausing"),
    (
        "Wegen der Pandemie beschleunigt der Kunde den Rollout.",
        "accelerating",
    ),
    (
        "El cliente ha suspendido el proyecto por la pandemia.",
        "pausing",
    ),
    (
        "El cliente necesita ayuda para desplegar Teams por el coronavirus.",
        "accelerating",
    ),
    (
        "O cliente suspendeu o projeto por causa da pandemia.",
        "pausing",
    ),
    (
        "Por causa da pandemia o cliente acelera a implantação.",
        "accelerating",
    ),
    ("コロナのためお客様は導入を中断した。", "pausing"),
    ("コロナのためお客様は展開を加速している。", "accelerating"),
    ("客户因疫情暂停了迁移。", "pausing"),
    ("因疫情客户要求尽快上线。", "accelerating"),
];

#[test]
fn plain_statements_are_read_right() {
    for (text, situation) in PLAIN {
        assert!(
            CORPUS.iter().all(|n| n.text != text),
            "{text:?} was trained on"
        );
        assert_eq!(READER.read(text).situation, situation, "{text:?}");
    }
}

/// Routine news that says nothing of COVID-19, pausing or hurry.
const ROUTINE: [&str; 8] = [
    "Licence report attached. 412 of 450 seats assigned.",
    "Next call is on Tuesday at 10:00 with Maria and the helpdesk lead.",
    "DNS records were checked and are correct. DKIM selector 2 was rotated and the old key was removed from the zone.",
    "The helpdesk sits on the second floor. Parking for visitors is behind the main building, ask at the gate for a badge.",
    "Reviewed the mailbox delegation report with the admin; 14 shared mailboxes have no owner, a list was sent. Retention labels for the HR library were discussed and he will draft names. Calendar permissions for the front desk were corrected and tested.",
    "Contact details: main number 555 0100, tenant id on file.",
    "Shared the link to the public documentation on file sharing.",
    "The customer's logo was updated in the sign-in page, users noticed and liked it. The admin centre shows two service notices that do not concern this tenant.",
];

fn english() -> impl Iterator<Item = &'static LabelledNote> {
    CORPUS.iter().filter(|n| {
        !["multi", "deptes", "jazh"]
            .iter()
            .any(|m| n.group.contains(m))
    })
}

/// A rate over the corpus, held under a bound.
#[expect(clippy::cast_precision_loss)]
fn assert_rare(what: &str, cases: usize, failures: usize, at_most: f64) {
    assert!(cases > 1_000, "{what}: only {cases} cases");
    let rate = failures as f64 / cases as f64;
    assert!(
        rate <= at_most,
        "{what}: {failures} of {cases}, {rate:.4} where at most {at_most} is allowed"
    );
}

#[test]
fn routine_news_at_the_end_hardly_ever_flips_a_stated_reading() {
    let (mut cases, mut flips, mut turned) = (0, 0, 0);
    for note in english().step_by(2) {
        let before = READER.read(&note.text);
        if before.certainty != Certainty::Stated {
            continue;
        }
        for (index, news) in ROUTINE.iter().enumerate() {
            let gap = ["\n\n", "\r\n", "\n"][index % 3];
            let after = READER.read(&format!("{}{gap}{news}", note.text));
            cases += 1;
            if after.situation != before.situation {
                flips += 1;
                // What would change a finding from one assertion to another.
                turned += usize::from(after.certainty == Certainty::Stated);
            }
        }
    }
    println!("{flips} of {cases} flip, {turned} to another stated reading");
    assert_rare("flips", cases, flips, 0.012);
    assert_rare("flips to another stated reading", cases, turned, 0.006);
}

#[test]
fn the_hashtag_hardly_ever_changes_a_reading() {
    let (mut cases, mut flips) = (0, 0);
    for note in CORPUS.iter() {
        let before = READER.read(&note.text);
        let untagged = note
            .text
            .replace("#covid", "")
            .replace("#Covid", "")
            .replace("#COVID", "");
        for other in [
            format!("{} #covid", note.text),
            format!("#covid\n{}", note.text),
            untagged,
        ] {
            cases += 1;
            flips += usize::from(READER.read(&other).situation != before.situation);
        }
    }
    println!("{flips} of {cases} change");
    assert_rare("changes", cases, flips, 0.005);
}

fn same(a: &Reading, b: &Reading) -> bool {
    (&a.situation, a.certainty) == (&b.situation, b.certainty)
}

#[test]
fn case_white_space_and_line_endings_do_not_matter() {
    for note in CORPUS.iter() {
        let plain = READER.read(&note.text);
        let variants = [
            ("upper case", note.text.to_uppercase()),
            ("lower case", note.text.to_lowercase()),
            ("Windows line ends", note.text.replace('\n', "\r\n")),
            ("wide spaces", note.text.replace(' ', "  \u{A0}")),
            ("white space around", format!(" \n\n{}\t\r\n ", note.text)),
        ];
        for (what, text) in variants {
            // `ß` has no upper case of its own, and so on.
            if what == "upper case" && text.to_lowercase() != note.text.to_lowercase() {
                continue;
            }
            assert!(same(&READER.read(&text), &plain), "{what}: {:?}", note.text);
        }
    }
}

#[test]
fn evidence_is_exact_and_small() {
    for note in CORPUS.iter() {
        let reading = READER.read(&note.text);
        assert_eq!(reading.evidence.is_empty(), reading.situation == "neutral");
        assert!(!reading.reason.is_empty() && !reading.reason.contains("{cue}"));
        assert!(!reading.reason.contains('\n'));
        for range in &reading.evidence {
            let shown = note.text.get(range.clone()).unwrap();
            assert_eq!(shown.trim(), shown, "{:?}", note.text);
            assert!(!shown.is_empty());
        }
    }
}

/// Pieces in which the reader finds something to do, and anything else.
fn any_note() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("#covid".to_owned()),
        Just("The customer asked to pause the rollout until further notice. ".to_owned()),
        Just("everyone was sent home, wants Teams by Friday".to_owned()),
        Just("校舎が閉鎖され、Teamsの導入を早めたい。".to_owned()),
        Just("客户要求暂停迁移#covid。".to_owned()),
        Just("STATUS: On hold\r\n".to_owned()),
        Just(", not ".to_owned()),
        Just("e\u{301}ß\u{0}".to_owned()),
        Just("\n\n- ".to_owned()),
        "\\PC{0,8}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_read(text in any_note()) {
        let explanation = READER.explain(&text);
        let reading = READER.read(&text);
        prop_assert_eq!(&explanation.reading, &reading);
        let mut end = 0;
        for range in &reading.evidence {
            prop_assert!(text.get(range.clone()).is_some_and(|s| !s.is_empty()));
            prop_assert!(range.start >= end);
            end = range.end;
        }
        for range in explanation.cues.iter().map(|c| &c.range)
            .chain(explanation.passages.iter().map(|p| &p.range))
        {
            prop_assert!(text.get(range.clone()).is_some());
        }
    }

    #[test]
    fn a_damaged_model_or_lexicon_is_refused_or_read(at in 0usize..400, byte in any::<u8>(), cut in 0usize..3000) {
        let mut model = shipped("ftop.model");
        model[at] = byte;
        model.truncate(model.len() - cut.saturating_sub(1500));
        let lexicon = cues();
        let lexicon: String = lexicon.chars().take(cut).collect();
        for cues in [Some(lexicon.as_str()), None] {
            if let Ok(reader) = Reader::new(cues, Some(&model)) {
                let _ = reader.read("The customer paused. お客様は延期を希望。");
            }
        }
    }
}
