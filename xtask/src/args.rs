//! What was typed after a command's name: `--flag`, `--option VALUE`, `--option=VALUE` and words.

use anyhow::{Context, Result, bail};

#[derive(Debug, Default)]
pub struct Args {
    pub words: Vec<String>,
    flags: Vec<String>,
    options: Vec<(String, String)>,
}

impl Args {
    pub fn parse(raw: Vec<String>, flags: &[&str], options: &[&str]) -> Result<Args> {
        let mut args = Args::default();
        let mut raw = raw.into_iter();
        while let Some(word) = raw.next() {
            let Some(name) = word.strip_prefix("--") else {
                args.words.push(word);
                continue;
            };
            let (name, value) = match name.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (name, None),
            };
            if options.contains(&name) {
                let value = value.or_else(|| raw.next());
                let value = value.with_context(|| format!("--{name} needs a value"))?;
                args.options.push((name.to_owned(), value));
            } else if flags.contains(&name) && value.is_none() {
                args.flags.push(name.to_owned());
            } else {
                bail!("`{word}` is not known here; {}", known(flags, options));
            }
        }
        Ok(args)
    }

    pub fn no_words(self) -> Result<Args> {
        match self.words.first() {
            Some(word) => bail!("`{word}` is not known here; see `cargo xtask --help`"),
            None => Ok(self),
        }
    }

    pub fn flag(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag == name)
    }

    pub fn option(&self, name: &str) -> Option<&str> {
        let given = self.options.iter().rev().find(|(key, _)| key == name);
        given.map(|(_, value)| value.as_str())
    }
}

fn known(flags: &[&str], options: &[&str]) -> String {
    let flags = flags.iter().map(|flag| format!("--{flag}"));
    let options = options.iter().map(|option| format!("--{option} …"));
    let all: Vec<_> = flags.chain(options).collect();
    match all.len() {
        0 => "the command takes no options".to_owned(),
        _ => format!("the options are {}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Args> {
        let raw = words.iter().map(|&word| word.to_owned()).collect();
        Args::parse(raw, &["fresh"], &["port"])
    }

    #[test]
    fn takes_both_ways_of_giving_a_value() {
        for words in [
            &["--port", "9000", "--fresh", "x"][..],
            &["x", "--port=9000", "--fresh"],
        ] {
            let args = parse(words).unwrap();
            assert_eq!(args.option("port"), Some("9000"));
            assert!(args.flag("fresh"));
            assert_eq!(args.words, ["x"]);
        }
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        for words in [&["--prot=1"][..], &["--fresh=yes"], &["--port"]] {
            assert!(parse(words).is_err(), "{words:?}");
        }
        assert!(parse(&["x"]).unwrap().no_words().is_err());
    }
}
