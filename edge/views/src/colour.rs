//! The colour of text on the accent.

/// Black or white, whichever has more contrast on `rgb`.
///
/// Source: WCAG 2.2, "relative luminance" and "contrast ratio".
pub(crate) fn ink_on(rgb: [u8; 3]) -> &'static str {
    let channel = |byte: u8| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    let [r, g, b] = rgb.map(channel);
    let luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let on_black = (luminance + 0.05) / 0.05;
    let on_white = 1.05 / (luminance + 0.05);
    if on_white >= on_black { "#fff" } else { "#000" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_the_accent_can_be_read() {
        assert_eq!(ink_on([0x0a, 0x4c, 0xcf]), "#fff");
        assert_eq!(ink_on([0xff, 0xd4, 0x00]), "#000");
    }
}
