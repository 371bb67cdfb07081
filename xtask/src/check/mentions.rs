//! The paths that a document mentions.

#[derive(Debug, PartialEq)]
pub struct Mention {
    pub line: usize,
    pub path: String,
    pub is_link: bool,
}

/// Link targets and paths in back-ticks, outside fenced blocks.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let links = links(line).map(|path| (path, true));
            let all = links.chain(code(line).map(|path| (path, false)));
            found.extend(all.map(|(path, is_link)| Mention {
                line: index + 1,
                path,
                is_link,
            }));
        }
    }
    found
}

fn links(line: &str) -> impl Iterator<Item = String> {
    let targets = line
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next());
    let paths = targets.filter_map(|target| target.split('#').next());
    paths
        .filter(|path| !path.is_empty() && !path.contains(':'))
        .map(str::to_owned)
}

fn code(line: &str) -> impl Iterator<Item = String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let spans = line.split('`').skip(1).step_by(2);
    let paths = spans.filter(move |span| span.contains('/') && span.chars().all(is_plain));
    paths
        .filter(|path| !path.starts_with('/'))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_links_and_paths() {
        let text = "See [a](docs/a.md#part \"title\"), [b](https://example.org/x), [c](#here).\n\
                    ```\n[d](d.md) `e/e.rs`\n```\n`xtask/src/main.rs`, `GET /v1`, `{a}/b`, `text`";
        let found = mentions(text);
        let found: Vec<_> = found
            .iter()
            .map(|m| (m.line, m.path.as_str(), m.is_link))
            .collect();
        assert_eq!(
            found,
            [(1, "docs/a.md", true), (5, "xtask/src/main.rs", false)]
        );
    }
}
