//! What a policy author is told: every diagnostic, and what extending does.

use notelint_core::json::{NoteInput, SectionInput};
use notelint_core::{Engine, Policy, PolicyFiles};
use proptest::prelude::*;

/// A small sound policy, up to its rules.
const HEAD: &str = r##"
[policy]
id = "small"
title = "Small"
version = "1"
[sources.book]
title = "Book"
[roles.agent]
title = "Agent"
[note_types.call]
title = "Call"
[note_types.visit]
title = "Visit"
[note_types.visit.sections]
found = { title = "Found" }
[note_types.old]
title = "Old"
deprecated = "Withdrawn."
[situations.hot]
title = "hot"
[situations.calm]
title = "calm"
default = true
[hashtags.safety]
tag = "#safety"
[fields.due]
title = "Due"
"##;

/// A sound rule of a kind, with more keys behind it.
fn rule(kind: &str, keys: &str) -> String {
    format!(
        "{HEAD}[rules.r]\nkind = \"{kind}\"\ntitle = \"T\"\nseverity = \"info\"\nmessage = \"M\"\nsource = {{ from = \"book\" }}\n{keys}"
    )
}

fn errors(toml: &str) -> String {
    match Policy::parse("small.toml", toml, &PolicyFiles::new()) {
        Ok(_) => "no mistakes".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_five_line_policy_is_enough() {
    let toml = "[policy]\nid = \"p\"\ntitle = \"P\"\nversion = \"1\"\n[roles.a]\ntitle = \"A\"\n[note_types.n]\ntitle = \"N\"\n";
    assert_eq!(errors(toml), "no mistakes");
    assert_eq!(errors(HEAD), "no mistakes");
}

/// A mistake of each sort: its name, and a policy that has it.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn mistakes() -> Vec<(&'static str, String)> {
    let head = |from: &str, to: &str| {
        assert!(HEAD.contains(from), "{from}");
        HEAD.replacen(from, to, 1)
    };
    let tag = "hashtag = \"safety\"\n";
    vec![
        ("broken TOML", "[policy\nid = \"x\"".into()),
        (
            "no [policy]",
            "[roles.a]\ntitle = \"A\"\n[note_types.n]\ntitle = \"N\"\n".into(),
        ),
        ("missing key", head("title = \"Small\"\n", "")),
        ("empty text", head("title = \"Small\"", "title = \" \"")),
        ("wrong type", head("version = \"1\"", "version = 1")),
        (
            "date as text",
            head(
                "version = \"1\"",
                "version = \"1\"\nvalid_from = \"2020-01-01\"",
            ),
        ),
        (
            "dates reversed",
            head(
                "version = \"1\"",
                "version = \"1\"\nvalid_from = 2021-01-01\nvalid_until = 2020-01-01",
            ),
        ),
        (
            "unknown key with a near one",
            head("title = \"Agent\"", "title = \"Agent\"\nalias = \"a\""),
        ),
        (
            "unknown key",
            head("title = \"Agent\"", "title = \"Agent\"\nzzz = 1"),
        ),
        ("unknown table", format!("{HEAD}[rule.x]\n")),
        (
            "shared name",
            head(
                "[note_types.call]",
                "[roles.two]\ntitle = \"agent\"\n[note_types.call]",
            ),
        ),
        (
            "no default situation",
            head("default = true", "default = false"),
        ),
        (
            "two default situations",
            head("title = \"hot\"", "title = \"hot\"\ndefault = true"),
        ),
        ("not a hashtag", head("\"#safety\"", "\"sa fety\"")),
        ("deprecated without reason", head("\"Withdrawn.\"", "\"\"")),
        ("unknown kind", rule("require-hashtags", tag)),
        ("kind missing", rule("x", "").replace("kind = \"x\"\n", "")),
        (
            "unknown hashtag",
            rule("require-hashtag", "hashtag = \"safty\"\n"),
        ),
        (
            "unknown role in when",
            rule(
                "require-hashtag",
                &format!("{tag}when = {{ role = \"agnt\" }}\n"),
            ),
        ),
        (
            "unknown note type in when",
            rule(
                "require-hashtag",
                &format!("{tag}when = {{ note_type = \"cal\" }}\n"),
            ),
        ),
        (
            "unknown situation in when",
            rule(
                "require-hashtag",
                &format!("{tag}when = {{ situation = \"cold\" }}\n"),
            ),
        ),
        (
            "unknown section",
            rule("hashtag-in-section", &format!("{tag}section = \"fund\"\n")),
        ),
        (
            "rule can never fire",
            rule(
                "forbid-hashtag",
                &format!("{tag}when = {{ note_type = \"call\", section = \"found\" }}\n"),
            ),
        ),
        (
            "more headings asked than there are",
            rule("require-headings", "headings = [\"A\"]\nfrom = 2\n"),
        ),
        (
            "unknown place in message",
            rule("forbid-hashtag", tag).replace("\"M\"", "\"{tga} is wrong\""),
        ),
        (
            "unknown severity",
            rule("forbid-hashtag", tag).replace("\"info\"", "\"eror\""),
        ),
        (
            "severity missing",
            rule("forbid-hashtag", tag).replace("severity = \"info\"\n", ""),
        ),
        (
            "unknown source",
            rule("forbid-hashtag", tag).replace("from = \"book\"", "from = \"bok\""),
        ),
        (
            "source missing",
            rule("forbid-hashtag", tag).replace("source = { from = \"book\" }\n", ""),
        ),
        ("unknown field", rule("require-fields", "fields = \"do\"\n")),
        ("nothing required", rule("require-fields", "")),
        ("no phrases", rule("forbid-phrases", "")),
        (
            "empty list",
            rule("heading-value", "heading = \"H\"\nvalues = []\n"),
        ),
        ("number from 1", rule("max-length", "limit = 0\n")),
        (
            "pattern with look-around",
            rule("forbid-phrases", "patterns = ['(?<=a)b']\n"),
        ),
        (
            "pattern unclosed",
            rule("forbid-phrases", "patterns = ['(a']\n"),
        ),
        (
            "pattern too large",
            rule(
                "forbid-phrases",
                "patterns = ['(?:\\w{1,200}\\s){1,200}x']\n",
            ),
        ),
        (
            "example with unknown role",
            rule(
                "forbid-hashtag",
                &format!("{tag}good = [{{ role = \"agnet\", text = \"x\" }}]\n"),
            ),
        ),
        (
            "example without text",
            rule(
                "forbid-hashtag",
                &format!("{tag}good = [{{ role = \"agent\" }}]\n"),
            ),
        ),
        (
            "allowed and deprecated",
            format!("{HEAD}[allowed.usual]\nagent = [\"old\"]\n"),
        ),
        (
            "allowed for nobody",
            format!("{HEAD}[allowed.usual]\nagnt = [\"call\"]\n"),
        ),
        (
            "allowed in no situation",
            format!("{HEAD}[allowed.hott]\nagent = [\"call\"]\n"),
        ),
        ("role without note types", rule("allowed-note-types", "")),
        (
            "cue file absent",
            head("version = \"1\"", "version = \"1\"\ncues = \"x.cues.toml\""),
        ),
        (
            "extends nothing",
            head("version = \"1\"", "version = \"1\"\nextends = \"none\""),
        ),
        (
            "extends itself",
            head("version = \"1\"", "version = \"1\"\nextends = \"small\""),
        ),
        (
            "several at once",
            rule("forbid-hashtag", "hashtag = \"x\"\nfoo = 1\n").replace("\"info\"", "\"bad\""),
        ),
    ]
}

#[test]
fn every_diagnostic() {
    let cases = mistakes();
    let told: Vec<String> = cases
        .iter()
        .map(|(name, toml)| format!("{name}\n    {}", errors(toml).replace('\n', "\n    ")))
        .collect();
    for line in &told {
        assert!(!line.contains("no mistakes"), "{line}");
    }
    insta::assert_snapshot!(told.join("\n\n"));
}

#[test]
fn a_cue_cannot_be_its_own_pseudo_cue() {
    let cues = |pseudo: &str| {
        let toml = format!(
            "neutral = \"neutral\"\n\
             [[category]]\nid = \"halt\"\n[category.cues]\nen = [\"on  Hold\"]\n\
             [[category]]\nid = \"noise\"\nrole = \"pseudo\"\n[category.cues]\nen = [\"{pseudo}\"]\n"
        );
        PolicyFiles::from([("x.cues.toml".to_owned(), toml.into_bytes())])
    };
    let toml = HEAD.replacen(
        "version = \"1\"",
        "version = \"1\"\ncues = \"x.cues.toml\"",
        1,
    );
    Policy::parse("small.toml", &toml, &cues("litigation hold")).unwrap();
    let error = Policy::parse("small.toml", &toml, &cues("on hold")).unwrap_err();
    let told = error.to_string();
    assert!(
        told.contains("category halt: the cue \"on hold\" is also a pseudo-cue of noise"),
        "{told}"
    );
}

fn extending(more: &str) -> (Policy, PolicyFiles) {
    let base = rule("require-hashtag", "hashtag = \"safety\"\n");
    let files = PolicyFiles::from([("small.toml".to_owned(), base.into_bytes())]);
    let toml = format!(
        "[policy]\nid = \"ours\"\ntitle = \"Ours\"\nversion = \"2\"\nextends = \"small\"\n{more}"
    );
    (
        Policy::parse("ours.toml", &toml, &files).unwrap_or_else(|error| panic!("{error}")),
        files,
    )
}

fn broken(policies: Vec<Policy>) -> Vec<(String, String, &'static str)> {
    let note = NoteInput {
        role: "agent".into(),
        sections: vec![SectionInput {
            name: None,
            text: "The cable is burnt.".into(),
        }],
        ..NoteInput::default()
    };
    let report = Engine::new(policies).check_json(&note).unwrap();
    report
        .findings
        .into_iter()
        .map(|f| (f.policy, f.rule, f.severity))
        .collect()
}

#[test]
fn a_policy_extends_another() {
    let (policy, _) = extending("");
    assert_eq!(
        broken(vec![policy]),
        [("ours".to_owned(), "r".to_owned(), "info")]
    );

    let (silenced, _) = extending("[rules.r]\nenabled = false\n");
    assert_eq!(broken(vec![silenced]), []);

    let (heavier, _) = extending("[rules.r]\nseverity = \"error\"\n");
    assert_eq!(
        broken(vec![heavier]),
        [("ours".to_owned(), "r".to_owned(), "error")]
    );

    let (other_tag, _) = extending("[hashtags.ours]\ntag = \"#ours\"\n");
    assert_eq!(other_tag.hashtags.len(), 2);
}

#[test]
fn findings_name_their_policy() {
    let (ours, files) = extending("");
    let base = Policy::parse(
        "small.toml",
        std::str::from_utf8(&files["small.toml"]).unwrap(),
        &files,
    )
    .unwrap();
    let policies: Vec<String> = broken(vec![base, ours]).into_iter().map(|f| f.0).collect();
    assert_eq!(policies, ["small", "ours"]);
}

#[test]
fn circles_of_policies_end() {
    let head = |id: &str, extends: &str| {
        format!(
            "[policy]\nid = \"{id}\"\ntitle = \"T\"\nversion = \"1\"\nextends = \"{extends}\"\n"
        )
    };
    let files = PolicyFiles::from([
        ("a.toml".to_owned(), head("a", "b").into_bytes()),
        ("b.toml".to_owned(), head("b", "a").into_bytes()),
    ]);
    let error = Policy::parse("a.toml", &head("a", "b"), &files)
        .unwrap_err()
        .to_string();
    assert!(error.contains("the policy `a` is not there"), "{error}");
}

proptest! {
    /// Neither broken text nor a mangled good policy makes the parser panic.
    #[test]
    fn any_text_is_read_or_refused(cut in 0..HEAD.len(), insert in "\\PC{0,12}") {
        let mut toml = rule("forbid-hashtag", "hashtag = \"safety\"\n");
        toml.insert_str(cut, &insert);
        let _ = Policy::parse("p.toml", &toml, &PolicyFiles::new());
        let _ = Policy::parse("p.toml", &insert, &PolicyFiles::new());
    }
}
