//! The command as scripts and people call it: output, exit codes, errors.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

fn notelint(arguments: &[&str], input: Option<&[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that fails on its arguments does not read what it is given.
    let _ = stdin.write_all(input.unwrap_or_default());
    drop(stdin);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

const NOTE: &str = "Lockdown from Monday: customer wants Teams\nfor all 900 by Friday. #covid-19";
const ACCELERATING: [&str; 7] = [
    "check",
    "--role",
    "fm",
    "--note-type",
    "Overall Status",
    "--situation",
    "accelerating",
];

fn shared_cases() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/cases.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The rules that `tests/cases.json` speaks of, out of all that were broken.
fn of_the_tables(broken: impl Iterator<Item = String>, cases: &[Value]) -> BTreeSet<String> {
    let known: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| case["rules"].as_array().unwrap())
        .map(|r| r.as_str().unwrap())
        .collect();
    broken
        .filter(|rule| known.contains(rule.as_str()))
        .collect()
}

fn expected(case: &Value) -> BTreeSet<String> {
    case["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn audit_answers_every_case_of_the_table() {
    let cases = shared_cases();
    let mut single = String::new();
    let mut boxes = String::new();
    for (index, case) in cases.iter().enumerate() {
        let input = &case["input"];
        let sections = input["sections"].as_array().unwrap();
        let mut row = json!({
            "id": index.to_string(), "role": input["role"], "note_type": input["note_type"],
            "answer": input["situation"],
        });
        if let [only] = sections.as_slice() {
            row["text"] = only["text"].clone();
            single.push_str(&row.to_string());
            single.push('\n');
        } else {
            row["summary"] = sections[0]["text"].clone();
            row["risks"] = sections[1]["text"].clone();
            boxes.push_str(&row.to_string());
            boxes.push('\n');
        }
    }
    let mut broken: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (name, rows, columns) in [
        ("single.jsonl", single, "situation=answer"),
        (
            "boxes.jsonl",
            boxes,
            "situation=answer,section:Exec Summary=summary,section:Risks=risks",
        ),
    ] {
        let path = file(name, rows.as_bytes());
        let output = notelint(
            &[
                "audit",
                path.to_str().unwrap(),
                "--columns",
                columns,
                "--format",
                "jsonl",
            ],
            None,
        );
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        for line in text(&output.stdout).lines() {
            let finding: Value = serde_json::from_str(line).unwrap();
            let index = finding["id"].as_str().unwrap().parse().unwrap();
            broken
                .entry(index)
                .or_default()
                .push(finding["rule"].as_str().unwrap().to_owned());
        }
    }
    for (index, case) in cases.iter().enumerate() {
        let found = of_the_tables(
            broken.remove(&index).unwrap_or_default().into_iter(),
            &cases,
        );
        assert_eq!(found, expected(case), "{}", case["name"]);
    }
}

/// One note of each role through `check`, as a person would call it.
#[test]
fn check_answers_like_audit() {
    let cases = shared_cases();
    for case in cases.iter().step_by(41) {
        let input = &case["input"];
        let sections = input["sections"].as_array().unwrap();
        let note: String = sections
            .iter()
            .map(|section| match section["name"].as_str() {
                Some(name) => format!("{name}: {}\n", section["text"].as_str().unwrap()),
                None => section["text"].as_str().unwrap().to_owned(),
            })
            .collect();
        let output = notelint(
            &[
                "check",
                "--role",
                input["role"].as_str().unwrap(),
                "--note-type",
                input["note_type"].as_str().unwrap(),
                "--situation",
                input["situation"].as_str().unwrap(),
                "--format",
                "json",
            ],
            Some(note.as_bytes()),
        );
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let broken = report["findings"].as_array().unwrap().iter();
        let broken = of_the_tables(
            broken.map(|f| f["rule"].as_str().unwrap().to_owned()),
            &cases,
        );
        assert_eq!(broken, expected(case), "{}", case["name"]);
    }
}

#[test]
fn text_shows_the_place() {
    let note =
        "Burnt cable in 204 was changed before noon.\nThe caller did not listen. #safety #hazard";
    let output = notelint(
        &[
            "check",
            "--role",
            "lead",
            "--note-type",
            "Shift handover",
            "--policy",
            "support-desk",
        ],
        Some(note.as_bytes()),
    );
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn json_counts_in_utf_16() {
    let output = notelint(
        &[&ACCELERATING[..], &["--format", "json"]].concat(),
        Some("😀 #covid-19".as_bytes()),
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &report["findings"][1];
    assert_eq!(finding["rule"], "malformed-hashtag");
    assert_eq!(finding["range"], json!({ "start": 3, "end": 12 }));
    assert_eq!(report["situation"]["certainty"], "answered");
}

#[test]
fn github_and_sarif_name_line_and_column() {
    let path = file("note.txt", NOTE.as_bytes());
    let path = path.to_str().unwrap();
    let github = notelint(
        &[&ACCELERATING[..], &[path, "--format", "github"]].concat(),
        None,
    );
    assert!(
        text(&github.stdout)
            .contains("line=2,endLine=2,col=24,endColumn=33,title=malformed-hashtag")
    );
    let sarif = notelint(
        &[&ACCELERATING[..], &[path, "--format", "sarif"]].concat(),
        None,
    );
    let log: Value = serde_json::from_slice(&sarif.stdout).unwrap();
    let region = &log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        region,
        &json!({ "startLine": 2, "startColumn": 24, "endLine": 2, "endColumn": 33 })
    );
}

#[test]
fn exit_codes_follow_fail_on() {
    let usual = [
        "check",
        "--role",
        "fe",
        "--note-type",
        "Environment",
        "--situation",
        "neutral",
    ];
    let hint = Some(&b"All sites are done. #covid"[..]);
    for (fail_on, code) in [("info", 1), ("warning", 0), ("error", 0), ("never", 0)] {
        let output = notelint(&[&usual[..], &["--fail-on", fail_on]].concat(), hint);
        assert_eq!(output.status.code(), Some(code), "{fail_on}");
    }
    let clean = notelint(
        &[&usual[..], &["--fail-on", "info"]].concat(),
        Some(b"All sites are done."),
    );
    assert_eq!(clean.status.code(), Some(0));
}

#[test]
fn bad_input_says_what_to_do() {
    let check = |role: &str, note_type: &str, input: &[u8]| {
        let output = notelint(
            &["check", "--role", role, "--note-type", note_type],
            Some(input),
        );
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(text(&output.stdout), "");
        text(&output.stderr)
    };
    insta::assert_snapshot!("unknown_role", check("ftta", "Service Intent", b"x"));
    insta::assert_snapshot!("unknown_note_type", check("fta", "Enterprize Status", b"x"));
    insta::assert_snapshot!("empty_note", check("fta", "Enterprise Status", b" \n"));
    insta::assert_snapshot!("not_utf8", check("fta", "Enterprise Status", b"abc\xff"));
    let policy = |arguments: &[&str]| {
        let output = notelint(
            &[&["check", "--role", "fm", "--note-type", "x"], arguments].concat(),
            Some(b"x"),
        );
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    insta::assert_snapshot!("unknown_policy", policy(&["--policy", "ftopp"]));
    let broken = file(
        "broken.toml",
        b"[policy]\nid = \"x\"\ntitle = 3\n[roles.a]\ntitel = \"A\"\n",
    );
    insta::assert_snapshot!(
        "broken_policy",
        policy(&["--policy", broken.to_str().unwrap()])
    );
}

#[test]
fn a_large_note_and_odd_characters_are_checked() {
    let large = "All sites are done. ".repeat(52_500);
    for note in [
        large.as_str(),
        "a\0b #covid",
        "\u{fffd}\u{200b}\u{202e}#covid",
    ] {
        let output = notelint(
            &[
                "check",
                "--role",
                "fm",
                "--note-type",
                "Service Intent",
                "--format",
                "json",
            ],
            Some(note.as_bytes()),
        );
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{}",
            text(&output.stderr)
        );
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(report["findings"].is_array());
    }
}

#[test]
fn an_expired_policy_says_so_and_works_on() {
    let policy = file(
        "old.toml",
        b"[policy]\nid = \"old\"\ntitle = \"Old guidance\"\nversion = \"1\"\nvalid_until = 2020-12-31\n[roles.a]\ntitle = \"A\"\n[note_types.n]\ntitle = \"N\"\n",
    );
    let output = notelint(
        &[
            "check",
            "--role",
            "a",
            "--note-type",
            "n",
            "--policy",
            policy.to_str().unwrap(),
        ],
        Some(b"Hello."),
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "notelint: Old guidance was valid until 2020-12-31: ask for a newer one\n"
    );
}

/// A row is found again by its line, whatever ends the lines.
#[test]
fn audit_counts_lines_as_editors_do() {
    for (name, end) in [("lf", "\n"), ("crlf", "\r\n")] {
        let lines = [
            "role,note_type,is,text",
            "fm,Overall Status,accelerating,\"First line",
            "and second\"",
            "fm,Overall Status,accelerating,plain",
            "",
            "fm,Overall Status,accelerating,last",
            "",
        ];
        let path = file(&format!("lines-{name}.csv"), lines.join(end).as_bytes());
        let out = notelint(
            &[
                "audit",
                path.to_str().unwrap(),
                "--columns",
                "situation=is",
                "--format",
                "jsonl",
            ],
            None,
        );
        let numbers: Vec<Value> = text(&out.stdout)
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["row"].clone())
            .collect();
        assert_eq!(numbers, [2, 4, 6], "{name}: {}", text(&out.stderr));
    }
}
