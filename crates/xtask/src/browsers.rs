//! The two browsers that the tests and the demo drive.

use std::path::Path;

use crate::places::Places;
use crate::program::{Failure, Program};

struct Browser {
    title: &'static str,
    /// The program's name in Debian, and that of its package.
    package: &'static str,
    /// Names a program elsewhere; the test harness reads the same variable.
    variable: &'static str,
    /// Programs on PATH and files that will do.
    programs: &'static [&'static str],
}

const BROWSERS: [Browser; 2] = [
    Browser {
        title: "Chromium",
        package: "chromium",
        variable: "NOTELINT_CHROMIUM",
        programs: &[
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/snap/bin/chromium",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
        ],
    },
    Browser {
        title: "Firefox",
        package: "firefox-esr",
        variable: "NOTELINT_FIREFOX",
        programs: &[
            "/usr/bin/firefox-esr",
            "/usr/bin/firefox",
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            r"C:\Program Files\Mozilla Firefox\firefox.exe",
        ],
    },
];

impl Browser {
    fn is_there(&self) -> bool {
        let named = std::env::var_os(self.variable).map(|path| Path::new(&path).exists());
        named.unwrap_or_else(|| self.programs.iter().any(|path| Path::new(path).exists()))
    }
}

/// Makes sure that both browsers are there: installs them on Debian, says elsewhere what to do.
pub(crate) fn install(places: &Places) -> Result<(), Failure> {
    let missing: Vec<&Browser> = BROWSERS
        .iter()
        .filter(|browser| !browser.is_there())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = list(missing.iter().map(|browser| browser.title));
    if Path::new("/etc/debian_version").exists()
        && let Some(as_root) = privilege(places)
    {
        println!("installing {names}");
        apt(places, as_root, &["update", "-qq"]).run_quietly()?;
        let packages = missing.iter().map(|browser| browser.package);
        apt(
            places,
            as_root,
            &["install", "-y", "-qq", "--no-install-recommends"],
        )
        .args(packages)
        .run_quietly()?;
    }
    let still: Vec<&&Browser> = missing
        .iter()
        .filter(|browser| !browser.is_there())
        .collect();
    if still.is_empty() {
        return Ok(());
    }
    let variables = list(still.iter().map(|browser| browser.variable));
    Err(Failure::Missing {
        missing: list(still.iter().map(|browser| browser.title)),
        how: format!(
            "Install it (on Debian: apt-get install {}), or let {variables} name its program.",
            list(still.iter().map(|browser| browser.package)),
        ),
    })
}

/// What to put before `apt-get`: nothing for root, `sudo` where it asks no password.
fn privilege(places: &Places) -> Option<&'static str> {
    let id = Program::new("id", places.root()).arg("-u").output()?;
    if id == "0" {
        return Some("");
    }
    Program::new("sudo", places.root())
        .args(["-n", "true"])
        .output()
        .map(|_| "sudo")
}

fn apt(places: &Places, as_root: &str, args: &[&str]) -> Program {
    let program = if as_root.is_empty() {
        Program::new("apt-get", places.root())
    } else {
        Program::new(as_root, places.root()).arg("apt-get")
    };
    program.env("DEBIAN_FRONTEND", "noninteractive").args(args)
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" ")
}
