//! The checks of `cargo xtask test`, one each. Their order is that of [`STEPS`]: what is quick and
//! fails often comes first, browsers last.

use crate::places::Places;
use crate::program::{Failure, Program};
use crate::{browsers, build, node, stamp, tools};

/// One check with the name that `cargo xtask test NAME` knows it by.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn(&Places) -> Result<(), Failure>,
}

pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "format",
        what: "Rust is formatted",
        run: format,
    },
    Step {
        name: "clippy",
        what: "no warning in Rust, native",
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        what: "no warning in Rust, for wasm",
        run: clippy_wasm,
    },
    Step {
        name: "rust",
        what: "Rust tests",
        run: rust,
    },
    Step {
        name: "rust-doc",
        what: "examples in Rust documentation",
        run: rust_doc,
    },
    Step {
        name: "wasm",
        what: "the engine in a real wasm runtime",
        run: wasm,
    },
    Step {
        name: "lint",
        what: "TypeScript is formatted and has no lint",
        run: lint,
    },
    Step {
        name: "types",
        what: "TypeScript types of extension and tests",
        run: types,
    },
    Step {
        name: "unit",
        what: "unit tests of the extension",
        run: unit,
    },
    Step {
        name: "build",
        what: "everything that is shipped",
        run: build::all,
    },
    Step {
        name: "addon",
        what: "the Firefox package by Mozilla's linter",
        run: addon,
    },
    Step {
        name: "harness",
        what: "the test harness, both browsers",
        run: |p| browser(p, "harness", 1),
    },
    Step {
        name: "checker",
        what: "the checker page, both browsers",
        run: |p| browser(p, "checker", 1),
    },
    Step {
        name: "e2e",
        what: "the extension in the CRM, both browsers",
        run: |p| browser(p, "e2e", 1),
    },
    Step {
        name: "editors",
        what: "real editors, both browsers",
        run: |p| browser(p, "editors", 2),
    },
];

fn format(places: &Places) -> Result<(), Failure> {
    Program::cargo(places)
        .args(["fmt", "--all", "--check"])
        .run()
}

fn clippy(places: &Places) -> Result<(), Failure> {
    Program::cargo(places)
        .args([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ])
        .run()
}

fn clippy_wasm(places: &Places) -> Result<(), Failure> {
    tools::add_wasm_target(places)?;
    Program::cargo(places)
        .args([
            "clippy",
            "--quiet",
            "--package",
            "notelint-wasm",
            "--package",
            "notelint-page",
        ])
        .args([
            "--all-targets",
            "--target",
            tools::WASM_TARGET,
            "--",
            "--deny",
            "warnings",
        ])
        .run()
}

/// By nextest where it is installed: it runs the tests of all crates at once and ends with one line.
fn rust(places: &Places) -> Result<(), Failure> {
    if Program::cargo(places)
        .args(["nextest", "--version"])
        .output()
        .is_some()
    {
        return Program::cargo(places)
            .args([
                "nextest",
                "run",
                "--workspace",
                "--cargo-quiet",
                "--no-fail-fast",
            ])
            .args(["--status-level", "fail", "--final-status-level", "fail"])
            .run();
    }
    Program::cargo(places)
        .args(["test", "--quiet", "--workspace", "--all-targets"])
        .run()
}

fn rust_doc(places: &Places) -> Result<(), Failure> {
    Program::cargo(places)
        .args(["test", "--quiet", "--workspace", "--doc"])
        .run()
}

fn wasm(places: &Places) -> Result<(), Failure> {
    tools::wasm_pack(places)?
        .args([
            "--log-level",
            "warn",
            "test",
            "--node",
            "--mode",
            "no-install",
            "crates/wasm",
        ])
        .run()
}

fn lint(places: &Places) -> Result<(), Failure> {
    node::install(places, &places.extension())?;
    node::tool(places, "biome").args(["check", "."]).run()
}

fn types(places: &Places) -> Result<(), Failure> {
    node::install(places, &places.extension())?;
    node::install(places, &places.tests())?;
    node::tool(places, "tsc")
        .args(["--noEmit", "--project", "."])
        .run()?;
    for file in stamp::files_below(&places.tests())? {
        if file.ends_with("tsconfig.json") {
            node::tool(places, "tsc")
                .args(["--noEmit", "--project"])
                .arg(file)
                .run()?;
        }
    }
    Ok(())
}

fn unit(places: &Places) -> Result<(), Failure> {
    node::install(places, &places.extension())?;
    node::tool(places, "vitest").arg("run").run()
}

fn addon(places: &Places) -> Result<(), Failure> {
    build::all(places)?;
    node::node(places, &places.extension())
        .arg("lint-addon.mjs")
        .arg(places.dist("firefox"))
        .run()
}

/// All `*.test.mjs` of one folder of `tests/`, with everything built that they may open; so many
/// files at a time.
fn browser(places: &Places, folder: &str, at_a_time: usize) -> Result<(), Failure> {
    build::all(places)?;
    browsers::install(places)?;
    let tests: Vec<_> = stamp::files_below(&places.tests().join(folder))?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if tests.is_empty() {
        return Err(Failure::NoTests(format!("tests/{folder}")));
    }
    node::node(places, &places.tests())
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("--test-concurrency={at_a_time}"))
        .args(tests)
        .run()
}
