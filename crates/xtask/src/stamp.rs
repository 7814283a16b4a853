//! What is up to date: a hash of everything that a result was made from, kept beside the result.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::program::Failure;

/// A hash of files (path and content) and of words such as a tool's version.
#[derive(Default)]
pub(crate) struct Inputs {
    hasher: DefaultHasher,
}

impl Inputs {
    pub(crate) fn word(mut self, word: &str) -> Self {
        word.hash(&mut self.hasher);
        self
    }

    /// Adds a file, or all files below a folder but what is installed there.
    pub(crate) fn tree(mut self, root: &Path, path: &str) -> Result<Self, Failure> {
        for file in files_below(&root.join(path))? {
            let bytes = fs::read(&file).map_err(Failure::at(&file))?;
            file.strip_prefix(root)
                .unwrap_or(&file)
                .hash(&mut self.hasher);
            bytes.hash(&mut self.hasher);
        }
        Ok(self)
    }

    fn hash(&self) -> String {
        format!("{:016x}", self.hasher.finish())
    }
}

/// Makes a result unless it is there already and was made from the same inputs. The stamp is
/// removed first, so that a run that breaks off leaves nothing that looks up to date.
pub(crate) fn make(
    what: &str,
    result: &Path,
    stamp: &Path,
    inputs: &Inputs,
    maker: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let hash = inputs.hash();
    if result.exists() && fs::read_to_string(stamp).is_ok_and(|old| old == hash) {
        return Ok(());
    }
    println!("building {what}");
    if stamp.exists() {
        fs::remove_file(stamp).map_err(Failure::at(stamp))?;
    }
    maker()?;
    if let Some(dir) = stamp.parent() {
        fs::create_dir_all(dir).map_err(Failure::at(dir))?;
    }
    fs::write(stamp, hash).map_err(Failure::at(stamp))
}

/// All files at or below a path, in a fixed order; none where it does not exist.
pub(crate) fn files_below(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).map_err(Failure::at(path))? {
        entries.push(entry.map_err(Failure::at(path))?.path());
    }
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        if !entry.ends_with("node_modules") {
            files.extend(files_below(&entry)?);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_for_the_same_inputs() {
        let dir = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(dir.join("in/node_modules")).unwrap();
        fs::write(dir.join("in/source"), "one").unwrap();
        let mut made = 0;
        let mut once = || {
            let inputs = Inputs::default().word("v1").tree(&dir, "in").unwrap();
            make("it", &dir, &dir.join("stamps/it"), &inputs, || {
                made += 1;
                Ok(())
            })
            .unwrap();
            made
        };
        assert_eq!((once(), once()), (1, 1));
        fs::write(dir.join("in/node_modules/installed"), "x").unwrap();
        assert_eq!(once(), 1, "what is installed is no input");
        fs::write(dir.join("in/source"), "two").unwrap();
        assert_eq!((once(), once()), (2, 2));
        fs::rename(dir.join("in/source"), dir.join("in/other")).unwrap();
        assert_eq!(once(), 3, "the path counts");
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_maker_that_fails_leaves_no_stamp() {
        let dir = std::env::temp_dir().join(format!("xtask-fail-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let stamp = dir.join("stamp");
        let inputs = Inputs::default().word("v1");
        make("it", &dir, &stamp, &inputs, || Ok(())).unwrap();
        let changed = Inputs::default().word("v2");
        make("it", &dir, &stamp, &changed, || Err(Failure::NoHome)).unwrap_err();
        assert!(!stamp.exists());
        fs::remove_dir_all(&dir).unwrap();
    }
}
