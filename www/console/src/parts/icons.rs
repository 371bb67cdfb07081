//! Icons, drawn in lines. They say nothing that a word beside them does not say.

use leptos::prelude::*;

pub const OPEN: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12l3 3 5-6";
pub const CLOSED: &str = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12h8";
pub const MESSAGE: &str = "M4 6h16v12H4zM4 7l8 6 8-6";
pub const WARNING: &str = "M12 4l9 16H3zM12 10v5M12 17.5v.5";
pub const PERSON: &str = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6";
pub const DONE: &str = "M5 12l5 5 9-10";
pub const BACK: &str = "M4 11a8 8 0 1 1 3 6M4 5v6h6";
pub const COMMENT: &str = "M4 5h16v11h-8l-4 4v-4H4z";
pub const GONE: &str = "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13";
pub const ADDED: &str = "M12 5v14M5 12h14";
pub const CROSS: &str = "M5 5l14 14M19 5L5 19";
pub const MENU: &str = "M4 7h16M4 12h16M4 17h16";
pub const SEARCH: &str = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5";
pub const CHART: &str = "M5 20V10M12 20V4M19 20v-7";
pub const SETTINGS: &str = "M4 7h10M18 7h2M4 17h2M10 17h10M14 4v6M8 14v6";
pub const KEYS: &str = "M3 6h18v12H3zM7 10h1M11.5 10h1M16 10h1M8 14h8";
pub const OUT: &str = "M10 4H5v16h5M14 8l4 4-4 4M18 12H9";
pub const FORTH: &str = "M20 11a8 8 0 1 0-3 6M20 5v6h-6";
pub const UP: &str = "M12 20V5M5 12l7-7 7 7";
pub const DOWN: &str = "M12 4v15M5 12l7 7 7-7";
pub const LEFT: &str = "M15 5l-7 7 7 7";
pub const RIGHT: &str = "M9 5l7 7-7 7";

/// The icon of these lines.
pub fn icon(lines: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=lines></path>
        </svg>
    }
    .into_any()
}

/// The icon of a kind of log entry.
pub fn kind(name: &str) -> AnyView {
    icon(match name {
        "registered" => MESSAGE,
        "missed" | "delivery_failed" => WARNING,
        "taken" | "assigned" => PERSON,
        "resolved" => DONE,
        "reopened" | "released" | "replayed" | "back_to_schedule" => BACK,
        "commented" => COMMENT,
        "opened" => OPEN,
        "closed" => CLOSED,
        "detail_added" => ADDED,
        "withdrawn" => CROSS,
        "erased" => GONE,
        _ => SETTINGS,
    })
}
