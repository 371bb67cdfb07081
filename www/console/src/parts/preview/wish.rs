//! What the frame is told to show, and what it tells.

use serde::{Deserialize, Serialize};
use shared::hours::{
    Zone,
    calendar::{city, wall_clock},
    parse_instant,
};

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Wish {
    pub lang: String,
    /// RFC 3339; blank: now.
    pub at: String,
    /// `open` or `closed`; blank: as the settings say.
    pub state: String,
    /// The view while closed; blank: the draft's.
    pub view: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether the panel is open.
    pub open: bool,
    /// Changes with the draft.
    pub draft: u32,
    /// Changes with the visitor: a new one begins anew.
    pub visit: u32,
}

impl Wish {
    /// As it stands in the address of the page.
    pub fn pairs(&self) -> [(&'static str, String); 6] {
        [
            ("lang", self.lang.clone()),
            ("at", self.at.clone()),
            ("state", self.state.clone()),
            ("view", self.view.clone()),
            ("theme", self.theme.clone()),
            ("open", self.open.to_string()),
        ]
    }
}

/// What the frame tells, one thing at a time.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Its document is there.
    Ready,
    /// The visitor opened or closed the panel.
    Open(bool),
    Standing(Standing),
    /// The names of the steps that were shown.
    Path(Vec<String>),
    /// Why the wish cannot be shown, for people.
    Trouble(String),
}

/// What a visitor meets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Standing {
    pub state: String,
    pub view: String,
    /// RFC 3339.
    pub now: String,
    /// With the state before it.
    pub reason: String,
    /// The live chat that takes over while it is open.
    #[serde(default)]
    pub hand_over: Option<String>,
}

impl Standing {
    /// Which instant, whether it is open and why, and what shows; blank: nothing is known yet.
    pub fn sentence(&self, zone: &Zone) -> String {
        let Some(now) = parse_instant(&self.now) else {
            return String::new();
        };
        let clock = wall_clock(zone, now.div_euclid(1000)).format("%a %-d %b %Y, %H:%M");
        let place = city(zone.name());
        let shows = match self.view.as_str() {
            "message" => "Visitors see the message.",
            "form" => "Visitors see the form.",
            "lightbot" => "Visitors talk with the Lightbot.",
            "hidden" => "Visitors see nothing.",
            _ if self.hand_over.is_none() => "Visitors can leave a message for whoever is there.",
            _ => "Your live chat takes over; this shows where it does not come.",
        };
        format!(
            "{clock} in {place}. {}. {shows}",
            self.reason.trim_end_matches('.')
        )
    }
}
