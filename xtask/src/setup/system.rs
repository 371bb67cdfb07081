//! Packages of the operating system, where it is a Debian and we may install.

use anyhow::{Context, Result, bail};

use crate::run;

pub fn install(packages: &[&str], remedy: &str) -> Result<()> {
    let Some(rights) = rights() else {
        bail!(
            "{} cannot be installed from here: {remedy}",
            packages.join(" and ")
        );
    };
    // Stale lists of one source are no reason to give up: the installation itself decides.
    if let Err(error) = apt_get(&rights, "refresh apt's package lists", &["update"]) {
        eprintln!("{error:#}");
    }
    let mut args = vec!["install", "-y", "--no-install-recommends"];
    args.extend(packages);
    apt_get(&rights, &format!("install {}", packages.join(" ")), &args)
        .with_context(|| remedy.to_owned())
}

fn apt_get(rights: &[&str], what: &str, args: &[&str]) -> Result<()> {
    let apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    let words = [rights, &apt_get, args].concat();
    run::logged(what, run::command(words[0]).args(&words[1..]))
}

/// What to put before a command so that it may install; nothing where it may not.
fn rights() -> Option<Vec<&'static str>> {
    run::answer(run::command("apt-get").arg("--version"))?;
    if run::answer(run::command("id").arg("-u"))? == "0" {
        return Some(Vec::new());
    }
    run::answer(run::command("sudo").args(["-n", "true"]))?;
    Some(vec!["sudo", "-n"])
}
