//! The folder that a local Worker keeps its data in, and the secrets it starts with.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

const TOKEN: &str = "OPERATOR_TOKEN";

pub struct State {
    pub folder: PathBuf,
    pub env_file: PathBuf,
    pub token: String,
}

impl State {
    pub fn prepare(folder: &Path, fresh: bool, port: u16) -> Result<State> {
        let env_file = folder.join("dev.env");
        if fresh && folder.exists() {
            // A mistyped --state must not cost anybody a folder.
            ensure!(
                env_file.is_file(),
                "--fresh: {} was not made by `cargo xtask dev`, remove it yourself",
                folder.display()
            );
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let token = token(&env_file)?;
        let lines =
            format!("{TOKEN}={token}\nAFTERHOURS_DEV=1\nPUBLIC_ORIGIN=http://localhost:{port}\n");
        write_private(&env_file, &lines)?;
        Ok(State {
            folder: folder.to_owned(),
            env_file,
            token,
        })
    }
}

/// From the environment, else the one from before, else a new one.
fn token(env_file: &Path) -> Result<String> {
    if let Some(given) = std::env::var(TOKEN).ok().filter(|token| !token.is_empty()) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        ensure!(
            given.chars().all(plain),
            "{TOKEN} may hold letters, digits and -._~+/= only: choose another"
        );
        return Ok(given);
    }
    let before = fs::read_to_string(env_file).unwrap_or_default();
    let kept = before
        .lines()
        .find_map(|line| line.strip_prefix(TOKEN)?.strip_prefix('='));
    kept.map_or_else(random, |token| Ok(token.to_owned()))
}

fn random() -> Result<String> {
    let mut bytes = [0; 24];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut file = fs::File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    // The mode above counts for a new file only.
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file.write_all(text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_its_token_until_fresh_and_removes_only_its_own() {
        let folder = std::env::temp_dir().join(format!("xtask-state-{}", std::process::id()));
        let first = State::prepare(&folder, false, 1).unwrap();
        let mode = fs::metadata(&first.env_file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            State::prepare(&folder, false, 2).unwrap().token,
            first.token
        );
        assert_ne!(State::prepare(&folder, true, 1).unwrap().token, first.token);
        fs::remove_file(&first.env_file).unwrap();
        assert!(State::prepare(&folder, true, 1).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
