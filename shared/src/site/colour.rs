//! Colours, and how well one is seen on another.
//!
//! Source: WCAG 2.2, "relative luminance" and "contrast ratio".

use std::fmt;

/// A colour of sRGB: red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// `#000000`
    pub const BLACK: Self = Self([0; 3]);
    /// `#ffffff`
    pub const WHITE: Self = Self([255; 3]);

    /// Reads `#rrggbb` or `#rgb`, in either case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#')?;
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        match hex.len() {
            3 => {
                let doubled: String = hex.chars().flat_map(|c| [c, c]).collect();
                Self::parse(&format!("#{doubled}"))
            }
            6 => {
                let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
                Some(Self([red, green, blue]))
            }
            _ => None,
        }
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// From 1 (the same) to 21 (black on white).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    /// Black or white, whichever is read better on this colour. It is never less than 4.5 to 1.
    #[must_use]
    pub fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::BLACK) {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }

    /// The colour nearest to this one that `passes`, found by making it darker or lighter.
    #[must_use]
    pub fn nearest(self, passes: impl Fn(Self) -> bool) -> Option<Self> {
        let either = |percent| [Self::BLACK, Self::WHITE].map(|end| self.mix(end, percent));
        let mut shades = (0..=100).flat_map(either);
        shades.find(|shade| passes(*shade))
    }

    fn mix(self, other: Self, percent: u16) -> Self {
        let channel = |i: usize| {
            let (own, other) = (u16::from(self.0[i]), u16::from(other.0[i]));
            let mixed = (own * (100 - percent) + other * percent + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self([channel(0), channel(1), channel(2)])
    }
}

/// As CSS has it: `#rrggbb`.
impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn colour(text: &str) -> Rgb {
        Rgb::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_as_owners_write_them() {
        assert_eq!(colour("#0A6cff").to_string(), "#0a6cff");
        assert_eq!(colour("#0af").to_string(), "#00aaff");
        for wrong in ["", "#", "0a6cff", "#0a6cf", "#0a6cfg", "#+a6cff", "blue"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_as_wcag_counts_it() {
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 0.01);
        assert!((Rgb::WHITE.contrast(Rgb::WHITE) - 1.0).abs() < 0.01);
        // The grey that is known for just passing 4.5 on white.
        assert!((colour("#767676").contrast(Rgb::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn text_on_the_accent_can_be_read() {
        assert_eq!(colour("#0a4ccf").ink(), Rgb::WHITE);
        assert_eq!(colour("#ffd400").ink(), Rgb::BLACK);
    }

    #[test]
    fn the_nearest_shade_that_passes_is_found() {
        let seen_on_white = |shade: Rgb| shade.contrast(Rgb::WHITE) >= 3.0;
        let blue = colour("#1f5eff");
        assert_eq!(blue.nearest(seen_on_white), Some(blue));
        let yellow = colour("#ffd400");
        let darker = yellow.nearest(seen_on_white).unwrap();
        assert!(seen_on_white(darker) && darker.contrast(Rgb::WHITE) < 3.2);
        assert_eq!(yellow.nearest(|_| false), None);
    }

    proptest! {
        #[test]
        fn the_ink_is_read_on_any_colour(bytes: [u8; 3]) {
            let colour = Rgb(bytes);
            prop_assert!(colour.contrast(colour.ink()) > 4.5);
            prop_assert_eq!(Rgb::parse(&colour.to_string()), Some(colour));
        }
    }
}
