//! The demo: everything built, then shown by `tests/harness/demo.mjs`.

use std::path::Path;

use crate::places::Places;
use crate::program::Failure;
use crate::{browsers, build, node};

pub(crate) fn run(places: &Places, pictures: Option<&Path>, port: u16) -> Result<(), Failure> {
    build::all(places)?;
    let browsers = browsers::install(places);
    let demo = node::node(places, places.root()).arg("tests/harness/demo.mjs");
    let Some(pictures) = pictures else {
        // Without a browser of ours the pages can still be opened in the person's own.
        if let Err(failure) = browsers {
            println!("{failure}");
        }
        return demo
            .arg("--port")
            .arg(port.to_string())
            .with_terminal()
            .run();
    };
    browsers?;
    let pictures = std::path::absolute(pictures).map_err(Failure::at(pictures))?;
    demo.arg("--screenshot").arg(pictures).run()
}
