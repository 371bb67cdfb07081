//! What the build has written for the Worker: names of files, and the style of the widget.

use std::sync::LazyLock;

use serde::Deserialize;
use views::Styles;
use worker::{Headers, Response, Result};

static BUILT: LazyLock<Built> =
    LazyLock::new(|| serde_json::from_str(include_str!("assets.json")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(default)]
struct Built {
    page_css: String,
    css: Css,
    console_html: String,
    preview_html: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Css {
    base: String,
    content: String,
    form: String,
    choice: String,
    more: String,
    talk: String,
}

/// Where the style of pages lies.
pub(crate) fn page_css() -> String {
    format!("/{}", BUILT.page_css)
}

/// The style of the widget's first view.
pub(crate) fn styles() -> Styles<'static> {
    let css = &BUILT.css;
    Styles {
        base: &css.base,
        content: &css.content,
        form: &css.form,
        choice: &css.choice,
        more: &css.more,
        talk: &css.talk,
    }
}

/// The console: one document, which reads its own address. It frames the preview.
pub(crate) fn console_page() -> Result<Response> {
    page(
        &BUILT.console_html,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
    )
}

/// The widget of a draft on a mock page, for the console to frame. Like the console it holds no data
/// of its own. Avatars and logos may lie anywhere.
pub(crate) fn preview_page() -> Result<Response> {
    page(
        &BUILT.preview_html,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
         img-src 'self' https: http:; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    )
}

fn page(html: &str, policy: &str) -> Result<Response> {
    let headers = Headers::new();
    headers.set("content-type", "text/html; charset=utf-8")?;
    headers.set("cache-control", "no-cache")?;
    headers.set("x-content-type-options", "nosniff")?;
    headers.set("referrer-policy", "no-referrer")?;
    headers.set("content-security-policy", policy)?;
    Ok(Response::from_bytes(html.as_bytes().to_vec())?.with_headers(headers))
}
