//! What part of a long list is in sight. All rows are of one height.

use leptos::{html, prelude::*};
use web_sys::HtmlDivElement;

/// Rows in the document beyond what is in sight, above and below.
const SPARE: usize = 20;
/// The first row in the document changes by so many at once.
const STEP: usize = 10;

/// A frame that scrolls over rows.
#[derive(Clone, Copy)]
pub struct Viewport {
    pub frame: NodeRef<html::Div>,
    /// In px, all three.
    scroll: RwSignal<f64>,
    height: RwSignal<f64>,
    row: RwSignal<f64>,
}

impl Viewport {
    pub fn new() -> Self {
        Self {
            frame: NodeRef::new(),
            scroll: RwSignal::new(0.0),
            height: RwSignal::new(800.0),
            row: RwSignal::new(68.0),
        }
    }

    fn element(self) -> Option<HtmlDivElement> {
        self.frame.try_get_untracked().flatten()
    }

    /// Notes how things are.
    pub fn measure(self) {
        let Some(frame) = self.element() else {
            return;
        };
        set(self.scroll, f64::from(frame.scroll_top()));
        set(self.height, f64::from(frame.client_height()));
        let row = frame.query_selector(".row").ok().flatten();
        let row = row.map(|row| row.get_bounding_client_rect().height());
        if let Some(row) = row.filter(|row| *row > 0.0) {
            set(self.row, row);
        }
    }

    /// The rows that are in the document, of `count`; tracked.
    pub fn range(self, count: usize) -> (usize, usize) {
        let (scroll, height, row) = (self.scroll.get(), self.height.get(), self.row.get());
        let first = (scroll / row) as usize;
        let first = first.saturating_sub(SPARE) / STEP * STEP;
        let rows = (height / row) as usize + 2 * SPARE + STEP;
        (first.min(count), (first + rows).min(count))
    }

    /// The height of `rows`, as the style has it; tracked.
    pub fn space(self, rows: usize) -> String {
        format!("{}px", rows as f64 * self.row.get())
    }

    /// How many rows lie above what is in sight, and how many of `count` below.
    pub fn beyond(self, count: usize) -> (usize, usize) {
        let row = px(self.row);
        let (scroll, height) = (px(self.scroll), px(self.height));
        let below = count as f64 - (scroll + height) / row;
        ((scroll / row) as usize, below.max(0.0) as usize)
    }

    fn go(self, px: f64) {
        if let Some(frame) = self.element() {
            frame.set_scroll_top(px as i32);
            set(self.scroll, f64::from(frame.scroll_top()));
        }
    }

    pub fn to_top(self) {
        self.go(0.0);
    }

    /// Moves with `rows` that came above.
    pub fn shift(self, rows: usize) {
        self.go(px(self.scroll) + rows as f64 * px(self.row));
    }

    /// Whether all of a row is in sight.
    pub fn shows(self, index: usize) -> bool {
        let (row, scroll) = (px(self.row), px(self.scroll));
        let top = index as f64 * row;
        top >= scroll && top + row <= scroll + px(self.height)
    }

    /// Brings a row to the middle.
    pub fn centre(self, index: usize) {
        let (row, height) = (px(self.row), px(self.height));
        self.go((index as f64 * row - (height - row) / 2.0).max(0.0));
    }

    /// Brings a row into sight, no further than needed.
    pub fn reveal(self, index: usize) {
        let (row, height) = (px(self.row), px(self.height));
        let (top, scroll) = (index as f64 * row, px(self.scroll));
        if top < scroll {
            self.go(top);
        } else if top + row > scroll + height {
            self.go(top + row - height);
        }
    }
}

fn set(signal: RwSignal<f64>, value: f64) {
    signal.maybe_update(|known| {
        let differs = *known != value;
        *known = value;
        differs
    });
}

/// Frames of animation come also when the page is gone.
fn px(signal: RwSignal<f64>) -> f64 {
    signal.try_get_untracked().unwrap_or(1.0)
}
