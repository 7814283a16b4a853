//! Packages and programs of Node.js.

use std::path::Path;

use crate::places::Places;
use crate::program::{Failure, Program};
use crate::stamp::{self, Inputs};

const OLDEST: u32 = 20;

/// `npm ci` in a folder with a lock file, when the lock file is not the one that was installed.
pub(crate) fn install(places: &Places, dir: &Path) -> Result<(), Failure> {
    let version = check_version(places)?;
    let modules = dir.join("node_modules");
    let inputs = Inputs::default()
        .word(&version)
        .tree(dir, "package-lock.json")?;
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let what = format!("{name}/node_modules");
    stamp::make(
        &what,
        &modules,
        &modules.join(".notelint-stamp"),
        &inputs,
        || {
            let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
            Program::new(npm, dir)
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .run_quietly()
        },
    )
}

/// A program that a package of `extension/` brings, in that folder.
pub(crate) fn tool(places: &Places, name: &str) -> Program {
    let name = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    let dir = places.extension();
    Program::new(dir.join("node_modules/.bin").join(name), &dir)
}

/// Node.js itself, with the paths that tests and scripts need to know.
pub(crate) fn node(places: &Places, dir: &Path) -> Program {
    Program::new("node", dir)
        .env("NOTELINT_COMMAND", places.command())
        .env("NOTELINT_ENGINE", places.wasm("pkg"))
}

fn check_version(places: &Places) -> Result<String, Failure> {
    let version = Program::new("node", places.root())
        .arg("--version")
        .output();
    let major = version.as_deref().and_then(major);
    match (version, major) {
        (Some(version), Some(major)) if major >= OLDEST => Ok(version),
        (found, _) => Err(Failure::Missing {
            missing: format!("Node.js {OLDEST} or newer"),
            how: found.map_or_else(
                || "Install it from https://nodejs.org or by your system's packages.".into(),
                |version| format!("There is {version}: please update it."),
            ),
        }),
    }
}

/// The major number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_number_is_read() {
        assert_eq!(major("v20.11.1"), Some(20));
        assert_eq!(major("20.11.1"), None);
        assert_eq!(major("vnext"), None);
    }
}
