//! Builds the shipped policies into the command, so that it is one file.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn main() {
    // Asked when it runs: a compiled script may serve another checkout.
    let package = env::var("CARGO_MANIFEST_DIR").expect("cargo gives CARGO_MANIFEST_DIR");
    let folder = Path::new(&package).join("../../policies");
    let index = folder.join("index.json");
    println!("cargo::rerun-if-changed={}", folder.display());
    let text = fs::read_to_string(&index).expect("policies/index.json is there");
    let index: serde_json::Value =
        serde_json::from_str(&text).expect("policies/index.json is JSON");
    let names = |key: &str| -> Vec<String> {
        let list = index[key]
            .as_array()
            .expect("policies/index.json has lists of file names");
        list.iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    };
    let mut code = String::from("pub(crate) const FILES: &[(&str, &[u8])] = &[\n");
    for name in names("files") {
        let path = folder
            .join(&name)
            .canonicalize()
            .expect("a file of policies/index.json is there");
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(
            code,
            "    ({name:?}, include_bytes!({:?})),",
            path.display().to_string()
        )
        .expect("writes to a String");
    }
    code.push_str("];\npub(crate) const LOAD: &[&str] = &[\n");
    for name in names("load") {
        writeln!(code, "    {name:?},").expect("writes to a String");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo gives OUT_DIR");
    fs::write(Path::new(&out).join("shipped.rs"), code).expect("OUT_DIR can be written");
}
