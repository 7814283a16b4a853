//! What the repository ships agrees with itself: schema, rule pages, and code that knows no policy.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn notelint(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_notelint"))
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

fn policies() -> Vec<PathBuf> {
    let all = fs::read_dir(root().join("policies"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let policies: Vec<PathBuf> = all
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .filter(|path| {
            !path
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .ends_with(".cues")
        })
        .collect();
    assert!(policies.len() >= 2);
    policies
}

/// TOML as the JSON that editors validate: dates are texts.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(boolean) => boolean.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, json_of(value)))
                .collect(),
        ),
    }
}

#[test]
fn shipped_policies_fit_the_schema() {
    let schema: Value = serde_json::from_str(&notelint(&["policy", "schema"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in policies() {
        let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let mistakes: Vec<String> = validator
            .iter_errors(&json_of(toml::Value::Table(table)))
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(mistakes, Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_the_parser_refuses() {
    let schema: Value = serde_json::from_str(&notelint(&["policy", "schema"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let head = "[policy]\nid = \"x\"\ntitle = \"X\"\nversion = \"1\"\n";
    let rule = "[rules.r]\ntitle = \"T\"\nseverity = \"info\"\nmessage = \"M\"\nsource = { from = \"b\" }\n";
    let fits = |toml: &str| validator.is_valid(&json_of(toml::Value::Table(toml.parse().unwrap())));
    assert!(fits(head));
    assert!(fits(&format!(
        "{head}{rule}kind = \"max-length\"\nlimit = 3\n"
    )));
    for wrong in [
        "[roles.a]\ntitel = \"A\"\n".to_owned(),
        format!("{rule}kind = \"max-length\"\nlimit = 0\n"),
        format!("{rule}kind = \"max-lenght\"\nlimit = 3\n"),
        format!("{rule}kind = \"max-length\"\nlimit = 3\nphrases = [\"x\"]\n"),
        format!("{rule}kind = \"require-hashtag\"\n"),
    ] {
        assert!(!fits(&format!("{head}{wrong}")), "{wrong}");
    }
}

/// `docs/rules/POLICY/RULE.md` is what `notelint policy explain RULE` prints.
#[test]
fn rule_pages_are_fresh() {
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    for path in policies() {
        let policy = path.file_stem().unwrap().to_string_lossy().into_owned();
        let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        let folder = root().join("docs/rules").join(&policy);
        fs::create_dir_all(&folder).unwrap();
        let mut names = Vec::new();
        for rule in table["rules"].as_table().unwrap().keys() {
            let page = notelint(&["policy", "explain", rule, "--policy", &policy]);
            let file = folder.join(format!("{rule}.md"));
            if update {
                fs::write(&file, &page).unwrap();
            }
            let there = fs::read_to_string(&file).unwrap_or_default();
            assert!(
                there == page,
                "{} is stale: run UPDATE_DOCS=1 cargo test -p notelint --test shipped",
                file.display()
            );
            names.push(format!("{rule}.md"));
        }
        for entry in fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().into_owned();
            assert!(
                names.contains(&name),
                "{name} explains a rule that {policy} does not have"
            );
        }
    }
}

/// The code knows kinds of rules, never a policy.
#[test]
fn no_policy_in_the_code() {
    let words = [
        "ftop",
        "covid",
        "fasttrack",
        "entitlement",
        "enterprise status",
    ];
    let mut looked_at = 0;
    for folder in [
        "crates/core/src",
        "crates/wasm/src",
        "crates/page/src",
        "crates/cli/src",
        "extension/src",
    ] {
        visit(&root().join(folder), &mut |path, text| {
            looked_at += 1;
            // Tests of a file use real words; they come last in it.
            let code = text
                .split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_lowercase();
            for (number, line) in code.lines().enumerate() {
                let comment = ["//", "/*", "*"]
                    .iter()
                    .any(|mark| line.trim_start().starts_with(mark));
                for word in words.iter().filter(|_| !comment) {
                    assert!(
                        !line.contains(word),
                        "{}:{}: {word}",
                        path.display(),
                        number + 1
                    );
                }
            }
        });
    }
    assert!(looked_at > 30);
}

fn visit(folder: &Path, look: &mut impl FnMut(&Path, &str)) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            visit(&path, look);
        } else if !name.contains(".test.")
            && let Ok(text) = fs::read_to_string(&path)
        {
            look(&path, &text);
        }
    }
}

/// The examples of docs/policy.md are policies that work.
#[test]
fn the_documentation_tells_the_truth() {
    let text = fs::read_to_string(root().join("docs/policy.md")).unwrap();
    let blocks: Vec<&str> = text
        .split("```toml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect();
    let smallest = blocks[0].to_owned();
    let with_rule = format!("{smallest}\n{}", blocks[1]);
    let extending = blocks
        .iter()
        .find(|block| block.contains("extends ="))
        .unwrap();
    for (name, toml) in [
        ("smallest", smallest.as_str()),
        ("rule", &with_rule),
        ("extending", extending),
    ] {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docs-{name}.toml"));
        fs::write(&path, toml).unwrap();
        notelint(&["policy", "check", path.to_str().unwrap()]);
        if name == "rule" {
            notelint(&["policy", "test", path.to_str().unwrap()]);
        }
    }
    let kinds = notelint(&["policy", "schema"]);
    for kind in text
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
    {
        assert!(kinds.contains(&format!("\"const\": \"{kind}\"")), "{kind}");
    }
}

/// Every file that a page of the documentation links to or shows is there.
#[test]
fn no_link_leads_nowhere() {
    let mut pages = vec![root().join("docs")];
    let mut links = 0;
    for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        pages.push(root().join(name));
    }
    while let Some(page) = pages.pop() {
        if page.is_dir() {
            pages.extend(
                fs::read_dir(page)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        if page.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = fs::read_to_string(&page).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let target = link.split('#').next().unwrap();
            if link.contains("://") || target.is_empty() {
                continue;
            }
            links += 1;
            let there = page.parent().unwrap().join(target).exists();
            assert!(there, "{}: there is no {link}", page.display());
        }
    }
    assert!(links > 10, "only {links} links were found");
}
