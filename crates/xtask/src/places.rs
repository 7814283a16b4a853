//! Where things are: in the checkout, in the target folder, in the user's cache.

use std::env;
use std::path::{Path, PathBuf};

use crate::program::Failure;

/// The folders that the other modules work with; all absolute.
pub(crate) struct Places {
    root: PathBuf,
    target: PathBuf,
    cache: PathBuf,
}

impl Places {
    pub(crate) fn find() -> Result<Self, Failure> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .expect("this crate is two folders below the root")
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cache = match (env::var_os("XDG_CACHE_HOME"), env::home_dir()) {
            (Some(dir), _) if !dir.is_empty() => PathBuf::from(dir),
            (_, Some(home)) => home.join(".cache"),
            (_, None) => return Err(Failure::NoHome),
        };
        Ok(Self {
            root,
            target,
            cache: cache.join("notelint"),
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn extension(&self) -> PathBuf {
        self.root.join("extension")
    }

    pub(crate) fn tests(&self) -> PathBuf {
        self.root.join("tests")
    }

    /// What is shipped or served: `dist/NAME`.
    pub(crate) fn dist(&self, name: &str) -> PathBuf {
        self.root.join("dist").join(name)
    }

    /// What a wasm crate is built into: `target/wasm/NAME`.
    pub(crate) fn wasm(&self, name: &str) -> PathBuf {
        self.target.join("wasm").join(name)
    }

    /// The `notelint` command as it is shipped.
    pub(crate) fn command(&self) -> PathBuf {
        self.target
            .join("release")
            .join(format!("notelint{}", env::consts::EXE_SUFFIX))
    }

    /// Where a tool that cargo installs is kept, apart from the user's own.
    pub(crate) fn tool(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join("tools").join(format!("{name}-{version}"))
    }
}
