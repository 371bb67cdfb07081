//! Loads a `site.json` into the running Worker.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::Origins;
use super::http::{self, Reply};

/// What a site's file calls the shop and the Worker: here they may be elsewhere.
const WRITTEN_SHOP: &str = ":8788";
const WRITTEN_WORKER: &str = ":8787";

pub fn load(file: &Path, key: &str, origins: &Origins, token: &str) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    ensure!(
        key.chars().all(plain),
        "the file's name becomes the site's key, which `{key}` cannot be"
    );
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    let request = format!("PUT /v1/sites/{key}");
    let reply = http::send(origins.worker, &request, &headers, &moved(&text, origins))?;
    match reply.status {
        200..300 => Ok(()),
        _ => bail!(
            "the site `{key}` ({}) is refused: {}",
            file.display(),
            reasons(&reply)
        ),
    }
}

fn moved(text: &str, origins: &Origins) -> String {
    // In two steps: a port that was just written is not to be replaced again.
    let places = [
        (WRITTEN_SHOP, ":<shop>", origins.shop),
        (WRITTEN_WORKER, ":<worker>", origins.worker),
    ];
    let hosts = ["http://localhost", "http://127.0.0.1"];
    let mut text = text.to_owned();
    for host in hosts {
        for (written, mark, _) in places {
            text = text.replace(&format!("{host}{written}"), &format!("{host}{mark}"));
        }
        for (_, mark, port) in places {
            text = text.replace(&format!("{host}{mark}"), &format!("{host}:{port}"));
        }
    }
    text
}

/// A line for every fault that the problem document names.
fn reasons(reply: &Reply) -> String {
    let problem: Value = serde_json::from_str(&reply.body).unwrap_or_default();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    if problem.is_null() {
        return format!("{} {}", reply.status, reply.body.trim());
    }
    let mut lines = format!("{} {}", reply.status, text(&problem, "title"));
    for fault in problem["errors"].as_array().into_iter().flatten() {
        let place = ["pointer", "field"].map(|key| text(fault, key));
        let place = place.iter().find(|place| !place.is_empty());
        let place = place.map_or("/", String::as_str);
        // Writing to a string cannot fail.
        let _ = write!(lines, "\n  {place}: {}", text(fault, "message"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_both_origins_even_onto_each_other() {
        let text =
            "http://localhost:8788/a http://127.0.0.1:8788 http://localhost:8787 https://x:8788";
        let up = moved(text, &Origins::at(8788));
        assert_eq!(
            up,
            "http://localhost:8789/a http://127.0.0.1:8789 http://localhost:8788 https://x:8788"
        );
        let down = moved(text, &Origins::at(8786));
        assert_eq!(
            down,
            "http://localhost:8787/a http://127.0.0.1:8787 http://localhost:8786 https://x:8788"
        );
    }

    #[test]
    fn names_every_fault() {
        let body = r#"{"title":"Not valid","errors":[
            {"field":"week","pointer":"/queues/a/week","message":"closes before it opens"},
            {"field":"name","message":"is missing"}]}"#;
        let reply = Reply {
            status: 422,
            body: body.to_owned(),
        };
        let expected =
            "422 Not valid\n  /queues/a/week: closes before it opens\n  name: is missing";
        assert_eq!(reasons(&reply), expected);
    }
}
