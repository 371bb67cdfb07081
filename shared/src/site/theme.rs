//! How a site's widget looks.

use super::Rgb;
use crate::{
    json::{At, Faults},
    text::{Text, safe_link},
};

/// The largest radius, in px.
pub const MAX_RADIUS: u32 = 24;

/// What an owner sets of the look; what is absent is as the product has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    pub accent: Option<Rgb>,
    /// Of the panel, in px, up to [`MAX_RADIUS`]. Fields and buttons follow it.
    pub radius: Option<u32>,
    pub font: Option<Font>,
    pub position: Option<Position>,
    /// What the launcher says while the queue is closed.
    pub launcher: Option<Text>,
    /// An `https` address. Shown where there is no avatar of a Lightbot.
    pub logo: Option<String>,
}

/// A font that is there already: none is ever loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Font {
    System,
    /// That of the page around.
    Page,
    Humanist,
    Rounded,
    Serif,
    Mono,
}

impl Font {
    /// Every font with its name on the wire.
    pub const ALL: [(&'static str, Self); 6] = [
        ("system", Self::System),
        ("page", Self::Page),
        ("humanist", Self::Humanist),
        ("rounded", Self::Rounded),
        ("serif", Self::Serif),
        ("mono", Self::Mono),
    ];

    /// The families for CSS, the best first. Without quotes, which HTML would escape in a style.
    #[must_use]
    pub fn stack(self) -> &'static str {
        match self {
            Self::System => "system-ui,sans-serif",
            Self::Page => "inherit",
            Self::Humanist => "Seravek,Gill Sans Nova,Ubuntu,Calibri,DejaVu Sans,sans-serif",
            Self::Rounded => {
                "ui-rounded,Hiragino Maru Gothic ProN,Quicksand,Comfortaa,Arial Rounded MT Bold,Calibri,sans-serif"
            }
            Self::Serif => "Charter,Bitstream Charter,Sitka Text,Cambria,Georgia,serif",
            Self::Mono => "ui-monospace,Cascadia Code,Source Code Pro,Menlo,Consolas,monospace",
        }
    }
}

/// The lower corner in which the launcher stands, by the direction of the visitor's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    End,
    Start,
}

const POSITIONS: [(&str, Position); 2] = [("end", Position::End), ("start", Position::Start)];

impl Theme {
    pub(super) fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let accent = object.optional("accent");
        let radius = object.optional("radius");
        let font = object.optional("font");
        let position = object.optional("position");
        let launcher = object.optional("launcher");
        let logo = object.optional("logo");
        object.finish(faults);
        Some(Self {
            accent: accent.and_then(|at| read_colour(&at, faults)),
            radius: radius.and_then(|at| at.integer(0, MAX_RADIUS, faults)),
            font: font.and_then(|at| at.one_of(&Font::ALL, faults)),
            position: position.and_then(|at| at.one_of(&POSITIONS, faults)),
            launcher: launcher.and_then(|at| Text::read(&at, faults)),
            logo: logo.and_then(|at| read_logo(&at, faults)),
        })
    }
}

fn read_colour(at: &At, faults: &mut Faults) -> Option<Rgb> {
    let text = at.string(faults)?;
    let colour = Rgb::parse(text);
    if colour.is_none() {
        let message = format!("\"{text}\" is no colour: colours are written as \"#0a6cff\".");
        faults.add(at, "bad_colour", message);
    }
    colour
}

/// A page served by `https` shows no picture that comes by `http`.
fn read_logo(at: &At, faults: &mut Faults) -> Option<String> {
    let link = safe_link(at.text(2_000, faults)?);
    let link = link.filter(|link| link.starts_with("https://"));
    if link.is_none() {
        let message = "Must be an address that begins with https://.";
        faults.add(at, "bad_url", message);
    }
    link
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fault_of_a_theme_is_named() {
        let document = json!({
            "accent": "blue", "radius": 25, "font": "Comic Sans", "position": "left",
            "launcher": 1, "logo": "http://acme.example/logo.svg", "shadow": true,
        });
        let mut faults = Faults::default();
        Theme::read(&At::root(&document), &mut faults);
        let mut places: Vec<_> = faults
            .0
            .iter()
            .map(|fault| fault.pointer.as_str())
            .collect();
        places.sort_unstable();
        let expected = [
            "/accent",
            "/font",
            "/launcher",
            "/logo",
            "/position",
            "/radius",
            "/shadow",
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn nothing_of_a_theme_has_to_be_there() {
        let mut faults = Faults::default();
        let theme = Theme::read(&At::root(&json!({})), &mut faults);
        assert_eq!((theme, faults.is_empty()), (Some(Theme::default()), true));
    }
}
