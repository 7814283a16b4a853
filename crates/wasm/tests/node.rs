//! The engine as JavaScript sees it, in the wasm runtime of Node.js:
//! `wasm-pack test --node crates/wasm`.
#![allow(missing_docs)]

use std::collections::BTreeSet;

use js_sys::{JSON, Object, Reflect, Uint8Array};
use notelint_wasm::Engine;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const POLICY: &str = include_str!("../../../policies/ftop.toml");
const FILES: [(&str, &[u8]); 2] = [
    (
        "ftop.cues.toml",
        include_bytes!("../../../policies/ftop.cues.toml"),
    ),
    ("ftop.model", include_bytes!("../../../policies/ftop.model")),
];
/// Every role, note type, situation and state of the tag, with the rules that must be broken.
const CASES: &str = include_str!("../../../tests/cases.json");

fn files() -> JsValue {
    let files = Object::new();
    for (name, bytes) in FILES {
        Reflect::set(&files, &name.into(), &Uint8Array::from(bytes)).unwrap();
    }
    files.into()
}

fn engine() -> Engine {
    Engine::new(POLICY, &files(), None)
        .map_err(JsValue::from)
        .unwrap()
}

/// A value written as JavaScript, so that texts that no Rust string can hold get in.
fn js(source: &str) -> JsValue {
    js_sys::eval(&format!("({source})")).unwrap()
}

fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap()
    })
}

fn message(error: impl Into<JsValue>) -> String {
    let error: js_sys::Error = error.into().dyn_into().expect("an Error is thrown");
    error.message().into()
}

fn rules(report: &JsValue) -> Vec<String> {
    js_sys::Array::from(&get(report, "findings"))
        .iter()
        .filter_map(|finding| get(&finding, "rule").as_string())
        .collect()
}

fn refusal(note: &str) -> String {
    message(engine().check(js(note)).expect_err("this note is refused"))
}

#[wasm_bindgen_test]
fn a_note_gives_a_report_of_plain_objects() {
    let report = engine()
        .check(js(
            "{role: 'fm', note_type: 'Overall Status', sections: [{name: null, text: 'Teams for all by Friday.'}],
              situation: 'accelerating', fields: {}}",
        ))
        .map_err(JsValue::from)
        .unwrap();
    assert_eq!(rules(&report), ["missing-hashtag"]);
    assert_eq!(get(&report, "situation.certainty"), "answered");
    let finding = get(&report, "findings.0");
    assert_eq!(get(&finding, "range.start"), 24);
    assert_eq!(get(&finding, "missing"), true);
    assert!(get(&finding, "section").is_null());
    // What crosses to a content script is cloned as JSON: nothing may be lost on the way.
    let copy = JSON::parse(&String::from(JSON::stringify(&report).unwrap())).unwrap();
    assert_eq!(rules(&copy), ["missing-hashtag"]);
}

#[wasm_bindgen_test]
fn every_case_of_the_table_breaks_the_same_rules() {
    let engine = engine();
    let cases = js_sys::Array::from(&JSON::parse(CASES).unwrap());
    assert!(cases.length() > 2000);
    let texts = |list: &JsValue| -> BTreeSet<String> {
        let list = js_sys::Array::from(list);
        list.iter().filter_map(|text| text.as_string()).collect()
    };
    // A note breaks other rules too; the table is about those that it names anywhere.
    let known: BTreeSet<String> = cases
        .iter()
        .flat_map(|case| texts(&get(&case, "rules")))
        .collect();
    for case in cases.iter() {
        let report = engine.check(get(&case, "input"));
        let report = report.map_err(JsValue::from).unwrap();
        let broken: BTreeSet<String> = rules(&report)
            .into_iter()
            .filter(|rule| known.contains(rule))
            .collect();
        let name = get(&case, "name").as_string().unwrap();
        assert_eq!(broken, texts(&get(&case, "rules")), "{name}");
    }
}

#[wasm_bindgen_test]
fn offsets_are_utf_16_code_units() {
    let text = "😀é #covid-19 now";
    let report = engine()
        .check(js(&format!(
            "{{role: 'fm', note_type: null, sections: [{{name: null, text: '{text}'}}]}}"
        )))
        .map_err(JsValue::from)
        .unwrap();
    let findings = js_sys::Array::from(&get(&report, "findings"));
    let near = findings
        .iter()
        .find(|f| get(f, "rule") == "malformed-hashtag")
        .unwrap();
    assert_eq!(get(&near, "range.start"), 4);
    assert_eq!(get(&near, "range.end"), 13);
}

#[wasm_bindgen_test]
fn lone_surrogates_and_nul_keep_every_offset() {
    for odd in ["\\uD800", "\\uDFFF", "\\u0000"] {
        let report = engine()
            .check(js(&format!(
                "{{role: 'fm', note_type: null, sections: [{{name: null, text: 'a{odd}b #covid-19'}}]}}"
            )))
            .map_err(JsValue::from)
            .unwrap();
        let findings = js_sys::Array::from(&get(&report, "findings"));
        let near = findings
            .iter()
            .find(|f| get(f, "rule") == "malformed-hashtag")
            .unwrap();
        assert_eq!(get(&near, "range.start"), 4, "{odd}");
        assert_eq!(get(&near, "range.end"), 13, "{odd}");
    }
}

#[wasm_bindgen_test]
fn wrong_input_is_refused_in_words() {
    assert_eq!(
        refusal("{role: 'ftta', note_type: null, sections: [{name: null, text: ''}]}"),
        "unknown role `ftta`: did you mean `fta`?"
    );
    assert_eq!(
        refusal("{role: 'fm', note_type: 'Servce Intent', sections: [{name: null, text: 'x'}]}"),
        "unknown note type `Servce Intent`: did you mean `Service Intent`?"
    );
    assert!(
        refusal("{role: 'fm', note_type: null, sections: []}")
            .starts_with("the note has no section")
    );
    assert!(refusal("{role: 'fm', sections: 'text'}").starts_with("this is not a note: "));
    assert!(refusal("null").starts_with("this is not a note: "));
}

#[wasm_bindgen_test]
fn a_long_note_is_checked_and_a_huge_one_refused() {
    let report = engine()
        .check(js(
            "{role: 'fm', note_type: null, sections: [{name: null, text: 'word '.repeat(200000) + '#corona'}]}",
        ))
        .map_err(JsValue::from)
        .unwrap();
    assert!(rules(&report).contains(&"malformed-hashtag".to_owned()));
    let huge = "{role: 'fm', note_type: null, sections: [{name: null, text: 'x'.repeat(9 << 20)}]}";
    assert!(refusal(huge).contains("at most"));
}

#[wasm_bindgen_test]
fn an_empty_note_has_no_finding() {
    let report = engine()
        .check(js(
            "{role: 'fm', note_type: 'Technical Notes', sections: [{name: null, text: ' '}]}",
        ))
        .map_err(JsValue::from)
        .unwrap();
    assert_eq!(rules(&report), [""; 0]);
}

#[wasm_bindgen_test]
fn a_broken_policy_says_where() {
    let broken = Engine::new("[policy]\nid = 7\n", &js("{}"), Some("mine.toml".into()));
    let text = message(broken.expect_err("this policy is broken"));
    assert!(text.contains("mine.toml:2:"), "{text}");
    let wrong = Engine::new(POLICY, &js("{'ftop.cues.toml': 'text'}"), None);
    let text = message(wrong.expect_err("files are bytes"));
    assert!(
        text.contains("`ftop.cues.toml` must be a Uint8Array"),
        "{text}"
    );
}

#[wasm_bindgen_test]
fn a_page_learns_what_there_is_to_choose() {
    let policy = engine().policy().map_err(JsValue::from).unwrap();
    assert_eq!(get(&policy, "loaded.0.id"), "ftop");
    assert_eq!(js_sys::Array::from(&get(&policy, "roles")).length(), 8);
    assert_eq!(
        get(&policy, "note_types.5.sections.2.title"),
        "Exec Summary"
    );
}

#[wasm_bindgen_test]
fn several_policies_check_a_note_together() {
    let mut engine = engine();
    let base = Object::new();
    for (name, bytes) in FILES {
        Reflect::set(&base, &name.into(), &Uint8Array::from(bytes)).unwrap();
    }
    let own = Uint8Array::from(POLICY.as_bytes());
    Reflect::set(&base, &"ftop.toml".into(), &own).unwrap();
    let ours = "[policy]\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"1\"\nextends = \"ftop\"\n";
    let broken = engine.add("[policy]\nid = 3\n", &base, Some("bad.toml".to_owned()));
    assert!(message(broken.expect_err("refused")).contains("bad.toml:2:6"));
    engine
        .add(ours, &base, Some("ours.toml".to_owned()))
        .map_err(JsValue::from)
        .unwrap();
    let policy = engine.policy().map_err(JsValue::from).unwrap();
    assert_eq!(get(&policy, "loaded.1.extends"), "ftop");
    assert_eq!(js_sys::Array::from(&get(&policy, "roles")).length(), 8);
    let note = js(
        "{role: 'fm', note_type: 'Overall Status', sections: [{name: null, text: 'Teams for all by Friday.'}], situation: 'accelerating'}",
    );
    let report = engine.check(note).map_err(JsValue::from).unwrap();
    assert_eq!(rules(&report), ["missing-hashtag", "missing-hashtag"]);
    assert_eq!(get(&report, "findings.1.policy"), "ours");
}
