//! Whether an output is newer than everything it was made of.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// xtask itself counts as an input: a changed flag in it must not leave an old output standing.
pub fn is_fresh(output: &Path, inputs: &[PathBuf], skip: &[PathBuf]) -> bool {
    let Some(made) = modified(output) else {
        return false;
    };
    let own = std::env::current_exe().ok();
    let newest = inputs
        .iter()
        .chain(&own)
        .filter_map(|input| newest(input, skip))
        .max();
    newest.is_some_and(|newest| newest < made)
}

fn newest(path: &Path, skip: &[PathBuf]) -> Option<SystemTime> {
    if skip.iter().any(|skipped| skipped == path) {
        return None;
    }
    let Ok(entries) = fs::read_dir(path) else {
        return modified(path);
    };
    entries
        .flatten()
        .filter_map(|entry| newest(&entry.path(), skip))
        .max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An hour ahead of everything, this program included, or at the beginning of time.
    fn write(path: &Path, newer: bool) {
        let hour = std::time::Duration::from_secs(3600);
        let time = if newer {
            SystemTime::now() + hour
        } else {
            SystemTime::UNIX_EPOCH
        };
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(time)
            .unwrap();
    }

    #[test]
    fn an_output_is_fresh_while_no_input_is_newer() {
        let folder = std::env::temp_dir().join(format!("xtask-fresh-{}", std::process::id()));
        let (input, output) = (folder.join("in/deep/a"), folder.join("out"));
        let inputs = [folder.join("in")];
        assert!(!is_fresh(&output, &inputs, &[]));
        write(&input, false);
        write(&output, true);
        assert!(is_fresh(&output, &inputs, &[]));
        write(&input, true);
        assert!(!is_fresh(&output, &inputs, &[]));
        assert!(is_fresh(&output, &inputs, &[folder.join("in/deep")]));
        fs::remove_dir_all(folder).unwrap();
    }
}
