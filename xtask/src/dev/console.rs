//! A link that signs the first of a site's people in to the console.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::{Origins, http};

/// Nothing for a site without people.
pub fn link(file: &Path, key: &str, origins: &Origins, token: &str) -> Result<Option<String>> {
    let site: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let Some(email) = site["people"][0]["email"].as_str() else {
        return Ok(None);
    };
    let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
    let request = format!("POST /v1/sites/{key}/console/sign-in");
    let body = json!({ "email": email }).to_string();
    let reply = http::send(origins.worker, &request, &headers, &body)?;
    ensure!(
        reply.status == 200,
        "no link to the console: {}",
        reply.body
    );
    let reply: Value = serde_json::from_str(&reply.body)?;
    let link = reply["link"].as_str().context("no link to the console")?;
    Ok(Some(link.to_owned()))
}
