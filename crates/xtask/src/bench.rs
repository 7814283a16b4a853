//! Sizes of what is shipped and speeds of the engine, measured by `tests/harness/bench.mjs`.

use crate::places::Places;
use crate::program::Failure;
use crate::{build, node};

pub(crate) fn run(places: &Places) -> Result<(), Failure> {
    build::all(places)?;
    node::node(places, places.root())
        .arg("tests/harness/bench.mjs")
        .run()
}
