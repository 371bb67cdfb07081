//! What the build has written for the Worker: names of files, and the style of the widget.

use std::sync::LazyLock;

use serde::Deserialize;
use views::Styles;

static BUILT: LazyLock<Built> =
    LazyLock::new(|| serde_json::from_str(include_str!("assets.json")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(default)]
struct Built {
    page_css: String,
    css: Css,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Css {
    base: String,
    content: String,
    form: String,
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
        talk: &css.talk,
    }
}
