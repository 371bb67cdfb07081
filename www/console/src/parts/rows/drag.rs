//! Dragging a row by its grip, with mouse, pen or finger.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::Rows;
use crate::parts::icons::icon;

const GRIP: &str = "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01";

impl Rows {
    /// What a row is dragged by. The buttons do the same for whoever does not drag.
    pub fn grip(self, i: usize) -> AnyView {
        let take = move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            event.prevent_default();
            capture(&event);
            // Closed rows are of one height, and easier to drag over.
            self.open.set(None);
            self.dragged.set(Some((i, i)));
        };
        let drag = move |event: PointerEvent| {
            let dragged = self.dragged.get_untracked();
            if let (Some((from, _)), Some(over)) = (dragged, self.row_below(&event)) {
                self.dragged.set(Some((from, over)));
            }
        };
        let drop = move |_| {
            if let Some((from, to)) = self.dragged.get_untracked() {
                self.dragged.set(None);
                self.shift(from, to);
            }
        };
        view! {
            <span
                class="grip"
                aria-hidden="true"
                on:pointerdown=take
                on:pointermove=drag
                on:pointerup=drop
                on:pointercancel=move |_| self.dragged.set(None)
            >
                {icon(GRIP)}
            </span>
        }
        .into_any()
    }

    /// The row of this list below the pointer.
    fn row_below(self, event: &PointerEvent) -> Option<usize> {
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        let mut below = document().element_from_point(x, y);
        let at = self.at.get_value();
        // It may be a row of a list within the row.
        while let Some(element) = below {
            let row = element.closest("[data-row]").ok().flatten()?;
            let list = row.parent_element();
            let own = list
                .as_ref()
                .and_then(|list| list.get_attribute("data-rows"));
            if own.as_deref() == Some(at.as_str()) {
                return row.get_attribute("data-row")?.parse().ok();
            }
            below = list;
        }
        None
    }
}

/// The grip hears of the pointer wherever it goes.
fn capture(event: &PointerEvent) {
    let grip = event.current_target();
    let grip = grip.and_then(|grip| grip.dyn_into::<Element>().ok());
    if let Some(grip) = grip {
        // It fails where the pointer is gone already, and then nothing is dragged.
        let _ = grip.set_pointer_capture(event.pointer_id());
    }
}
