//! The colours of a site's widget.

use crate::json::{At, Faults};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// `#rrggbb`, lower case; absent: the product's own.
    pub accent: Option<String>,
}

impl Theme {
    pub(super) fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let accent = object.optional("accent");
        let accent = accent.and_then(|at| read_colour(&at, faults));
        object.finish(faults);
        Some(Self { accent })
    }

    /// Red, green and blue of the accent, 0 to 255.
    #[must_use]
    pub fn accent_rgb(&self) -> Option<[u8; 3]> {
        let hex = self.accent.as_deref()?.strip_prefix('#')?;
        let byte = |i: usize| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok();
        Some([byte(0)?, byte(2)?, byte(4)?])
    }
}

fn read_colour(at: &At, faults: &mut Faults) -> Option<String> {
    let text = at.string(faults)?;
    let hex = text.strip_prefix('#').unwrap_or_default();
    let all_hex = hex.bytes().all(|b| b.is_ascii_hexdigit());
    match hex.len() {
        6 if all_hex => Some(text.to_ascii_lowercase()),
        3 if all_hex => {
            let doubled = hex.chars().flat_map(|c| [c, c]).collect::<String>();
            Some(format!("#{}", doubled.to_ascii_lowercase()))
        }
        _ => {
            let message = format!("\"{text}\" is no colour: colours are written as \"#0a6cff\".");
            faults.add(at, "bad_colour", message);
            None
        }
    }
}
