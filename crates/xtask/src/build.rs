//! What is shipped, and what the tests need: `dist/` and the `notelint` command.

use std::fs;
use std::path::{Path, PathBuf};

use crate::places::Places;
use crate::program::{Failure, Program};
use crate::stamp::{self, Inputs};
use crate::{node, tools};

/// What rustc writes for this target today. Naming it keeps `wasm-opt` from using anything newer,
/// which the oldest browsers that are supported might refuse.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Sources that change both wasm modules.
const RUST_SOURCES: [&str; 4] = ["Cargo.lock", "Cargo.toml", ".cargo", "crates/core"];

pub(crate) fn all(places: &Places) -> Result<(), Failure> {
    node::install(places, &places.extension())?;
    node::install(places, &places.tests())?;
    engine(places)?;
    page(places)?;
    for target in ["chromium", "firefox"] {
        extension(places, target)?;
    }
    crm(places)?;
    command(places)
}

/// The `notelint` command. Cargo knows itself what is up to date.
pub(crate) fn command(places: &Places) -> Result<(), Failure> {
    Program::cargo(places)
        .args(["build", "--quiet", "--release", "--package", "notelint"])
        .run()
}

/// The engine for JavaScript, in `target/wasm/pkg`.
fn engine(places: &Places) -> Result<(), Failure> {
    wasm(places, "crates/wasm", "pkg", "notelint_wasm")
}

/// The checker page, in `dist/www`: the files of `www/` and `policies/`, and the page's module.
fn page(places: &Places) -> Result<(), Failure> {
    wasm(places, "crates/page", "page", "page")?;
    let module = ["page.js", "page_bg.wasm"].map(|name| places.wasm("page").join(name));
    let mut inputs = Inputs::default()
        .tree(places.root(), "www")?
        .tree(places.root(), "policies")?;
    for file in &module {
        inputs = inputs.tree(Path::new(""), &file.to_string_lossy())?;
    }
    let out = places.dist("www");
    stamp::make("dist/www", &out, &stamp_of(places, "www"), &inputs, || {
        clear(&out)?;
        copy_tree(&places.root().join("www"), &out)?;
        copy_tree(&places.root().join("policies"), &out.join("policies"))?;
        module.iter().try_for_each(|file| copy_into(file, &out))
    })
}

/// The unpacked extension for one browser, in `dist/TARGET`.
fn extension(places: &Places, target: &str) -> Result<(), Failure> {
    let root = places.root();
    let engine = places.wasm("pkg");
    let mut inputs = Inputs::default();
    for path in ["extension", "policies", "sites", "www/tokens.css"] {
        inputs = inputs.tree(root, path)?;
    }
    inputs = inputs.tree(&engine, "")?;
    let out = places.dist(target);
    stamp::make(
        &format!("dist/{target}"),
        &out,
        &stamp_of(places, target),
        &inputs,
        || {
            node::node(places, &places.extension())
                .args(["build.mjs", "--target", target, "--wasm"])
                .arg(&engine)
                .arg("--policies")
                .arg(root.join("policies"))
                .arg("--sites")
                .arg(root.join("sites"))
                .arg("--out")
                .arg(&out)
                .run()
        },
    )
}

/// The demo CRM, in `dist/crm`.
fn crm(places: &Places) -> Result<(), Failure> {
    let inputs = Inputs::default()
        .tree(places.root(), "tests/crm")?
        .tree(places.root(), "tests/package-lock.json")?;
    let out = places.dist("crm");
    stamp::make("dist/crm", &out, &stamp_of(places, "crm"), &inputs, || {
        node::node(places, &places.tests())
            .args(["crm/build.mjs", "--out"])
            .arg(&out)
            .run()
    })
}

/// Builds a crate to `target/wasm/NAME` as JavaScript and an optimised module.
fn wasm(places: &Places, krate: &str, name: &str, module: &str) -> Result<(), Failure> {
    let pack = tools::wasm_pack(places)?;
    let mut inputs = Inputs::default()
        .word(&tools::rust_version(places))
        .word(module);
    for path in RUST_SOURCES.into_iter().chain([krate, "policies"]) {
        inputs = inputs.tree(places.root(), path)?;
    }
    inputs = inputs.tree(places.root(), "extension/package-lock.json")?;
    let out = places.wasm(name);
    let stamp = places.wasm(&format!("{name}.stamp"));
    stamp::make(&format!("{krate} for wasm"), &out, &stamp, &inputs, || {
        clear(&out)?;
        pack.args(["--quiet", "--log-level", "warn", "build", krate])
            .args(["--target", "web", "--profile", "wasm"])
            .args(["--mode", "no-install"])
            .args(["--no-pack", "--no-opt", "--out-name", module, "--out-dir"])
            .arg(&out)
            .run()?;
        let binary = out.join(format!("{module}_bg.wasm"));
        node::tool(places, "wasm-opt")
            .arg("-Os")
            .args(WASM_FEATURES)
            .arg(&binary)
            .arg("--output")
            .arg(&binary)
            .run()
    })
}

/// Stamps stand beside the outputs that they are about, not in them: those are shipped as they are.
fn stamp_of(places: &Places, name: &str) -> PathBuf {
    places.dist(".stamps").join(name)
}

fn clear(dir: &Path) -> Result<(), Failure> {
    if dir.exists() {
        fs::remove_dir_all(dir).map_err(Failure::at(dir))?;
    }
    fs::create_dir_all(dir).map_err(Failure::at(dir))
}

fn copy_tree(from: &Path, to: &Path) -> Result<(), Failure> {
    for file in stamp::files_below(from)? {
        let inner = file.strip_prefix(from).unwrap_or(&file);
        let dir = to.join(inner.parent().unwrap_or(Path::new("")));
        copy_into(&file, &dir)?;
    }
    Ok(())
}

fn copy_into(file: &Path, dir: &Path) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(Failure::at(dir))?;
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, dir.join(name)).map_err(Failure::at(file))?;
    Ok(())
}
