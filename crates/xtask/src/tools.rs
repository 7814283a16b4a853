//! The tools for WebAssembly: the Rust target, `wasm-pack` and `wasm-bindgen`.

use crate::places::Places;
use crate::program::{Failure, Program};

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";
const WASM_PACK: (&str, &str) = ("wasm-pack", "0.15.1");
/// The crate `wasm-bindgen` is pinned to the same version: they only work together.
const WASM_BINDGEN: (&str, &str) = ("wasm-bindgen-cli", "0.2.130");

/// Adds the target for wasm to the toolchain, unless it is there.
pub(crate) fn add_wasm_target(places: &Places) -> Result<(), Failure> {
    let sysroot = Program::new("rustc", places.root())
        .args(["--print", "sysroot"])
        .output();
    let libraries = sysroot.map(|dir| {
        std::path::Path::new(&dir)
            .join("lib/rustlib")
            .join(WASM_TARGET)
            .join("lib")
    });
    if libraries.is_some_and(|dir| dir.exists()) {
        return Ok(());
    }
    println!("adding the Rust target {WASM_TARGET}");
    Program::new("rustup", places.root())
        .args(["target", "add", WASM_TARGET])
        .run()
}

/// `wasm-pack`, with the right `wasm-bindgen` on its PATH.
pub(crate) fn wasm_pack(places: &Places) -> Result<Program, Failure> {
    add_wasm_target(places)?;
    for (name, version) in [WASM_PACK, WASM_BINDGEN] {
        install(places, name, version)?;
    }
    let bin = |(name, version)| places.tool(name, version).join("bin");
    Ok(Program::new(bin(WASM_PACK).join("wasm-pack"), places.root()).path(bin(WASM_BINDGEN)))
}

/// The compiler's version: another one makes another binary.
pub(crate) fn rust_version(places: &Places) -> String {
    Program::new("rustc", places.root())
        .arg("--version")
        .output()
        .unwrap_or_default()
}

/// Installs a tool from crates.io into the cache, unless it is there. `--debug` makes it three
/// times as quick to build, and it is quick enough to use.
fn install(places: &Places, name: &str, version: &str) -> Result<(), Failure> {
    let root = places.tool(name, version);
    // Cargo writes this file when it has put everything in place.
    if root.join(".crates.toml").exists() {
        return Ok(());
    }
    println!("installing {name} {version} (once; a minute or two)");
    Program::cargo(places)
        .args([
            "install",
            "--quiet",
            "--debug",
            name,
            "--version",
            version,
            "--root",
        ])
        .arg(&root)
        // Such builds go to a folder of their own, which cargo deletes afterwards.
        .without("CARGO_TARGET_DIR")
        .run()
}
