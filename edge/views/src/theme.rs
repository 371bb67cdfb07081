//! The owner's look as CSS. All that can stand in it was read strictly: colours, numbers, and names of
//! closed lists.

use shared::site::{Font, Position, Theme};

/// For the widget. What the page around says in `--afterhours-*`, and with `data-position`, wins.
pub(crate) fn of_widget(theme: &Theme) -> String {
    let mut root = String::new();
    if let Some(accent) = theme.accent {
        let ink = accent.ink();
        root += &format!("--accent:var(--afterhours-accent,{accent});");
        root += &format!("--ink:var(--afterhours-ink,{ink});");
    }
    if let Some(radius) = theme.radius {
        root += &format!("--radius:var(--afterhours-radius,{radius}px);");
    }
    if let Some(font) = theme.font {
        root += &format!("font-family:var(--afterhours-font,{});", font.stack());
    }
    let mut css = rule(".root", &root);
    if theme.font == Some(Font::Page) {
        css += ":host{font-family:inherit!important}";
    }
    if theme.position == Some(Position::Start) {
        css += ":host(:not([data-position='end'])) .root{inset-inline:20px auto}";
    }
    css + &parts(theme)
}

/// For the page of its own, which stands in no other one.
pub(crate) fn of_page(theme: &Theme) -> String {
    let mut root = String::new();
    if let Some(accent) = theme.accent {
        let ink = accent.ink();
        root += &format!("--accent:{accent};--ink:{ink};");
    }
    if let Some(radius) = theme.radius {
        root += &format!("--radius:{radius}px;");
    }
    let font = theme.font.filter(|font| *font != Font::Page);
    let font = font.map(|font| format!("font-family:{}", font.stack()));
    rule(":root", &root) + &rule("body", &font.unwrap_or_default()) + &parts(theme)
}

/// Buttons are round by themselves; an owner's radius makes them follow the panel. At the product's own
/// 16 px they are round all the same. Answers are named by two classes, as their own style comes again with
/// the wasm.
fn parts(theme: &Theme) -> String {
    let buttons = ".launcher,.next,.btn,.choices .choice{border-radius:calc(var(--radius)*1.7)}";
    let logo = ".logo{max-width:96px;height:40px;object-fit:contain}";
    let part = |is_there, css| if is_there { css } else { "" };
    [
        part(theme.radius.is_some(), buttons),
        part(theme.logo.is_some(), logo),
    ]
    .concat()
}

fn rule(selector: &str, body: &str) -> String {
    match body.trim_end_matches(';') {
        "" => String::new(),
        body => format!("{selector}{{{body}}}"),
    }
}

#[cfg(test)]
mod tests {
    use shared::site::Rgb;

    use super::*;

    #[test]
    fn without_a_look_of_its_own_a_site_adds_no_byte() {
        assert_eq!(of_widget(&Theme::default()), "");
        assert_eq!(of_page(&Theme::default()), "");
    }

    #[test]
    fn the_page_around_has_the_last_word() {
        let theme = Theme {
            accent: Some(Rgb([0xff, 0xd4, 0])),
            radius: Some(4),
            font: Some(Font::Serif),
            position: Some(Position::Start),
            ..Theme::default()
        };
        let css = of_widget(&theme);
        for said in [
            "--accent:var(--afterhours-accent,#ffd400)",
            "--ink:var(--afterhours-ink,#000000)",
            "--radius:var(--afterhours-radius,4px)",
            "font-family:var(--afterhours-font,Charter,",
            ":host(:not([data-position='end']))",
        ] {
            assert!(css.contains(said), "{said} in {css}");
        }
    }
}
