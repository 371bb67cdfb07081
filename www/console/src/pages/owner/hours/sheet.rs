//! A sheet over the page that is open as long as there is something to decide.

use leptos::{html, prelude::*};

use crate::shortcuts::focus;

/// Shows what `show` makes of `what`, under the heading with the id `title`. Where it closes, the
/// focus goes back to where it was.
pub fn sheet<T>(
    what: RwSignal<Option<T>>,
    title: &'static str,
    show: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_wanted = what.with(Option::is_some);
        let Some(dialog) = dialog.get() else {
            return;
        };
        if is_wanted && !dialog.open() {
            let _ = dialog.show_modal();
            // What is in it is drawn by then.
            request_animation_frame(|| {
                focus("dialog[open] [data-first]");
            });
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="sheet"
            node_ref=dialog
            aria-labelledby=title
            on:close=move |_| what.set(None)
        >
            {move || what.get().map(&show)}
        </dialog>
    }
    .into_any()
}
