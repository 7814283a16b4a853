//! Sizes of what is shipped and speeds of the engine, native and as wasm.

use crate::places::Places;
use crate::program::{Failure, Program};
use crate::{build, node};

pub(crate) fn run(places: &Places) -> Result<(), Failure> {
    Program::cargo(places)
        .args([
            "bench",
            "--quiet",
            "--package",
            "notelint-core",
            "--bench",
            "check",
        ])
        .run()?;
    build::all(places)?;
    node::node(places, places.root())
        .arg("tests/harness/bench.mjs")
        .run()
}
