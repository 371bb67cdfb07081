//! The buttons of a row.

use leptos::prelude::*;

use super::Rows;
use crate::parts::icons::{CROSS, icon};

const UP: &str = "M12 20V5M6 11l6-6 6 6";
const DOWN: &str = "M12 4v15M6 13l6 6 6-6";

impl Rows {
    /// Up, down, and out. `name` says which row, for whoever does not see it.
    pub fn acts(self, i: usize, name: impl Into<Signal<String>>) -> AnyView {
        let name: Signal<String> = name.into();
        let is_first = i == 0;
        let is_last = move || i + 1 >= self.len();
        view! {
            <div class="row-acts">
                <button
                    type="button"
                    class="x up"
                    aria-label=move || format!("Move {} up", name.get())
                    disabled=is_first
                    on:click=move |_| self.step(i, i.saturating_sub(1), ".up", ".down")
                >
                    {icon(UP)}
                </button>
                <button
                    type="button"
                    class="x down"
                    aria-label=move || format!("Move {} down", name.get())
                    disabled=is_last
                    on:click=move |_| self.step(i, i + 1, ".down", ".up")
                >
                    {icon(DOWN)}
                </button>
                <button
                    type="button"
                    class="x remove"
                    aria-label=move || format!("Remove {}", name.get())
                    on:click=move |_| self.remove(i)
                >
                    {icon(CROSS)}
                </button>
            </div>
        }
        .into_any()
    }

    /// The button that was pressed goes with its row, and the focus with it.
    fn step(self, from: usize, to: usize, pressed: &'static str, other: &'static str) {
        self.shift(from, to);
        self.lead(to, pressed, other);
    }
}
