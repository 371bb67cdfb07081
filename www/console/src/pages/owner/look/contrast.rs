//! How well the accent is seen, in words, and the nearest one that passes.

use leptos::prelude::*;
use shared::site::Rgb;

use crate::parts::icons::{DONE, WARNING, icon};

/// What the widget stands on, light and dark (widget/style/base.css).
const PAPERS: [(&str, Rgb); 2] = [
    ("a light background", Rgb::WHITE),
    ("a dark background", Rgb([0x17, 0x19, 0x1d])),
];

/// WCAG 2.2: what one must find, such as a button (1.4.11), and what one must read (1.4.3).
const FOUND: f64 = 3.0;
const READ: f64 = 4.5;

fn passes(accent: Rgb) -> bool {
    let is_found = |(_, paper): &(&str, Rgb)| accent.contrast(*paper) >= FOUND;
    PAPERS.iter().all(is_found) && accent.contrast(accent.ink()) >= READ
}

/// The accent nearest to this one that is seen well everywhere; `None`: it is so itself.
pub fn better(accent: Rgb) -> Option<Rgb> {
    accent.nearest(passes).filter(|better| *better != accent)
}

/// A line for the text on the accent, and one for each background.
pub fn told(accent: Rgb) -> AnyView {
    let ink = if accent.ink() == Rgb::WHITE {
        "White"
    } else {
        "Black"
    };
    let on_it = line(
        format!("{ink} text on it"),
        accent.contrast(accent.ink()),
        READ,
        "easy to read",
        "hard to read",
    );
    let lines = PAPERS.map(|(name, paper)| {
        let on = format!("The launcher on {name}");
        let contrast = accent.contrast(paper);
        line(on, contrast, FOUND, "easy to find", "hard to find")
    });
    view! { <ul class="plain contrast">{on_it} {lines.into_iter().collect_view()}</ul> }.into_any()
}

fn line(what: String, contrast: f64, least: f64, good: &'static str, bad: &'static str) -> AnyView {
    // Rounded down: what does not pass must not look as if it did.
    let figure = (contrast * 10.0).floor() / 10.0;
    let (class, drawing, said) = if contrast >= least {
        ("is-good", DONE, format!("{figure:.1} to 1, {good}"))
    } else {
        let said = format!("{figure:.1} to 1, {bad}. At least {least} to 1 is needed");
        ("is-bad", WARNING, said)
    };
    view! { <li class=class>{icon(drawing)} <span>{format!("{what}: {said}.")}</span></li> }
        .into_any()
}
