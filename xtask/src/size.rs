//! What a visitor's page downloads: sizes, their ceilings, and what changed since they were recorded.

mod sizes;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::build::{self, Mode};
use crate::{paths, run};
use sizes::{Size, Sizes, change, from_json, to_json};

/// Brotli bytes. `total` is everything together.
const CEILINGS: [(&str, u64); 2] = [("embed.js", 2_048), (TOTAL, 43_200)];

const TOTAL: &str = "total";
const RECORD: &str = "xtask/sizes.json";

pub fn run(words: Vec<String>) -> Result<()> {
    let args = Args::parse(words, &["json", "write"], &[])?.no_words()?;
    build::all(Mode::Release)?;
    let sizes = measure()?;
    match args.flag("json") {
        true => println!("{:#}", to_json(&sizes)),
        false => print_table(&sizes, &recorded()),
    }
    if args.flag("write") {
        fs::write(paths::at(RECORD), format!("{:#}\n", to_json(&sizes)))?;
    }
    let above = above(&sizes);
    if !above.is_empty() {
        bail!("too large: {}", above.join(", "));
    }
    Ok(())
}

fn measure() -> Result<Sizes> {
    let text = run::answer(run::command("node").arg("xtask/sizes.mjs"));
    let value = serde_json::from_str(&text.context("`node xtask/sizes.mjs` failed")?)?;
    let mut sizes = from_json(&value);
    let total = sizes.values().fold(Size::default(), |sum, size| Size {
        raw: sum.raw + size.raw,
        brotli: sum.brotli + size.brotli,
    });
    sizes.insert(TOTAL.to_owned(), total);
    Ok(sizes)
}

fn recorded() -> Sizes {
    let text = fs::read_to_string(paths::at(RECORD)).unwrap_or_default();
    from_json(&serde_json::from_str(&text).unwrap_or_default())
}

fn above(sizes: &Sizes) -> Vec<String> {
    let over = |&(name, ceiling): &(&str, u64)| {
        let brotli = sizes.get(name)?.brotli;
        (brotli > ceiling).then(|| format!("{name} is {brotli} bytes, {ceiling} allowed"))
    };
    CEILINGS.iter().filter_map(over).collect()
}

fn print_table(sizes: &Sizes, recorded: &Sizes) {
    println!(
        "{:<20}{:>10}{:>10}{:>10}  change",
        "file", "raw", "brotli", "ceiling"
    );
    for (name, size) in sizes {
        let ceiling = CEILINGS.iter().find(|(of, _)| of == name);
        let ceiling = ceiling.map_or(String::new(), |(_, bytes)| bytes.to_string());
        let change = change(*size, recorded.get(name));
        println!(
            "{name:<20}{:>10}{:>10}{ceiling:>10}  {change}",
            size.raw, size.brotli
        );
    }
    for gone in recorded.keys().filter(|name| !sizes.contains_key(*name)) {
        println!("{gone:<20} gone");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sizes(embed: u64, total: u64) -> Sizes {
        from_json(
            &json!({ "embed.js": { "raw": 1, "brotli": embed }, "total": { "raw": 1, "brotli": total } }),
        )
    }

    #[test]
    fn a_ceiling_itself_is_allowed() {
        let [(_, embed), (_, total)] = CEILINGS;
        assert!(above(&sizes(embed, total)).is_empty());
        assert_eq!(above(&sizes(embed + 1, total + 1)).len(), 2);
    }
}
